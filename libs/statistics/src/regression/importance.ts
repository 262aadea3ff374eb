import { multiply, symmetricInverse } from '../linear-algebra/symmetric-inverse';

/** Shares of R² by Shapley's value, averaged over all orders of entry (Lindeman, Merenda & Gold 1980; Grömping 2007, Am. Stat. 61). */
export interface Importance {
  rSquared: number;
  /** By driver, adding up to rSquared. */
  shapley: Float64Array;
}

/** Up to here all subsets are looked at, a million at most. */
const MOST_DRIVERS = 20;

/**
 * @param correlation of the outcome (first) and its drivers
 * @throws RangeError for more than 20 drivers
 */
export function shapleyImportance(correlation: readonly Float64Array[]): Importance {
  const drivers = correlation.length - 1;
  if (drivers > MOST_DRIVERS) throw new RangeError(`Shapley values of ${drivers} drivers take too long`);
  const explained = new Float64Array(2 ** drivers);
  for (let set = 1; set < explained.length; set++) explained[set] = rSquared(correlation, set);
  const weights = weightsBySize(drivers);
  const shapley = Float64Array.from({ length: drivers }, (_, k) => {
    let sum = 0;
    for (let set = 0; set < explained.length; set++)
      if (!(set & (1 << k))) sum += weights[bitCount(set)]! * (explained[set | (1 << k)]! - explained[set]!);
    return sum;
  });
  return { rSquared: explained[explained.length - 1]!, shapley };
}

function rSquared(correlation: readonly Float64Array[], set: number): number {
  const members: number[] = [];
  for (let k = 0; k < correlation.length - 1; k++) if (set & (1 << k)) members.push(k + 1);
  const right = members.map((k) => correlation[0]![k]!);
  const { inverse } = symmetricInverse(
    members.map((a) => Float64Array.from(members, (b) => correlation[a]![b]!)),
  );
  const solved = multiply(inverse, right);
  return right.reduce((sum, value, i) => sum + value * solved[i]!, 0);
}

/** m! (k−1−m)! / k! for a subset of m out of k drivers. */
function weightsBySize(k: number): number[] {
  const weights = [1 / k];
  for (let m = 1; m < k; m++) weights.push((weights[m - 1]! * m) / (k - m));
  return weights;
}

function bitCount(set: number): number {
  let count = 0;
  for (let left = set; left > 0; left &= left - 1) count += 1;
  return count;
}
