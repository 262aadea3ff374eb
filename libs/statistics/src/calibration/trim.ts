import type { Design } from '../design/design';

export interface TrimmedDesign {
  design: Design;
  /** Persons whose weight was cut or raised. */
  trimmed: number;
}

const ROUNDS = 1000;

/**
 * Cuts weights to the bounds and gives what was cut to the other persons in equal parts; strict repeats until no weight is
 * outside (R: trimWeights). The design's calibration is kept, though its totals are missed now: see Calibration.calibratedWeight.
 * @param lower, upper per person, in units of the weight
 * @throws RangeError when no weight lies within the bounds, or strict trimming cannot end
 */
export function trimWeights(design: Design, lower: number, upper: number, strict: boolean): TrimmedDesign {
  const weight = Float64Array.from(design.weight);
  const touched = new Uint8Array(design.size);
  for (let round = 0; ; round++) {
    let cut = 0;
    let inside = 0;
    const isOutside = weight.map((w) => (w < lower || w > upper ? 1 : 0));
    for (let r = 0; r < design.size; r++) {
      if (!isOutside[r]) inside += design.count[r]!;
      else {
        const kept = Math.min(Math.max(weight[r]!, lower), upper);
        cut += (weight[r]! - kept) * design.count[r]!;
        weight[r] = kept;
        touched[r] = 1;
      }
    }
    if (!isOutside.includes(1)) break;
    if (inside === 0 || round === ROUNDS) throw new RangeError('weights cannot be trimmed to these bounds');
    for (let r = 0; r < design.size; r++) if (!isOutside[r]) weight[r]! += cut / inside;
    if (!strict) break;
  }
  const { calibration } = design;
  return {
    design: {
      ...design,
      weight,
      ...(calibration
        ? {
            calibration: {
              ...calibration,
              calibratedWeight: calibration.calibratedWeight ?? design.weight,
            },
          }
        : {}),
    },
    trimmed: touched.reduce((sum, each, r) => sum + each * design.count[r]!, 0),
  };
}
