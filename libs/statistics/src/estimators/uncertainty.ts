import { degreesOfFreedomBy } from '../design/degrees-of-freedom';
import type { Design } from '../design/design';
import type { Domains, Member } from '../design/domain';
import { structureOf } from '../design/structure';
import { tQuantile } from '../distributions/t';
import { weightedInfluence, type Linearised } from '../variance/linearised';
import { taylorVariance } from '../variance/taylor';
import { NoVarianceError } from '../variance/variance-errors';
import type { NotEstimable } from './estimate';

/** Standard error, degrees of freedom and t interval of an estimate. */
export interface Uncertainty {
  /** Null where `se` is. */
  variance: number | null;
  se: number | null;
  df: number;
  ci: [number, number] | null;
  reason: NotEstimable | null;
}

/** Which records an influence is of, and the degrees of freedom that go with it. */
export interface Setting extends Member {
  df: number;
  /** All who have a value are in a single primary unit, within which a centred influence adds up to nothing. */
  isSingleUnit: boolean;
}

/**
 * The uncertainty of any smooth estimate from its influence values.
 * @param influence sums of u and u² over the persons of each record, zero outside of the domain; it is overwritten
 * @param level of the interval, between 0 and 1
 * @param isCentred whether the influence of a domain sums to zero, as a mean's does and a total's does not
 * @throws LonelyPsuError under the policy `fail`
 */
export function uncertaintyOf(
  design: Design,
  estimate: number,
  influence: Linearised,
  { codes, domain, df, isSingleUnit }: Setting,
  level: number,
  isCentred = true,
): Uncertainty {
  const variance = varianceOrNull(design, influence, { codes, domain });
  if (isSingleUnit && (isCentred || variance === 0))
    return { variance: null, se: null, df, ci: null, reason: 'no-degrees-of-freedom' };
  if (variance === null) return { variance, se: null, df, ci: null, reason: 'no-variance' };
  const se = Math.sqrt(variance);
  if (df < 1) return { variance, se, df, ci: null, reason: 'no-degrees-of-freedom' };
  const half = tQuantile(1 - (1 - level) / 2, df) * se;
  return { variance, se, df, ci: [estimate - half, estimate + half], reason: null };
}

function varianceOrNull(design: Design, influence: Linearised, member: Member): number | null {
  try {
    return taylorVariance(
      design,
      weightedInfluence(design, influence, influence),
      design.calibration ? undefined : member,
    );
  } catch (error) {
    if (error instanceof NoVarianceError) return null;
    throw error;
  }
}

/**
 * The records whose strata count under the policy `average`: members of a domain who have a value, as in R, where those
 * without one are no longer part of the design.
 */
export function membersWithValue(codes: Int32Array, valued: Float64Array): Int32Array {
  return codes.map((code, r) => (valued[r]! > 0 ? code : -1));
}

/**
 * The setting of each of several domains; the degrees of freedom come before missing values are dropped.
 * @param valued by record: above zero where somebody has a value
 */
export function settingsOf(design: Design, domains: Domains, valued: Float64Array): Setting[] {
  const df = degreesOfFreedomBy(design, domains);
  const unitOf = structureOf(design).stages[0]?.unitOf;
  const only = new Int32Array(domains.size).fill(-1);
  const isSeveral = new Uint8Array(domains.size);
  for (let r = 0; r < design.size; r++) {
    const domain = domains.codes[r]!;
    if (domain < 0 || !(design.weight[r]! > 0) || !(valued[r]! > 0)) continue;
    const unit = unitOf ? unitOf[r]! : 0;
    if (only[domain] === -1) only[domain] = unit;
    else if (only[domain] !== unit) isSeveral[domain] = 1;
  }
  const codes = design.lonelyPsu === 'average' ? membersWithValue(domains.codes, valued) : domains.codes;
  return Array.from(df, (each, d) => ({
    codes,
    domain: d,
    df: each,
    isSingleUnit: isSeveral[d] === 0,
  }));
}
