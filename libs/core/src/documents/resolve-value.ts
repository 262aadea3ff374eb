import type { Estimate } from '@mingjian/contract/aggregation';
import type { IndicatorValue } from '@mingjian/contract/indicators';
import type { Language } from '@mingjian/contract/localized';
import { completeModel, type ReportModel, type ValueRef } from '@mingjian/contract/reports';
import { cityStanding, comparedOf } from './city-standing';
import { ofComparedCount, ofCount, ofTally } from './counted-value';
import { indicatorStandings } from './indicator-standing';
import {
  decimalsOf,
  incomparable,
  known,
  missing,
  ofDate,
  ofDifference,
  ofEstimate,
  printer,
  suppressed,
  type Printer,
  type ResolvedValue,
} from './printed-value';
import { simpleDifference } from './simple-difference';
import { yearlyChanges } from './yearly-change';
import { estimateInYear, yearlyTrends } from './yearly-trend';

export type Resolver = (ref: ValueRef) => ResolvedValue;

/** The level of every interval in a result; see contract `estimate.ci`. */
const confidence = '95%';

/**
 * The one place where a reference becomes a number: web page, PDF, figures and words all read from here, so they
 * cannot disagree. What is suppressed or cannot be had is a dash.
 */
export function resolverOf(stored: ReportModel, language: Language): Resolver {
  const model = completeModel(stored);
  const results = new Map(model.results.map((result) => [result.audience as string, result]));
  const estimates = new Map<string, Estimate>(
    model.results.flatMap((result) =>
      result.estimates.map((estimate) => [`${result.audience} ${estimate.id}`, estimate] as const),
    ),
  );
  const values = new Map(model.indicatorValues.map((value) => [value.id, value]));
  const standings = remembered((county: string | undefined) =>
    indicatorStandings({
      ...model,
      indicatorValues: model.indicatorValues.filter(
        ({ countyCode }) => county === undefined || countyCode === county,
      ),
    }),
  );
  const changes = remembered(() => yearlyChanges(model));
  const trends = remembered(() => yearlyTrends(model));
  const cities = (audience: string, id: string) => standing(`${audience} ${id}`);
  const standing = remembered((place: string) => {
    const [audience = '', ...id] = place.split(' ');
    return cityStanding(model, audience, id.join(' '));
  });
  const print = printer(language);

  return (ref) => {
    switch (ref.of) {
      case 'estimate':
        return ofEstimate(estimates.get(`${ref.audience} ${ref.id}`), ref.show, ref.decimals, print);
      case 'gap': {
        const gap = results.get(ref.audience)?.gaps.find(({ id }) => id === ref.id);
        if (gap?.suppressed) return suppressed;
        return ofDifference(gap, ref.show, ref.decimals, language, print);
      }
      case 'difference': {
        const a = estimates.get(`${ref.audience} ${ref.a}`);
        const b = estimates.get(`${ref.audience} ${ref.b}`);
        if (a?.suppressed || b?.suppressed) return suppressed;
        const found = simpleDifference(a, b);
        if (found && ref.show === 'estimate')
          return { ...print.fixed(found.estimate, ref.decimals), ci: found.ci };
        return ofDifference(found, ref.show, ref.decimals, language, print);
      }
      case 'share': {
        const found = results.get(ref.audience)?.distributions.find(({ key }) => key === ref.item);
        if (found?.suppressed) return suppressed;
        const share = ref.answer === 0 ? found?.notApplicable : found?.shares?.[ref.answer - 1];
        return print.fixed(share ?? null, 1);
      }
      case 'importance': {
        const found = results.get(ref.audience)?.importance.find(({ key }) => key === ref.item);
        return found?.suppressed ? suppressed : print.fixed(found?.correlation ?? null, 2);
      }
      case 'change': {
        const change = changes().find(({ audience, id }) => audience === ref.audience && id === ref.id);
        if (!change) return missing;
        if (change.suppressed) return suppressed;
        if (ref.show === 'before') return print.fixed(change.before, ref.decimals);
        return ofDifference(change, ref.show, ref.decimals, language, print);
      }
      case 'year-estimate': {
        const found = estimateInYear(model, model.year + ref.offset, ref.audience, ref.id);
        return found ? ofEstimate(found, 'estimate', ref.decimals, print) : incomparable;
      }
      case 'trend': {
        const trend = trends().find(({ audience, id }) => audience === ref.audience && id === ref.id);
        if (trend?.estimate == null) return incomparable;
        return ofDifference(trend, ref.show, ref.decimals, language, print);
      }
      case 'opinion': {
        const own = model.opinions.find(
          ({ audience, evidence }) => audience === ref.audience && evidence === ref.evidence,
        );
        if (!own) return missing;
        const people =
          ref.theme === '' ? own.wrote : own.themes.find(({ theme }) => theme === ref.theme)?.people;
        if (people === undefined) return missing;
        if (people === null || own.wrote === null) return suppressed;
        if (ref.show === 'people') return print.count(people);
        return own.wrote === 0 ? missing : print.fixed((100 * people) / own.wrote, 1);
      }
      case 'open-link': {
        const found = results.get(ref.audience)?.openLink;
        if (!found) return missing;
        if (found.answers === null) return suppressed;
        return ref.show === 'answers' ? print.count(found.answers) : print.fixed(found[ref.show], 1);
      }
      case 'county-estimate': {
        const own = comparedOf(model, ref.county, ref.audience)?.estimates.find(({ id }) => id === ref.id);
        return ofEstimate(own, ref.show, ref.decimals, print);
      }
      case 'city': {
        const { whole } = cities(ref.audience, ref.id);
        if (whole === null) return missing;
        if (ref.show === 'n') return print.count(whole.n);
        if (ref.show === 'estimate') return { ...print.fixed(whole.estimate, ref.decimals), ci: whole.ci };
        const [lower, upper] = whole.ci;
        return known(
          `${print.digits(lower, ref.decimals)}–${print.digits(upper, ref.decimals)}`,
          null,
          whole.ci,
        );
      }
      case 'against-city': {
        const own = comparedOf(model, ref.county, ref.audience)?.estimates.find(({ id }) => id === ref.id);
        if (own?.suppressed) return suppressed;
        const gap = cities(ref.audience, ref.id).gaps.get(ref.county);
        return ofDifference(gap, ref.show, ref.decimals, language, print);
      }
      case 'county-count':
        return ofComparedCount(model, ref, print);
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
        return ofTally(model, ref, standings, print);
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

/** Works a thing out once for each key, and only when it is asked for. */
function remembered<Key, Value>(make: (key: Key) => Value): (key?: Key) => Value {
  const made = new Map<Key | undefined, Value>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key as Key));
    return made.get(key) as Value;
  };
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
