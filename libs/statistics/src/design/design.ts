import type { Calibration } from '../calibration/calibration';

/** What happens to a stratum in which only one unit was observed; R's `survey.lonely.psu`. */
export type LonelyPsuPolicy = 'fail' | 'remove' | 'adjust' | 'average' | 'certainty';

/** One stage of sampling, by record. */
export interface Stage {
  /** Stratum in which the unit was drawn, unique over the whole design and lying within one unit of the stage before. */
  stratum: Int32Array;
  /** Unit that was drawn, unique over the whole design. */
  unit: Int32Array;
  /** Units in the stratum's population, constant in it; absent for sampling with replacement or from a large population. */
  populationSize?: Float64Array;
}

/** The last stage, persons within a stratum, where a record stands for several persons. */
export interface PersonStage {
  /** Unique over the whole design and lying within one unit of the stage before. */
  stratum: Int32Array;
  /** Persons in the stratum's population, constant in it: with respondents as the sample, those eligible. */
  populationSize?: Float64Array;
}

/**
 * A sample as records: rows (count 1 each) or cells of the cell table (all persons of one carry the same weight and the
 * same path through the stages). Without `persons`, a cell may also hold persons of unequal weights when `count` and the
 * sums of a Variable are taken with those weights and `weight` holds the factor that the record's persons share.
 */
export interface Design {
  size: number;
  /** Persons in each record. */
  count: Float64Array;
  /** Weight of each person in the record. */
  weight: Float64Array;
  /** From the primary sampling units down; not to be changed once an estimate was asked for. */
  stages: Stage[];
  /** Present when persons are drawn within the units of the last stage; otherwise those units are persons or taken whole. */
  persons?: PersonStage;
  lonelyPsu: LonelyPsuPolicy;
  /** Present after calibration, raking or post-stratification; the variance then takes residuals. */
  calibration?: Calibration;
}

/** A measured variable: over the persons of each record who have a value. */
export interface Variable {
  n: Float64Array;
  sum: Float64Array;
  sumOfSquares: Float64Array;
  /** Number of persons, where `n` and the sums were taken with weights; otherwise `n` is the number. */
  persons?: Float64Array;
}

/** Two variables over the persons who have both: n, sums, sums of squares and of products, by record. */
export interface VariablePair {
  n: Float64Array;
  sumX: Float64Array;
  sumY: Float64Array;
  sumXX: Float64Array;
  sumXY: Float64Array;
  sumYY: Float64Array;
}
