import type { Localized } from '@mingjian/contract/localized';

/** 中文 or English by the name of a language (`中文 (zh)`, `zh-Hans`, `English (en)`, `en`), or null. */
export function languageNamed(name: string): keyof Localized | null {
  const plain = name.toLowerCase().trim();
  const code = /\(([a-z]{2,3}(?:-[a-z]+)*)\)\s*$/i.exec(plain)?.[1] ?? plain;
  if (/^(zh|cmn)(-|$)/.test(code) || /中文|汉语|漢語|chinese/.test(plain)) return 'zh';
  if (/^en(-|$)/.test(code) || /english|英文|英语/.test(plain)) return 'en';
  return null;
}

/** The language of an unnamed text: whoever writes Han writes Chinese. */
export const languageOfText = (text: string): keyof Localized => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');

/** A SurveyJS text: one string a locale, only those that there are; undefined when there is none. */
export function localeText({ zh, en }: Localized): Record<string, string> | undefined {
  if (zh === '' && en === '') return undefined;
  return { ...(zh === '' ? {} : { 'zh-cn': zh }), ...(en === '' ? {} : { en }) };
}

/** Text without HTML: breaks and paragraphs become line ends. `lost` tells whether more than those was taken away. */
export function withoutMarkup(html: string): { text: string; lost: boolean } {
  const scriptless = html.replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, '');
  const broken = scriptless.replace(/<br\s*\/?>|<\/(p|div|li|h\d)\s*>/gi, '\n');
  const bare = broken.replace(/<\/?[a-z!][^>]*>/gi, '');
  const text = bare
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&#0*39;|&apos;/gi, "'")
    .replace(/&amp;/gi, '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
  const harmless = scriptless.replace(/<\/?(p|br|div|span)\s*\/?>/gi, '');
  return { text, lost: scriptless !== html || /<\/?[a-z!][^>]*>/i.test(harmless) };
}
