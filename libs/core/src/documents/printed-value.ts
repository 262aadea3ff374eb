import type { Estimate } from '@mingjian/contract/aggregation';
import type { Language } from '@mingjian/contract/localized';

/** A value as it is printed, and as a number for figures. `state` says why there is a dash or a stroke. */
export interface ResolvedValue {
  text: string;
  number: number | null;
  /** lower and upper limit where the value is an estimate or a difference */
  ci: readonly [number, number] | null;
  state: 'known' | 'suppressed' | 'missing' | 'incomparable';
  /** Of a difference: whether it is more than chance after adjustment for how many are looked at. */
  clear?: boolean;
}

const dash = '—';
export const missing: ResolvedValue = { text: dash, number: null, ci: null, state: 'missing' };
export const suppressed: ResolvedValue = { text: dash, number: null, ci: null, state: 'suppressed' };
/** Of a year that cannot be held against this one. */
export const incomparable: ResolvedValue = { text: '/', number: null, ci: null, state: 'incomparable' };
export const known = (
  text: string,
  number: number | null,
  ci: ResolvedValue['ci'] = null,
): ResolvedValue => ({
  text,
  number,
  ci,
  state: 'known',
});

export type Printer = ReturnType<typeof printer>;

/** Minus is the minus sign, a rounded zero has no sign, counts are grouped in English only. */
export function printer(language: Language) {
  const digits = (value: number, decimals: number) => {
    const text = Math.abs(value).toFixed(decimals);
    return value < 0 && Number(text) !== 0 ? `−${text}` : text;
  };
  const grouped = (text: string) =>
    language === 'en'
      ? text.replace(/^(−?)(\d+)/u, (_all, sign: string, whole: string) => sign + inThousands(whole))
      : text;
  return {
    digits,
    plain: (value: number) => known(digits(value, decimalsOf(value)), value),
    count: (value: number) => known(grouped(digits(value, 0)), value),
    fixed: (value: number | null, decimals: number) =>
      value === null ? missing : known(grouped(digits(value, decimals)), value),
    signed: (value: number, decimals: number) => {
      const text = digits(value, decimals);
      return known(value > 0 && Number(text) !== 0 ? `+${text}` : text, value);
    },
  };
}

const inThousands = (whole: string) => whole.replace(/\B(?=(\d{3})+(?!\d))/gu, ',');
export const decimalsOf = (value: number) => Math.min(4, (String(value).split('.')[1] ?? '').length);

export function ofEstimate(
  estimate: Estimate | undefined,
  show: 'estimate' | 'interval' | 'n' | 'se' | 'deff',
  decimals: number,
  print: Printer,
): ResolvedValue {
  if (!estimate) return missing;
  if (estimate.suppressed) return suppressed;
  if (show === 'n') return estimate.n === null ? missing : print.count(estimate.n);
  if (show === 'interval') {
    if (estimate.ci === null) return missing;
    const [lower, upper] = estimate.ci;
    return known(`${print.digits(lower, decimals)}–${print.digits(upper, decimals)}`, null, estimate.ci);
  }
  const value = print.fixed(estimate[show], decimals);
  return value.state === 'known' ? { ...value, ci: estimate.ci } : value;
}

/** A difference with its sign, its interval and whether it is more than chance. */
export function ofDifference(
  found: DifferenceLike | undefined,
  show: 'estimate' | 'interval',
  decimals: number,
  language: Language,
  print: Printer,
): ResolvedValue {
  if (!found || found.estimate === null) return missing;
  const { estimate, ci } = found;
  const clear = found.p !== null && found.p < 0.05;
  if (show === 'estimate') return { ...print.signed(estimate, decimals), ci, clear };
  if (ci === null) return missing;
  const to = language === 'en' ? ' to ' : '至';
  return {
    ...known(`${print.digits(ci[0], decimals)}${to}${print.digits(ci[1], decimals)}`, null, ci),
    clear,
  };
}

interface DifferenceLike {
  estimate: number | null;
  ci: readonly [number, number] | null;
  p: number | null;
}

export function ofDate(day: string | null, language: Language): ResolvedValue {
  const [year = '', month = '', date = ''] = (day ?? '').split('-');
  if (day === null) return missing;
  if (language === 'zh-CN') return known(`${year}年${Number(month)}月${Number(date)}日`, null);
  const name = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
  return known(`${Number(date)} ${name} ${year}`, null);
}
