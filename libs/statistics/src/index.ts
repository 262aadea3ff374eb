export {
  type Design,
  type LonelyPsuPolicy,
  type PersonStage,
  type Stage,
  type Variable,
} from './design/design';
export { combineLabels } from './design/combine-labels';
export { degreesOfFreedom } from './design/degrees-of-freedom';
export { type Domains, type InDomain } from './design/domain';
export { type Calibration } from './calibration/calibration';
export { CalibrationError, type CalibrationFault } from './calibration/calibration-error';
export { calibrate, type Margin } from './calibration/calibrate';
export { collapseCategories, type Collapse } from './calibration/collapse';
export { marginTotals, rake, RakingError, type RakingMargin } from './calibration/rake';
export { rakeAndTrim, type TrimBounds, type TrimmedWeights } from './calibration/rake-and-trim';
export { trimWeights, type TrimmedDesign } from './calibration/trim';
export { estimateDifference } from './estimators/difference';
export { type Estimated, type NotEstimable } from './estimators/estimate';
export { estimateMean, estimateMeans } from './estimators/mean';
export { estimateProportion, estimateProportions } from './estimators/proportion';
export { type ProportionMethod } from './estimators/proportion-interval';
export { estimateRatio, estimateRatios, type VariablePair } from './estimators/ratio';
export { estimateTotal, estimateTotals } from './estimators/total';
export { estimateQuantiles, type EstimatedQuantile, type QuantileOptions } from './quantiles/quantile';
export { cronbachAlpha } from './scales/cronbach-alpha';
export { LonelyPsuError } from './variance/variance-errors';
export { medianWeight } from './weights/median-weight';
export { kish, type Kish } from './weights/kish';
