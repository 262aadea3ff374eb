import { explainerOf } from '../calibration/residuals';
import type { Design } from '../design/design';

/** Linearised values summed over the persons of each record, and their squares. */
export interface Linearised {
  sum: Float64Array;
  /** Only needed, and only there, where a record stands for several persons of a last stage. */
  sumOfSquares: Float64Array;
}

/** Room for the linearised values of a design. */
export function roomFor(design: Design): Linearised {
  return {
    sum: new Float64Array(design.size),
    sumOfSquares: new Float64Array(design.persons ? design.size : 0),
  };
}

/**
 * Turns influence values u into weighted linearised values z = w·u, or, after calibration, z = w·(u − x'B), where x'B is what
 * the calibration variables explain of u (Deville & Särndal 1992, JASA 87; R: calibrate). Weights trimmed after the
 * calibration enter as u·(trimmed ÷ calibrated), as in R's trimWeights.
 * @param u sums of u and u² over the persons of each record; persons outside of the domain have u = 0.
 * @param into where the result is written; may be `u` itself
 */
export function weightedInfluence(
  design: Design,
  u: Linearised,
  into: Linearised = roomFor(design),
): Linearised {
  const { size, weight, count, calibration } = design;
  const { sum, sumOfSquares } = into;
  if (!calibration) {
    for (let r = 0; r < size; r++) sum[r] = weight[r]! * u.sum[r]!;
    if (design.persons) for (let r = 0; r < size; r++) sumOfSquares[r] = weight[r]! ** 2 * u.sumOfSquares[r]!;
    return into;
  }
  const calibrated = calibration.calibratedWeight ?? weight;
  const trimmed = calibrated === weight ? u : rescaled(u, weight, calibrated);
  const { points, fit } = explainerOf(design, calibration);
  const fitted = fit(trimmed.sum);
  const { pointOf } = points;
  if (design.persons)
    for (let r = 0; r < size; r++) {
      const explained = fitted[pointOf[r]!]!;
      const squares =
        trimmed.sumOfSquares[r]! - 2 * explained * trimmed.sum[r]! + count[r]! * explained * explained;
      sumOfSquares[r] = calibrated[r]! ** 2 * squares;
    }
  for (let r = 0; r < size; r++)
    sum[r] = calibrated[r]! * (trimmed.sum[r]! - count[r]! * fitted[pointOf[r]!]!);
  return into;
}

function rescaled(u: Linearised, weight: Float64Array, calibrated: Float64Array): Linearised {
  const ratio = weight.map((w, r) => (calibrated[r]! > 0 ? w / calibrated[r]! : 0));
  return {
    sum: u.sum.map((value, r) => value * ratio[r]!),
    sumOfSquares: u.sumOfSquares.map((value, r) => value * ratio[r]! * ratio[r]!),
  };
}
