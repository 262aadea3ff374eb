export type Adjustment = 'holm' | 'hochberg' | 'benjamini-hochberg' | 'benjamini-yekutieli' | 'bonferroni';

/**
 * p values adjusted for their number (Holm 1979, Scand. J. Stat. 6; Hochberg 1988, Biometrika 75; Benjamini & Hochberg 1995,
 * JRSS B 57; Benjamini & Yekutieli 2001, Ann. Stat. 29; R: p.adjust). In the order given.
 */
export function adjustPValues(p: readonly number[], method: Adjustment): number[] {
  const m = p.length;
  if (method === 'bonferroni') return p.map((each) => Math.min(1, m * each));
  const ascending = p.map((_, i) => i).sort((a, b) => p[a]! - p[b]!);
  const harmonic = p.reduce((sum, _, i) => sum + 1 / (i + 1), 0);
  const factorAt = (rank: number): number => {
    switch (method) {
      case 'holm':
      case 'hochberg':
        return m - rank;
      case 'benjamini-hochberg':
        return m / (rank + 1);
      case 'benjamini-yekutieli':
        return (harmonic * m) / (rank + 1);
    }
  };
  const adjusted = new Array<number>(m);
  // Holm steps down from the smallest, the others step up from the largest.
  const isDown = method === 'holm';
  let bound = isDown ? 0 : 1;
  for (let step = 0; step < m; step++) {
    const rank = isDown ? step : m - 1 - step;
    const at = ascending[rank]!;
    const value = Math.min(1, factorAt(rank) * p[at]!);
    bound = isDown ? Math.max(bound, value) : Math.min(bound, value);
    adjusted[at] = bound;
  }
  return adjusted;
}
