const fullWidth: Readonly<Record<string, string>> = {
  ',': '\uff0c',
  '?': '\uff1f',
  '!': '\uff01',
  ':': '\uff1a',
  ';': '\uff1b',
  '(': '\uff08',
  ')': '\uff09',
};
const afterChinese = /(?<=[\u4e00-\u9fff\u201d\u300b])[,?!:;()]/g;
const beforeChinese = /[(),:;](?=[\u4e00-\u9fff\u201c])/g;

/** Sets the punctuation of a Chinese text in full width, as print does, where it was typed in half width. */
export function chinesePunctuation(text: string): string {
  const widened = (mark: string) => fullWidth[mark] ?? mark;
  return text.replace(afterChinese, widened).replace(beforeChinese, widened);
}
