export type CalibrationFault =
  /** Margins do not add up to the same total. */
  | 'margins-disagree'
  /** A category has a total but no weight in the sample. */
  | 'empty-category'
  /** A category cannot be brought to its total within the bounds, whatever the others do. */
  | 'out-of-bounds'
  /** The totals could not be met together. */
  | 'not-converged'
  /** Linear calibration without bounds led to a negative weight. */
  | 'negative-weight';

/** A calibration that did not meet its totals. */
export class CalibrationError extends Error {
  constructor(
    readonly fault: CalibrationFault,
    /** Number of the margin concerned; margins first, then numeric totals. */
    readonly margin: number,
    /** Number of the category concerned, where one is. */
    readonly category: number | null,
    /** How far off: largest relative distance from a total. */
    readonly distance: number,
  ) {
    super(
      `${fault}: margin ${margin + 1}${category === null ? '' : `, category ${category + 1}`}, off by ${distance}`,
    );
    this.name = 'CalibrationError';
  }
}
