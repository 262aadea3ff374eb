import type { Design } from '../design/design';
import { multiply, symmetricInverse } from '../linear-algebra/symmetric-inverse';
import type { Calibration } from './calibration';
import { columnSums, crossProducts, massOf, pointsOf, scores, type Points } from './points';

/** What a calibration explains of a variable, prepared once for a calibrated design. */
interface Explainer {
  points: Points;
  /** @param u sums of a variable over the persons of each record @returns by point: the explained value of one person */
  fit(u: Float64Array): Float64Array;
}

const known = new WeakMap<Calibration, Explainer>();

/** The explainer of a design's calibration, made once for each Calibration. */
export function explainerOf(design: Design, calibration: Calibration): Explainer {
  let explainer = known.get(calibration);
  if (!explainer) {
    const sizes = calibration.categories.map((codes) => codes.reduce((most, c) => Math.max(most, c + 1), 0));
    const points = pointsOf(design.size, calibration.categories, sizes, calibration.numeric);
    explainer =
      calibration.residual === 'ten-sweeps'
        ? { points, fit: (u) => sweptMeans(points, sizes, design.count, u) }
        : { points, fit: regression(points, calibration.designWeight, design.count) };
    known.set(calibration, explainer);
  }
  return explainer;
}

/** Weighted least squares of u on the auxiliary variables with the design weights (Deville & Särndal 1992, JASA 87, section 3). */
function regression(
  points: Points,
  designWeight: Float64Array,
  count: Float64Array,
): (u: Float64Array) => Float64Array {
  const normal = crossProducts(points, massOf(points, designWeight, count));
  const { inverse } = symmetricInverse(normal);
  return (u) => {
    const weighted = new Float64Array(points.size);
    for (let r = 0; r < u.length; r++) weighted[points.pointOf[r]!]! += designWeight[r]! * u[r]!;
    const right = columnSums(points, weighted);
    const beta = multiply(inverse, right);
    // One step of refinement brings the normal equations to rounding.
    const rest = multiply(normal, beta).map((value, k) => right[k]! - value);
    multiply(inverse, rest).forEach((value, k) => (beta[k]! += value));
    return scores(points, beta);
  };
}

/** R's `rake()`: ten times over the margins, the unweighted mean of each category taken out. */
function sweptMeans(
  points: Points,
  sizes: readonly number[],
  count: Float64Array,
  u: Float64Array,
): Float64Array {
  const { variables, categoryColumns, pointOf } = points;
  const sum = new Float64Array(points.size);
  const persons = new Float64Array(points.size);
  for (let r = 0; r < u.length; r++) {
    sum[pointOf[r]!]! += u[r]!;
    persons[pointOf[r]!]! += count[r]!;
  }
  const fit = new Float64Array(points.size);
  for (let iteration = 0; iteration < 10; iteration++)
    for (let variable = 0; variable < sizes.length; variable++) {
      const left = new Float64Array(points.columns);
      const n = new Float64Array(points.columns);
      const columnAt = (p: number) => categoryColumns[p * variables + variable]!;
      for (let p = 0; p < points.size; p++) {
        left[columnAt(p)]! += sum[p]! - persons[p]! * fit[p]!;
        n[columnAt(p)]! += persons[p]!;
      }
      for (let p = 0; p < points.size; p++) fit[p]! += left[columnAt(p)]! / n[columnAt(p)]!;
    }
  return fit;
}
