/** As many as the city has: with fewer, the compiler would still remember the pages that it is given again. */
export const COUNTIES = 10;
/** Of the PDF's path at least this part is the compiler's own work. */
const LEAST = 0.5;

/** Seconds of a county's files, both languages together. */
export interface CountySeconds {
  code: string;
  pages: number;
  pdf: number;
  docx: number;
  xlsx: number;
  html: number;
  /** the compiler alone on the same pages */
  bare: number;
}

/** The last line of the bench. Sums, so that one slow moment of the machine weighs no more than it took. */
export function verdictOf(counties: readonly CountySeconds[]) {
  const sum = (of: keyof Omit<CountySeconds, 'code'>) =>
    Number(counties.reduce((total, each) => total + each[of], 0).toFixed(3));
  const [pdf, bare] = [sum('pdf'), sum('bare')];
  const ratio = pdf === 0 ? 0 : Number((bare / pdf).toFixed(3));
  return {
    bench: 'reports',
    ratio,
    met: counties.length === COUNTIES && ratio >= LEAST,
    counties: counties.length,
    pages: sum('pages'),
    seconds: { pdf, docx: sum('docx'), xlsx: sum('xlsx'), html: sum('html'), bare },
  };
}
