import type { Language } from '@mingjian/contract/localized';

const digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Chinese numerals from 1 to 99: 一, 十, 十一, 二十, 二十一. */
function chineseNumeral(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const one = ones === 0 ? '' : (digits[ones] ?? '');
  if (tens === 0) return one;
  return `${tens === 1 ? '' : (digits[tens] ?? '')}十${one}`;
}

/** Numbers headings as they come: 一、(一)1. after GB/T 9704, and 1, 1.1, 1.1.1 in English. */
export function headingNumbers(language: Language): (level: 1 | 2 | 3) => string {
  const counters = [0, 0, 0];
  return (level) => {
    counters[level - 1] = (counters[level - 1] ?? 0) + 1;
    counters.fill(0, level);
    const number = counters[level - 1] ?? 0;
    if (language === 'en') return `${counters.slice(0, level).join('.')} `;
    if (level === 1) return `${chineseNumeral(number)}、`;
    return level === 2 ? `\uff08${chineseNumeral(number)}\uff09` : `${number}.`;
  };
}
