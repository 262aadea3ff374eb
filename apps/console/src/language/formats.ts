import { useLanguage } from '.';

/** What stands where a number is suppressed or does not exist. */
export const NO_NUMBER = '—';

export interface Formats {
  /** A number with a fixed count of decimals; a missing one is a dash. */
  number: (value: number | null | undefined, decimals?: number) => string;
  percent: (share: number | null | undefined, decimals?: number) => string;
  interval: (ci: readonly [number, number] | null, decimals?: number) => string;
  /** Calendar day, Asia/Shanghai. Takes YYYY-MM-DD or an instant. */
  day: (value: string | null | undefined) => string;
  /** The same without its year, for dense tables. */
  shortDay: (value: string | null | undefined) => string;
  /** Day and time of an instant, Asia/Shanghai. */
  moment: (value: string | null | undefined) => string;
}

/** Numbers and dates as the reader writes them; days and times are always those of Asia/Shanghai. */
export function useFormats(): Formats {
  const language = useLanguage();
  const number: Formats['number'] = (value, decimals = 0) =>
    value === null || value === undefined
      ? NO_NUMBER
      : value
          .toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
          .replace('-', '−');
  // A dash between two numbers of which one has a minus would read as another.
  const to = language === 'en' ? 'to' : '至';
  const dates: Intl.DateTimeFormatOptions = {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
  };
  const show = (value: string | null | undefined, options: Intl.DateTimeFormatOptions) => {
    if (!value) return NO_NUMBER;
    const instant = new Date(value.length === 10 ? `${value}T00:00:00+08:00` : value);
    return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', options).format(instant);
  };
  return {
    number,
    percent: (share, decimals = 0) =>
      share === null || share === undefined ? NO_NUMBER : `${number(share * 100, decimals)}%`,
    interval: (ci, decimals = 1) =>
      ci === null
        ? NO_NUMBER
        : `${number(ci[0], decimals)} ${ci[0] < 0 ? to : '–'} ${number(ci[1], decimals)}`,
    day: (value) => show(value, dates),
    shortDay: (value) => show(value, { ...dates, year: undefined, month: 'short' }),
    moment: (value) => show(value, { ...dates, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  };
}
