/** What happens to a stratum in which only one unit was observed; R's `survey.lonely.psu`. */
export type LonelyPsuPolicy = 'fail' | 'remove' | 'adjust' | 'average' | 'certainty';

/** One stage of sampling, by record. */
export interface Stage {
  /** Stratum in which the unit was drawn, unique over the whole design. */
  stratum: Int32Array;
  /** Unit that was drawn, unique over the whole design. */
  unit: Int32Array;
  /** Units in the stratum's population; absent for sampling with replacement or from a large population. */
  populationSize?: Float64Array;
}

/** The last stage, persons within a stratum, where a record stands for several persons. */
export interface PersonStage {
  stratum: Int32Array;
  populationSize?: Float64Array;
}

/**
 * A sample as records: rows (count 1 each) or cells of the cell table (all persons of one carry the same weight and the
 * same path through the stages).
 */
export interface Design {
  size: number;
  /** Persons in each record. */
  count: Float64Array;
  /** Weight of each person in the record. */
  weight: Float64Array;
  /** From the primary sampling units down. */
  stages: Stage[];
  /** Present when persons are drawn within the units of the last stage; otherwise those units are persons or taken whole. */
  persons?: PersonStage;
  lonelyPsu: LonelyPsuPolicy;
  /** Present after raking or post-stratification; the variance then takes residuals. */
  calibration?: Calibration;
}

/** What the variance needs to know of a calibration on categories: the weights before it and each record's categories. */
export interface Calibration {
  designWeight: Float64Array;
  /** By calibration variable, by record: number of the category. */
  categories: Int32Array[];
}

/** A measured variable: over the persons of each record who have a value. */
export interface Variable {
  n: Float64Array;
  sum: Float64Array;
  sumOfSquares: Float64Array;
}
