import type { Estimate, Result } from '@mingjian/contract/aggregation';
import type { IndicatorValue } from '@mingjian/contract/indicators';
import type { Language } from '@mingjian/contract/localized';
import type { ReportModel, ValueRef } from '@mingjian/contract/reports';
import { indicatorStandings, type Standing } from './indicator-standing';

/** A value as it is printed, and as a number for figures. `state` says why there is a dash. */
export interface ResolvedValue {
  text: string;
  number: number | null;
  /** lower and upper limit where the value is an estimate or a difference */
  ci: readonly [number, number] | null;
  state: 'known' | 'suppressed' | 'missing';
}

export type Resolver = (ref: ValueRef) => ResolvedValue;

/** The level of every interval in a result; see contract `estimate.ci`. */
const confidence = '95%';
/** z of that level, for the difference of two independent estimates. */
const z = 1.959964;

/**
 * The one place where a reference becomes a number: web page, PDF, figures and words all read from here, so they
 * cannot disagree. What is suppressed or cannot be had is a dash.
 */
export function resolverOf(model: ReportModel, language: Language): Resolver {
  const results = new Map(model.results.map((result) => [result.audience as string, result]));
  const estimates = new Map<string, Estimate>(
    model.results.flatMap((result) =>
      result.estimates.map((estimate) => [`${result.audience} ${estimate.id}`, estimate] as const),
    ),
  );
  const values = new Map(model.indicatorValues.map((value) => [value.id, value]));
  const standings = indicatorStandings(model);
  const print = printer(language);

  return (ref) => {
    switch (ref.of) {
      case 'estimate':
        return ofEstimate(estimates.get(`${ref.audience} ${ref.id}`), ref.show, ref.decimals, print);
      case 'difference': {
        const a = estimates.get(`${ref.audience} ${ref.a}`);
        const b = estimates.get(`${ref.audience} ${ref.b}`);
        return ofDifference(a, b, ref.show, ref.decimals, language, print);
      }
      case 'indicator':
        return ofIndicator(values.get(ref.id), model.indicatorValues, print);
      case 'indicator-change': {
        const now = values.get(ref.id)?.value ?? null;
        const before = values.get(ref.previousId)?.value ?? null;
        if (now === null || before === null) return missing;
        return print.signed(now - before, Math.max(decimalsOf(now), decimalsOf(before)));
      }
      case 'count':
        return ofCount(
          ref.audience === ''
            ? model.results
            : [results.get(ref.audience)].filter((each) => each !== undefined),
          ref.field,
          print,
        );
      case 'flagged': {
        const flagged = results.get(ref.audience)?.flagged;
        if (!flagged) return missing;
        const found = flagged.find((each) => each.reason === ref.reason);
        return found?.answers === null ? suppressed : print.count(found?.answers ?? 0);
      }
      case 'with-excluded':
        return print.fixed(results.get(ref.audience)?.withExcluded?.[ref.show] ?? null, ref.decimals);
      case 'margin': {
        const margins = results.get(ref.audience)?.weighting.margins ?? [];
        const margin = margins.find(
          (each) => each.variable === ref.variable && each.category === ref.category,
        );
        return margin ? print.count(Math.round(margin[ref.show])) : missing;
      }
      case 'reliability': {
        const found = results.get(ref.audience)?.reliability.find((each) => each.dimension === ref.dimension);
        return print.fixed(found?.alpha ?? null, 2);
      }
      case 'tally':
        return print.count(
          standings.filter((standing) => isWithin(standing, ref.within) && counts[ref.what](standing)).length,
        );
      case 'plan': {
        const plan = model.weightingPlan;
        if (!plan) return missing;
        if (ref.field === 'trimLower') return print.plain(plan.trim.lower);
        if (ref.field === 'trimUpper') return print.plain(plan.trim.upper);
        return print.count(plan[ref.field]);
      }
      case 'year':
        return known(String(model.year + ref.offset), model.year + ref.offset);
      case 'date':
        return ofDate(ref.which === 'composed' ? model.composedOn : model.fieldworkUntil, language);
      case 'confidence':
        return known(confidence, null);
    }
  };
}

const dash = '—';
const missing: ResolvedValue = { text: dash, number: null, ci: null, state: 'missing' };
const suppressed: ResolvedValue = { text: dash, number: null, ci: null, state: 'suppressed' };
const known = (text: string, number: number | null, ci: ResolvedValue['ci'] = null): ResolvedValue => ({
  text,
  number,
  ci,
  state: 'known',
});

