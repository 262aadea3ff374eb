import type { Result, screeningRow } from '@mingjian/contract/aggregation';
import type { Audience } from '@mingjian/contract/surveys';
import type { z } from 'zod';
import { coverageOf, type ComparableEstimate, type Coverage } from './coverage';
import type { Population } from './population';
import type { Truth } from './population/truth';

/** summary.json: what the demo did, and how near its numbers came to the truth. */
export interface DemoSummary {
  seed: number;
  model: Population['model'];
  /** Said in words, because a figure alone can be overlooked. */
  warning: { zh: string; en: string } | null;
  counts: {
    invited: number;
    answered: number;
    refusedDoubles: number;
    /** Those of counties and audiences where so few were excluded that the number is not told are left out. */
    excluded: number;
    /** Answers by reason for which a screen flagged them; an answer can show several. */
    screened: Record<string, number>;
  };
  /** Index of each county × audience, 0–100, with its 95% interval and the truth. */
  estimates: {
    countyCode: string;
    audience: Audience;
    n: number | null;
    estimate: number | null;
    ci: readonly [number, number] | null;
    truth: number;
    covered: boolean | null;
  }[];
  coverage: { weighted: number; unweighted: number };
  coverageDetail: { weighted: Coverage; unweighted: Coverage };
  seconds: Readonly<Record<string, number>>;
  resultHash: string;
}

/** Under this model no weighting can help: what decides who answers is what is asked. */
const hostileWarning = {
  zh: '本次模拟中，是否作答取决于满意度本身。加权只能校正已知的总体边际，区间只反映抽样误差，不能防范这种偏差：下列区间未能按 95% 覆盖真值。',
  en: 'In this simulation satisfaction itself decides who answers. Weighting corrects only for known margins and the intervals show sampling error alone; they do not protect against this bias, and fail to hold the truth 95% of the time.',
};

export function summarise(input: {
  population: Population;
  fieldwork: { invited: number; answered: number; refusedDoubles: number };
  screening: readonly z.infer<typeof screeningRow>[];
  results: readonly Result[];
  unweighted: readonly ComparableEstimate[];
  seconds: Readonly<Record<string, number>>;
  resultHash: string;
}): DemoSummary {
  const { population, fieldwork, results } = input;
  const weighted = coverageOf(results.flatMap(comparable), population.truths);
  const unweighted = coverageOf(input.unweighted, population.truths);
  const screened: Record<string, number> = {};
  for (const row of input.screening) screened[row.reason] = (screened[row.reason] ?? 0) + row.answers;
  return {
    seed: population.seed,
    model: population.model,
    warning: population.model === 'hostile' ? hostileWarning : null,
    counts: {
      invited: fieldwork.invited,
      answered: fieldwork.answered,
      refusedDoubles: fieldwork.refusedDoubles,
      excluded: results.reduce((sum, each) => sum + (each.excluded ?? 0), 0),
      screened,
    },
    estimates: results.map((each) => headlineOf(each, population.truths)),
    coverage: { weighted: weighted.share, unweighted: unweighted.share },
    coverageDetail: { weighted, unweighted },
    seconds: input.seconds,
    resultHash: input.resultHash,
  };
}

/** The index estimates of a result that have a truth to be compared with. */
function comparable(result: Result): ComparableEstimate[] {
  return result.estimates
    .filter((each) => each.measure === 'index' && each.cut === '')
    .map(({ scope, key, estimate, se, ci }) => ({
      countyCode: result.countyCode,
      audience: result.audience,
      scope,
      key,
      estimate,
      se,
      ci,
    }));
}

function headlineOf(result: Result, truths: readonly Truth[]): DemoSummary['estimates'][number] {
  const { countyCode, audience } = result;
  const headline = result.estimates.find(
    (each) => each.measure === 'index' && each.scope === 'audience' && each.cut === '',
  );
  const truth =
    truths.find(
      (each) => each.countyCode === countyCode && each.audience === audience && each.scope === 'audience',
    )?.mean ?? Number.NaN;
  const ci = headline?.ci ?? null;
  return {
    countyCode,
    audience,
    n: headline?.n ?? null,
    estimate: headline?.estimate ?? null,
    ci,
    truth,
    covered: ci === null ? null : ci[0] <= truth && truth <= ci[1],
  };
}
