import type { Design, LonelyPsuPolicy, Stage } from '../design/design';
import type { Linearised } from './linearised';

/** A stratum in which one unit was observed, under the policy `fail`. */
export class LonelyPsuError extends Error {
  constructor(readonly stage: number) {
    super(`a stratum of stage ${stage + 1} has a single sampled unit`);
    this.name = 'LonelyPsuError';
  }
}

/**
 * Variance of a total of linearised values over all stages of sampling without replacement:
 * Σ_h (1−f_h) n_h/(n_h−1) Σ_i (z_hi − z̄_h)² + Σ_h f_h Σ_i V_hi, V_hi being the same over the next stage within unit i
 * (Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, section 4.3; R: svyrecvar).
 * @param z weighted linearised values by record, persons outside of the domain being zeros.
 * @throws LonelyPsuError under the policy `fail`.
 */
export function taylorVariance(design: Design, z: Linearised): number {
  return varianceFrom(0, allRecords(design.size), design, z);
}

function varianceFrom(
  stageNumber: number,
  records: readonly number[],
  design: Design,
  z: Linearised,
): number {
  const stage = design.stages[stageNumber];
  if (!stage) return design.persons ? varianceOfPersons(records, design, z) : 0;
  let total = 0;
  let averaged = 0;
  let lonely = 0;
  let strata = 0;
  for (const [, inStratum] of groupBy(records, stage.stratum)) {
    const units = groupBy(inStratum, stage.unit);
    const n = units.size;
    const population = populationOf(stage, inStratum, n);
    const fraction = population === null ? 0 : n / population;
    strata += 1;
    if (n > 1) {
      const totals = [...units.values()].map((unit) => sumOver(unit, z.sum));
      averaged += ((1 - fraction) * n * squaredDeviations(totals)) / (n - 1);
    } else if (fraction < 1) {
      if (design.lonelyPsu === 'average') lonely += 1;
      else total += lonelyVariance(design.lonelyPsu, stageNumber, sumOver(inStratum, z.sum), fraction);
    }
    if (fraction > 0) {
      for (const unit of units.values()) total += fraction * varianceFrom(stageNumber + 1, unit, design, z);
    }
  }
  if (lonely > 0 && strata > lonely) averaged *= strata / (strata - lonely);
  return total + averaged;
}

/** Linearised values sum to zero over the sample, so a lonely unit's distance from the grand mean is its own total. */
function lonelyVariance(policy: LonelyPsuPolicy, stage: number, total: number, fraction: number): number {
  if (policy === 'fail') throw new LonelyPsuError(stage);
  return policy === 'adjust' ? (1 - fraction) * total * total : 0;
}

function varianceOfPersons(records: readonly number[], design: Design, z: Linearised): number {
  const persons = design.persons;
  if (!persons) return 0;
  let total = 0;
  for (const [, inStratum] of groupBy(records, persons.stratum)) {
    const n = sumOver(inStratum, design.count);
    const population = persons.populationSize?.[inStratum[0] ?? 0];
    const fraction = population === undefined ? 0 : Math.min(1, n / population);
    const sum = sumOver(inStratum, z.sum);
    const squares = sumOver(inStratum, z.sumOfSquares);
    if (n > 1) total += ((1 - fraction) * n * Math.max(0, squares - (sum * sum) / n)) / (n - 1);
    else
      total += lonelyVariance(
        design.lonelyPsu === 'fail' ? 'adjust' : design.lonelyPsu,
        design.stages.length,
        sum,
        fraction,
      );
  }
  return total;
}

function populationOf(stage: Stage, records: readonly number[], n: number): number | null {
  const population = stage.populationSize?.[records[0] ?? 0];
  return population === undefined ? null : Math.max(population, n);
}

function allRecords(size: number): number[] {
  return Array.from({ length: size }, (_, index) => index);
}

function groupBy(records: readonly number[], label: Int32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const record of records) {
    const key = label[record] ?? 0;
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return groups;
}

function sumOver(records: readonly number[], values: Float64Array): number {
  let total = 0;
  for (const record of records) total += values[record] ?? 0;
  return total;
}

function squaredDeviations(values: readonly number[]): number {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  return values.reduce((total, value) => total + (value - mean) ** 2, 0);
}
