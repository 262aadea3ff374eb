import type { Audience } from '@mingjian/contract/surveys';
import type { Truth } from './population/truth';

/** An estimate of the 0–100 index as it stands in a result. */
export interface ComparableEstimate {
  countyCode: string;
  audience: Audience;
  scope: Truth['scope'];
  key: string;
  estimate: number | null;
  se: number | null;
  ci: readonly [number, number] | null;
}

export interface Coverage {
  /** Share of the intervals that hold the truth. */
  share: number;
  intervals: number;
  /** Estimates that came without an interval, and so count neither way. */
  without: number;
  /** Mean of estimate − truth, in index points. */
  bias: number;
  /** Mean half-width of the intervals, in index points. */
  halfWidth: number;
  byAudience: Record<string, number>;
}

/** 95% intervals over county × audience × (scored items and the audience's index) against the truth. */
export function coverageOf(estimates: readonly ComparableEstimate[], truths: readonly Truth[]): Coverage {
  const found = new Map(estimates.map((each) => [keyOf(each), each]));
  const counts = { held: 0, intervals: 0, without: 0, bias: 0, width: 0 };
  const byAudience = new Map<string, { held: number; intervals: number }>();
  for (const truth of truths) {
    if (truth.scope === 'dimension') continue;
    const match = found.get(keyOf(truth));
    if (!match || match.ci === null || match.estimate === null) {
      counts.without += 1;
      continue;
    }
    const held = match.ci[0] <= truth.mean && truth.mean <= match.ci[1] ? 1 : 0;
    const audience = byAudience.get(truth.audience) ?? { held: 0, intervals: 0 };
    byAudience.set(truth.audience, { held: audience.held + held, intervals: audience.intervals + 1 });
    counts.held += held;
    counts.intervals += 1;
    counts.bias += match.estimate - truth.mean;
    counts.width += (match.ci[1] - match.ci[0]) / 2;
  }
  const mean = (sum: number) => (counts.intervals === 0 ? 0 : sum / counts.intervals);
  return {
    share: mean(counts.held),
    intervals: counts.intervals,
    without: counts.without,
    bias: mean(counts.bias),
    halfWidth: mean(counts.width),
    byAudience: Object.fromEntries(
      [...byAudience].map(([audience, { held, intervals }]) => [audience, held / intervals]),
    ),
  };
}

function keyOf(of: Pick<Truth, 'countyCode' | 'audience' | 'scope' | 'key'>): string {
  return [of.countyCode, of.audience, of.scope, of.key].join('|');
}
