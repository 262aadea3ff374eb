/**
 * What the variance needs to know of a calibration: the weights before it and the auxiliary variables it met the totals of.
 * An intercept is a variable with one category.
 */
export interface Calibration {
  /** Weight per person before the calibration, by record. */
  designWeight: Float64Array;
  /** By calibration variable, by record: number of the category, from 0. */
  categories: Int32Array[];
  /** By further variable, by record: value of each person in the record. */
  numeric?: Float64Array[];
  /** Weight per person right after the calibration, where the design's weights were trimmed since. */
  calibratedWeight?: Float64Array;
  /**
   * How the part of a value that the totals explain is taken out: the exact regression with the design weights (default), or
   * ten sweeps over unweighted cell means, as R's `rake()` does; for comparison only.
   */
  residual?: 'design-weighted' | 'ten-sweeps';
}
