/** A text in both languages. */
export interface BothLanguages {
  zh: string;
  en: string;
}

export type Audience = 'public' | 'teacher' | 'student';
export type ItemRole = 'demographic' | 'scored' | 'expectation' | 'attention' | 'open' | 'descriptive';
export type Dimension = 'overall' | 'equity' | 'quality' | 'governance';

/** What the platform knows of one question beyond its SurveyJS definition (the wire's item mapping). */
export interface Item {
  code: string;
  role: ItemRole;
  text: BothLanguages;
  dimension: Dimension | null;
  indicatorCode: string | null;
  /** The answer an attention item asks for. */
  correctValue: number | null;
}

/** The value that stands for 不了解/不适用 in every rated question. */
export const NOT_APPLICABLE = 0;

/** What a question may be called: the name is a column in tables, a key in answers and part of a file name. */
export const itemCodePattern = /^[A-Za-z][A-Za-z0-9_-]{0,30}$/;
