import { fUpperTail } from '../distributions/f';
import { chiSquaredUpperTail } from '../distributions/chi-squared';
import { multiply, symmetricInverse } from '../linear-algebra/symmetric-inverse';

export interface WaldTest {
  /** Wald statistic over its degrees of freedom. */
  f: number;
  chiSquared: number;
  df: number;
  /** Of the denominator. */
  ddf: number;
  /** Of the F test. */
  p: number;
  pChiSquared: number;
}

/**
 * Tests that several estimates are all zero: θ'V⁻¹θ, referred to F(rank of V, ddf) (Korn & Graubard 1990, American
 * Statistician 44; R: regTermTest).
 * @param values by estimate; @param covariance square, of the same length
 * @param ddf degrees of freedom of the denominator, Infinity for χ²
 */
export function waldTest(
  values: readonly number[],
  covariance: readonly Float64Array[],
  ddf: number,
): WaldTest {
  const { inverse, rank } = symmetricInverse(covariance);
  const solved = multiply(inverse, values);
  const chiSquared = values.reduce((sum, value, i) => sum + value * solved[i]!, 0);
  const f = chiSquared / rank;
  return {
    f,
    chiSquared,
    df: rank,
    ddf,
    p: fUpperTail(f, rank, ddf),
    pChiSquared: chiSquaredUpperTail(chiSquared, rank),
  };
}
