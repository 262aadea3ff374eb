import type { Language } from '@mingjian/contract/localized';
import { isInTypeface } from './typeface';

/** Nearly all that is printed is in the face and needs no looking up; this is the rest. */
const unusual = /[^\t\n\u0020-\u007e\u3000-\u3002\u4e00-\u9fa5\uff01-\uff5e]/gu;
const emoji =
  /\p{RI}{2}|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}[\ufe0f\p{EMod}]*(?:\u200d\p{Extended_Pictographic}[\ufe0f\p{EMod}]*)*/gu;

/**
 * Text as the report's own face can print it, so that no page has a box for a character, whatever faces the machine
 * has: an emoji that it lacks is named, another character becomes 〓, the printer's sign for a missing sort. In English
 * curly quotes are straight: the face sets them as wide as a Chinese character, which tears words apart.
 *
 * @param double what stands for a straight double quote
 * @throws Error when the face is missing
 */
export function printable(text: string, language: Language, double = '"'): string {
  const straight = language === 'en' ? text.replace(/[‘’]/gu, "'").replace(/[“”]/gu, double) : text;
  const name = language === 'en' ? '[emoji]' : '〔表情〕';
  return straight
    .replace(emoji, (found) => {
      const bare = found.replaceAll('\ufe0f', '');
      return [...bare].length === 1 && isInTypeface(bare) ? bare : name;
    })
    .replace(unusual, (character) => {
      if (isInTypeface(character)) return character;
      return /\p{Default_Ignorable_Code_Point}/u.test(character) ? '' : '〓';
    });
}

/** A drawing as the report's own face can print it. */
export const printableSvg = (svg: string, language: Language) => printable(svg, language, '&quot;');

/** What a layout reads as JSON, every text of it as the report's own face can print it. */
export function printableJson(content: unknown, language: Language): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'string' ? printable(value, language) : value,
  );
}
