const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/**
 * The two lines of a table's head that does not fit into one: Chinese breaks before its bracket, or between two words near
 * its middle, and never leaves its last character alone.
 *
 * @returns the head in one line where it has blanks to break at, or is too short to break
 */
export function headLines(head: string): string[] {
  if (!/^\p{Script=Han}{3,}(?:\uff08.*\uff09)?$/u.test(head)) return [head];
  const bracket = head.indexOf('\uff08');
  const breaks = [...words.segment(head)].map(({ index }) => index).filter((at) => at > 1);
  const middle = head.length / 2;
  const [nearest = 0] = breaks
    .filter((at) => at < head.length - 1)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  const cut = bracket > 0 ? bracket : nearest;
  return cut === 0 ? [head] : [head.slice(0, cut), head.slice(cut)];
}
