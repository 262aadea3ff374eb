import { multiply, symmetricInverse } from '../linear-algebra/symmetric-inverse';
import type { Distance } from './distances';
import { columnSums, crossProducts, scores, type Points } from './points';

/** Where a solution came to stand. */
export interface Solution {
  /** By point: factor on the weight. */
  factor: Float64Array;
  /** Largest |missed| ÷ (1 + |total|) over the columns. */
  distance: number;
  /** Column with the largest distance. */
  worst: number;
}

const ENOUGH = 1e-13;
const STEPS = 300;
const HALVINGS = 40;
/** Share of the unbounded curvature that stays, so that a column whose factors all lie at a bound can still move. */
const KEPT_CURVATURE = 1e-9;

/**
 * Solves Σ_p d_p F(x_p'η) x_p = T for η by Newton's method on the convex dual Σ d_p ∫F − T'η, with halved steps
 * (Deville & Särndal 1992, JASA 87, section 2). It ends where it cannot get closer; whether that is close enough is the
 * caller's to decide.
 * @param mass by point: Σ weights before
 * @param totals by column
 */
export function solveCalibration(
  points: Points,
  mass: Float64Array,
  totals: Float64Array,
  distance: Distance,
): Solution {
  const baseline = crossProducts(points, mass);
  let state = evaluate(points, mass, totals, distance, new Float64Array(points.columns));
  for (let step = 0; step < STEPS && state.distance > ENOUGH; step++) {
    const curvature = crossProducts(
      points,
      state.scores.map((u, p) => mass[p]! * distance.derivative(u)),
    );
    curvature.forEach((row, i) => (row[i]! += KEPT_CURVATURE * baseline[i]![i]!));
    const { inverse } = symmetricInverse(curvature);
    const direction = multiply(inverse, state.missed);
    const slope = -dot(direction, state.missed);
    let next: State | null = null;
    for (let halving = 0, size = 1; halving < HALVINGS; halving++, size /= 2) {
      const eta = state.eta.map((value, k) => value + size * direction[k]!);
      const candidate = evaluate(points, mass, totals, distance, eta);
      const lower = candidate.objective <= state.objective + 1e-4 * size * slope;
      if (Number.isFinite(candidate.distance) && (lower || candidate.distance < state.distance)) {
        next = candidate;
        break;
      }
    }
    if (!next) break;
    state = next;
  }
  return { factor: state.factor, distance: state.distance, worst: state.worst };
}

interface State extends Solution {
  eta: Float64Array;
  scores: Float64Array;
  /** By column: total minus what is reached. */
  missed: Float64Array;
  objective: number;
}

function evaluate(
  points: Points,
  mass: Float64Array,
  totals: Float64Array,
  distance: Distance,
  eta: Float64Array,
): State {
  const u = scores(points, eta);
  const factor = u.map((each) => distance.factor(each));
  const reached = columnSums(
    points,
    factor.map((g, p) => g * mass[p]!),
  );
  const missed = totals.map((total, k) => total - reached[k]!);
  let worst = 0;
  let furthest = 0;
  missed.forEach((value, k) => {
    const relative = Math.abs(value) / (1 + Math.abs(totals[k]!));
    if (!(relative <= furthest)) {
      furthest = relative;
      worst = k;
    }
  });
  let objective = -dot(totals, eta);
  for (let p = 0; p < points.size; p++) if (mass[p]! > 0) objective += mass[p]! * distance.integral(u[p]!);
  return { eta, scores: u, factor, missed, objective, distance: furthest, worst };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
