import type { ScreenReason, WeightingPlan } from '@mingjian/contract/aggregation';
import type { Audience, ItemMapping } from '@mingjian/contract/surveys';
import { isExcluded, screenAnswers } from '@mingjian/core/aggregation';
import { estimateMean } from '@mingjian/statistics';
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
  const scores = answered.map(({ sent }) => indexOf(sent, codes));
  const sum = Float64Array.from(scores, (score) => score ?? 0);
  return estimateMean(
    {
      size: answered.length,
      count: new Float64Array(answered.length).fill(1),
      weight: new Float64Array(answered.length).fill(1),
      stages: [
        {
          stratum: numbered(answered, ({ person }) => `${person.school.stage}|${person.school.area}`),
          unit: numbered(answered, ({ person }) => person.school.code),
        },
      ],
      lonelyPsu: 'adjust',
    },
    {
      n: Float64Array.from(scores, (score) => (score === null ? 0 : 1)),
      sum,
      sumOfSquares: sum.map((score) => score * score),
    },
  );
}

/** Mean of (x−1)/4×100 over the items that were rated, when these are at least half. */
function indexOf(sent: PersonalAnswers, codes: readonly string[]): number | null {
  const rated = codes.map((code) => Number(sent.answers[code])).filter((value) => value > 0);
  if (rated.length === 0 || rated.length * 2 < codes.length) return null;
  return rated.reduce((total, value) => total + 25 * (value - 1), 0) / rated.length;
}

/** The groups of a list, numbered from 0. */
function numbered<T>(list: readonly T[], nameOf: (each: T) => string): Int32Array {
  const numbers = new Map([...new Set(list.map(nameOf))].map((name, number) => [name, number]));
  return Int32Array.from(list, (each) => numbers.get(nameOf(each)) ?? 0);
}
