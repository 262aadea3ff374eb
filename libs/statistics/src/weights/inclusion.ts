/** Inclusion probabilities of a stratified simple random sample. @param stratum by unit, from 0; @param drawn by stratum */
export function stratifiedProbabilities(stratum: Int32Array, drawn: Float64Array): Float64Array {
  const size = new Float64Array(drawn.length);
  for (const h of stratum) size[h]! += 1;
  return Float64Array.from(stratum, (h) => Math.min(1, drawn[h]! / size[h]!));
}

/**
 * Inclusion probabilities proportional to size; units that would exceed 1 are taken with certainty and the rest share what
 * remains (Särndal, Swensson & Wretman 1992, section 3.6).
 * @param size of each unit, above zero; @param n units to draw
 * @throws RangeError when more units are to be drawn than there are
 */
export function proportionalProbabilities(size: Float64Array, n: number): Float64Array {
  if (n > size.length) throw new RangeError(`${n} units to draw out of ${size.length}`);
  const certain = new Uint8Array(size.length);
  for (;;) {
    let left = n;
    let whole = 0;
    size.forEach((each, i) => (certain[i] ? (left -= 1) : (whole += each)));
    const isOver = size.map((each, i) => (!certain[i] && left * each >= whole ? 1 : 0));
    if (!isOver.includes(1)) return size.map((each, i) => (certain[i] ? 1 : (left * each) / whole));
    isOver.forEach((over, i) => {
      if (over) certain[i] = 1;
    });
  }
}

/**
 * Systematic selection along the cumulated probabilities (Madow 1949, Ann. Math. Stat. 20).
 * @param start random number in [0, 1)
 * @returns positions drawn, as many as the probabilities add up to
 */
export function selectSystematically(probabilities: Float64Array, start: number): number[] {
  const drawn: number[] = [];
  let before = 0;
  probabilities.forEach((p, i) => {
    const after = before + p;
    // One point start + k lies in [before, after) for each unit drawn; rounding of a sum of certainties must not lose one.
    if (Math.ceil(after - start - 1e-9) > Math.ceil(before - start - 1e-9)) drawn.push(i);
    before = after;
  });
  return drawn;
}

/** Chance of a person: school × class within school × person within class. */
export function stagedProbability(...stages: readonly { drawn: number; of: number }[]): number {
  return stages.reduce((chance, { drawn, of }) => chance * Math.min(1, drawn / of), 1);
}