type Printer = ReturnType<typeof printer>;

/** Minus is the minus sign, a rounded zero has no sign, counts are grouped in English only. */
function printer(language: Language) {
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
const decimalsOf = (value: number) => Math.min(4, (String(value).split('.')[1] ?? '').length);

function ofEstimate(
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

/** a − b with the interval of independent estimates: z times the root of the two variances' sum. */
function ofDifference(
  a: Estimate | undefined,
  b: Estimate | undefined,
  show: 'estimate' | 'interval',
  decimals: number,
  language: Language,
  print: Printer,
): ResolvedValue {
  if (!a || !b) return missing;
  if (a.suppressed || b.suppressed) return suppressed;
  if (a.estimate === null || b.estimate === null) return missing;
  const difference = a.estimate - b.estimate;
  const half = a.se === null || b.se === null ? null : z * Math.hypot(a.se, b.se);
  const ci = half === null ? null : ([difference - half, difference + half] as const);
  if (show === 'estimate') return { ...print.fixed(difference, decimals), ci };
  if (ci === null) return missing;
  const to = language === 'en' ? ' to ' : '至';
  return known(`${print.digits(ci[0], decimals)}${to}${print.digits(ci[1], decimals)}`, null, ci);
}

/** With as many decimals as the most exact value of its indicator, so that years stand beside one another. */
function ofIndicator(
  value: IndicatorValue | undefined,
  all: readonly IndicatorValue[],
  print: Printer,
): ResolvedValue {
  if (!value) return missing;
  if (value.grade !== null) return known(value.grade, null);
  if (value.value === null) return missing;
  const alike = all.filter((each) => each.indicatorCode === value.indicatorCode);
  return print.fixed(value.value, Math.max(...alike.map((each) => decimalsOf(each.value ?? 0))));
}

type CountField = Extract<ValueRef, { of: 'count' }>['field'];

function ofCount(results: readonly Result[], field: CountField, print: Printer): ResolvedValue {
  if (results.length === 0) return missing;
  const sum = (of: 'invited' | 'eligible' | 'answered' | 'excluded') =>
    results.reduce((total, result) => total + (result[of] ?? 0), 0);
  if (field === 'excluded' && results.some(({ excluded }) => excluded === null)) return suppressed;
  if (field === 'invited' || field === 'eligible' || field === 'answered' || field === 'excluded')
    return print.count(sum(field));
  if (field === 'responseRate') {
    const invited = sum('invited');
    if (invited === 0) return missing;
    return known(`${print.digits((100 * sum('answered')) / invited, 1)}%`, (100 * sum('answered')) / invited);
  }
  const [only] = results;
  if (!only || results.length > 1) return missing;
  const { weighting } = only;
  switch (field) {
    case 'effectiveN':
      return print.count(Math.round(weighting.effectiveN));
    case 'kishDeff':
      return print.fixed(weighting.kishDeff, 2);
    case 'weightBase':
      return print.count(Math.round(weighting.base));
    case 'weightSum':
      return print.count(Math.round(weighting.sum));
    case 'weightMin':
      return print.fixed(weighting.min, 2);
    case 'weightMax':
      return print.fixed(weighting.max, 2);
    case 'trimmed':
    case 'rounds':
      return print.count(weighting[field]);
  }
}

const counts: Record<Extract<ValueRef, { of: 'tally' }>['what'], (standing: Standing) => boolean> = {
  all: () => true,
  filed: (standing) => standing.filed,
  meets: (standing) => standing.meets === true,
  below: (standing) => standing.meets === false,
  unjudged: (standing) => standing.meets === null,
  'without-threshold': (standing) => !standing.hasThreshold,
  improved: (standing) => standing.progress === 'improved',
  worsened: (standing) => standing.progress === 'worsened',
};
const isWithin = (standing: Standing, within: string) =>
  within === '' || standing.code === within || standing.code.startsWith(`${within}.`);

function ofDate(day: string | null, language: Language): ResolvedValue {
  const [year = '', month = '', date = ''] = (day ?? '').split('-');
  if (day === null) return missing;
  if (language === 'zh-CN') return known(`${year}年${Number(month)}月${Number(date)}日`, null);
  const name = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
  return known(`${Number(date)} ${name} ${year}`, null);
}
