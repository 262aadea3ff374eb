export {
  type Calibration,
  type Design,
  type LonelyPsuPolicy,
  type PersonStage,
  type Stage,
  type Variable,
} from './design/design';
export { degreesOfFreedom } from './design/degrees-of-freedom';
export { incompleteBeta } from './distributions/incomplete-beta';
export { tProbability, tQuantile } from './distributions/t';
export { estimateDifference } from './estimators/difference';
export { type Estimated } from './estimators/estimate';
export { estimateMean, estimateProportion } from './estimators/mean';
export { estimateRatio, type VariablePair } from './estimators/ratio';
export { estimateTotal } from './estimators/total';
export { cronbachAlpha } from './scales/cronbach-alpha';
export { LonelyPsuError, taylorVariance } from './variance/taylor';
export { weightedInfluence, type Linearised } from './variance/linearised';
export { collapseCategories, type Collapse } from './weights/collapse';
export { kish, type Kish } from './weights/kish';
export { marginTotals, rake, RakingError, type RakingMargin } from './weights/rake';
export { rakeAndTrim, type TrimBounds, type TrimmedWeights } from './weights/rake-and-trim';
