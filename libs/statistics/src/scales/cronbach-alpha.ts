/**
 * Cronbach's α of a scale: k/(k−1) · (1 − Σ s_ii / Σ s_ij) (Cronbach 1951, Psychometrika 16).
 * @param covariance square matrix of the items' covariances
 * @returns null for fewer than two items or a scale without variance
 */
export function cronbachAlpha(covariance: readonly (readonly number[])[]): number | null {
  const k = covariance.length;
  let diagonal = 0;
  let all = 0;
  covariance.forEach((line, i) =>
    line.forEach((value, j) => {
      all += value;
      if (i === j) diagonal += value;
    }),
  );
  return k < 2 || all <= 0 ? null : (k / (k - 1)) * (1 - diagonal / all);
}
