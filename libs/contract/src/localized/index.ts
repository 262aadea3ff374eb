import { z } from 'zod';

/** The two languages of the product, Chinese first. */
export const language = z.enum(['zh-CN', 'en']);
export type Language = z.infer<typeof language>;

/** A text in both languages. */
export const localized = z.object({ zh: z.string().max(4000), en: z.string().max(4000) });
export type Localized = z.infer<typeof localized>;

/** Picks the text for a language; an untranslated text falls back to Chinese. */
export function inLanguage(text: Localized, wanted: Language): string {
  return wanted === 'en' && text.en !== '' ? text.en : text.zh;
}
