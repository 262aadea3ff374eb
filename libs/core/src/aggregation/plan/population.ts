import type { Stage } from '@mingjian/statistics';
import { PlanError } from './error';

/** By stratum: units that were sampled. Labels are numbered from 0. */
export function unitsPerStratum({ stratum, unit }: Stage): Float64Array {
  const seen = new Uint8Array(unit.length);
  const units = new Float64Array(stratum.length);
  for (let row = 0; row < unit.length; row++) {
    if (seen[unit[row]!]) continue;
    seen[unit[row]!] = 1;
    units[stratum[row]!]! += 1;
  }
  return units;
}

/**
 * Population sizes from a column of sizes, or of sampling fractions when none is above 1.
 * @param sampled by stratum
 * @returns by row
 * @throws PlanError for a missing value, sizes mixed with fractions, a population that varies within its stratum or is
 * smaller than its sample
 */
export function populationSizes(
  name: string,
  values: Float64Array,
  stratum: Int32Array,
  sampled: Float64Array,
): Float64Array {
  const areSizes = values.some((value) => value > 1);
  const known = new Float64Array(stratum.length).fill(Number.NaN);
  return values.map((value, row) => {
    const h = stratum[row]!;
    const n = sampled[h]!;
    const at = { zh: `fpc“${name}”第 ${row + 2} 行：`, en: `fpc "${name}", row ${row + 2}: ` };
    const fault = (zh: string, en: string) => new PlanError({ zh: at.zh + zh, en: at.en + en });
    if (!(value > 0)) throw fault('缺失或不大于零', 'missing or not above zero');
    if (areSizes && value < 1)
      throw fault(`${value} 是比例，而其他行是总体数`, `${value} is a fraction, other rows are sizes`);
    if (!Number.isNaN(known[h]!) && known[h] !== value)
      throw fault(
        `${value} 与同层的 ${known[h]} 不同`,
        `${value} differs from ${known[h]} in the same stratum`,
      );
    known[h] = value;
    if (areSizes && value < n)
      throw fault(`总体 ${value} 小于样本 ${n}`, `population ${value} is smaller than its sample of ${n}`);
    return areSizes ? value : n / value;
  });
}
