import type { ScreenReason, WeightingPlan } from '@mingjian/contract/aggregation';
import type { Audience, ItemMapping } from '@mingjian/contract/surveys';
import { isExcluded, screenAnswers } from '@mingjian/core/aggregation';
import { tQuantile } from '@mingjian/statistics';
import type { ComparableEstimate } from './coverage';
import { groupBy } from './population/group-by';
import type { Person } from './population/people';
import type { PersonalAnswers } from './population/submission';
import type { Truth } from './population/truth';

/** One person's answers as they came in. */
export interface Answered {
  person: Person;
  /** The cell of the sample in which it was given. */
  cellId: string;
  sent: PersonalAnswers;
}

interface ScaleOf {
  scope: Truth['scope'];
  key: string;
  codes: string[];
}

/**
 * What somebody would publish who takes every answer as it comes: means with weights 1 in the same clusters (schools
 * within strata, as if drawn with replacement), after the same exclusions.
 * Linearised variance of a mean, t with PSUs less strata; a stratum with one PSU is centred at the mean.
 */
export function unweightedEstimates(
  answered: readonly Answered[],
  items: Readonly<Record<Audience, readonly ItemMapping[]>>,
  screens: WeightingPlan['screens'],
  exclusions: readonly (readonly ScreenReason[])[],
): ComparableEstimate[] {
  const groups = groupBy(answered, ({ person }) => `${person.countyCode}|${person.audience}`);
  return [...groups.values()].flatMap((group) => {
    const [{ person }] = group as [Answered];
    const ofAudience = items[person.audience];
    const rows = group.map(({ cellId, sent }) => ({
      cellId,
      answers: sent.answers,
      durations: sent.durations,
    }));
    const reasons = screenAnswers(rows, [...ofAudience], screens);
    const kept = group.filter((_, index) => !isExcluded(reasons[index] ?? [], exclusions));
    return scalesOf(ofAudience).map((scale) => ({
      countyCode: person.countyCode,
      audience: person.audience,
      scope: scale.scope,
      key: scale.key,
      ...plainMean(kept, scale.codes),
    }));
  });
}

function scalesOf(items: readonly ItemMapping[]): ScaleOf[] {
  const scored = items.filter((item) => item.role === 'scored').map((item) => item.code);
  return [
    { scope: 'audience', key: '', codes: scored },
    ...scored.map((code) => ({ scope: 'item' as const, key: code, codes: [code] })),
  ];
}

function plainMean(
  answered: readonly Answered[],
  codes: readonly string[],
): Pick<ComparableEstimate, 'estimate' | 'se' | 'ci'> {
  const clusters = new Map<string, { stratum: string; n: number; sum: number }>();
  let n = 0;
  let sum = 0;
  for (const { person, sent } of answered) {
    const values = codes
      .map((code) => sent.answers[code])
      .filter((value) => typeof value === 'number' && value > 0);
    if (values.length === 0 || values.length * 2 < codes.length) continue;
    const score =
      values.reduce<number>((total, value) => total + 25 * (Number(value) - 1), 0) / values.length;
    const { code, stage, area } = person.school;
    const cluster = clusters.get(code) ?? { stratum: `${stage}|${area}`, n: 0, sum: 0 };
    clusters.set(code, { ...cluster, n: cluster.n + 1, sum: cluster.sum + score });
    n += 1;
    sum += score;
  }
  if (n === 0) return { estimate: null, se: null, ci: null };
  const mean = sum / n;
  const strata = groupBy(clusters.values(), (cluster) => cluster.stratum);
  let variance = 0;
  for (const psus of strata.values()) {
    const residuals = psus.map((psu) => (psu.sum - mean * psu.n) / n);
    const centre = psus.length === 1 ? 0 : residuals.reduce((total, value) => total + value, 0) / psus.length;
    const squares = residuals.reduce((total, value) => total + (value - centre) ** 2, 0);
    variance += psus.length === 1 ? squares : (squares * psus.length) / (psus.length - 1);
  }
  const df = clusters.size - strata.size;
  if (df < 1) return { estimate: mean, se: null, ci: null };
  const se = Math.sqrt(variance);
  const reach = tQuantile(0.975, df) * se;
  return { estimate: mean, se, ci: [mean - reach, mean + reach] };
}
