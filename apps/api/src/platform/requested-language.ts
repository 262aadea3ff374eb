import type { Language } from '@mingjian/contract/localized';

/** The reader's language: `?lang=` first, else the first of Accept-Language that we speak, else Chinese. */
export function requestedLanguage(lang: unknown, acceptLanguage: string | undefined): Language {
  if (typeof lang === 'string' && lang !== '') return lang.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((entry) => entry.trim()).find((entry) => entry.startsWith('q='));
      return { tag: tag.toLowerCase(), quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ tag, quality }) => /^(zh|en)(-|$)/.test(tag) && quality > 0)
    .sort((left, right) => right.quality - left.quality);
  return ranked[0]?.tag.startsWith('en') ? 'en' : 'zh-CN';
}
