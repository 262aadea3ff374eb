import type { Design } from '../design/design';
import type { Member } from '../design/domain';
import { structureOf, type StageLayout } from '../design/structure';
import type { Linearised } from './linearised';
import { LonelyPsuError, NoVarianceError } from './variance-errors';

/**
 * Covariances of several totals of linearised values over all stages of sampling without replacement:
 * Σ_h (1−f_h) n_h/(n_h−1) Σ_i (z_hi − z̄_h)(z_hi − z̄_h)' + Σ_h f_h Σ_i V_hi, V_hi being the same over the next stage within
 * unit i (Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, section 4.3; R: svyrecvar). Without population
 * sizes at a stage its fraction is zero and later stages fall away.
 * @param zs weighted linearised values by record, persons outside of a domain being zeros
 * @param member the domain: under `average` only strata with a member count, as in R; absent after calibration, when every
 *   record carries a residual
 * @returns matrix, zs.length square
 * @throws LonelyPsuError under the policy `fail`; NoVarianceError under `average` where no stratum has two units
 */
export function taylorCovariance(design: Design, zs: readonly Linearised[], member?: Member): Float64Array[] {
  const matrix = zs.map(() => new Float64Array(zs.length));
  const { stages, persons } = structureOf(design);
  stages.forEach((stage, number) => {
    if (stage.open.every((share) => share === 0)) return;
    const deviations = zs.map((z) => unitDeviations(design, stage, number, z.sum));
    const factor = stratumFactors(design, stage, member);
    for (let a = 0; a < zs.length; a++)
      for (let b = 0; b <= a; b++) {
        let sum = 0;
        const left = deviations[a]!;
        const right = deviations[b]!;
        for (let u = 0; u < stage.units; u++) sum += factor[stage.stratumOf[u]!]! * left[u]! * right[u]!;
        matrix[a]![b]! += sum;
        if (a !== b) matrix[b]![a]! += sum;
      }
  });
  if (persons && !persons.open.every((share) => share === 0)) {
    if (zs.length !== 1)
      throw new RangeError('covariances over persons within cells need their cross products');
    matrix[0]![0]! += varianceOfPersons(design, persons, zs[0]!);
  }
  return matrix;
}

/** Variance of one total; see taylorCovariance. */
export function taylorVariance(design: Design, z: Linearised, member?: Member): number {
  return taylorCovariance(design, [z], member)[0]![0]!;
}

/** By unit: its total minus the mean of its stratum; what stands for the mean of a lonely one depends on the policy. */
function unitDeviations(design: Design, stage: StageLayout, number: number, z: Float64Array): Float64Array {
  const totals = new Float64Array(stage.units);
  for (let r = 0; r < design.size; r++) totals[stage.unitOf[r]!]! += z[r]!;
  const means = new Float64Array(stage.strata);
  let all = 0;
  for (let u = 0; u < stage.units; u++) {
    means[stage.stratumOf[u]!]! += totals[u]!;
    all += totals[u]!;
  }
  for (let h = 0; h < stage.strata; h++) {
    const n = stage.sampled[h]!;
    if (n > 1 || stage.open[h] === 0) means[h]! /= n;
    else if (design.lonelyPsu === 'fail') throw new LonelyPsuError(number, stage.first[h]!);
    // The grand mean over all units of the stage, as R documents `adjust`.
    else if (design.lonelyPsu === 'adjust') means[h] = all / stage.units;
  }
  for (let u = 0; u < stage.units; u++) totals[u]! -= means[stage.stratumOf[u]!]!;
  return totals;
}

/** By stratum: open share × n/(n−1); under `average`, lonely strata take the mean of the others under the same unit. */
function stratumFactors(design: Design, stage: StageLayout, member: Member | undefined): Float64Array {
  const factor = new Float64Array(stage.strata);
  for (let h = 0; h < stage.strata; h++) {
    const n = stage.sampled[h]!;
    factor[h] = n > 1 ? (stage.open[h]! * n) / (n - 1) : design.lonelyPsu === 'adjust' ? stage.open[h]! : 0;
  }
  if (design.lonelyPsu !== 'average') return factor;
  const counted = new Uint8Array(stage.strata);
  for (let r = 0; r < design.size; r++)
    if (!member || member.codes[r] === member.domain) counted[stage.stratumOf[stage.unitOf[r]!]!] = 1;
  const strata = new Map<number, { all: number; usable: number }>();
  for (let h = 0; h < stage.strata; h++) {
    if (!counted[h]) continue;
    const group = strata.get(stage.parent[h]!) ?? { all: 0, usable: 0 };
    group.all += 1;
    if (stage.sampled[h]! > 1 || stage.open[h] === 0) group.usable += 1;
    strata.set(stage.parent[h]!, group);
  }
  for (let h = 0; h < stage.strata; h++) {
    const group = strata.get(stage.parent[h]!);
    if (!group) continue;
    if (group.usable === 0) throw new NoVarianceError();
    factor[h]! *= group.all / group.usable;
  }
  return factor;
}

/** The last stage of a cell table: n/(n−1) (Σz² − (Σz)²/n) from the cells' sums alone. */
function varianceOfPersons(
  design: Design,
  persons: NonNullable<ReturnType<typeof structureOf>['persons']>,
  z: Linearised,
): number {
  const sums = new Float64Array(persons.strata);
  const squares = new Float64Array(persons.strata);
  for (let r = 0; r < design.size; r++) {
    sums[persons.stratumOf[r]!]! += z.sum[r]!;
    squares[persons.stratumOf[r]!]! += z.sumOfSquares[r]!;
  }
  const everybody = persons.sampled.reduce((sum, n) => sum + n, 0);
  const grandMean = sums.reduce((sum, each) => sum + each, 0) / everybody;
  let total = 0;
  for (let h = 0; h < persons.strata; h++) {
    const n = persons.sampled[h]!;
    const share = persons.open[h]!;
    if (share === 0) continue;
    if (n > 1) total += (share * n * Math.max(0, squares[h]! - (sums[h]! * sums[h]!) / n)) / (n - 1);
    // One person in a class is no reason to refuse a county: under `fail` too the distance from the grand mean counts.
    else if (design.lonelyPsu === 'fail' || design.lonelyPsu === 'adjust')
      total += share * (sums[h]! - n * grandMean) ** 2;
  }
  return total;
}
