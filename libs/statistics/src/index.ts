export {
  type Design,
  type LonelyPsuPolicy,
  type PersonStage,
  type Stage,
  type Variable,
  type VariablePair,
} from './design/design';
export { combineLabels } from './design/combine-labels';
export { degreesOfFreedom } from './design/degrees-of-freedom';
export { type Domains, type InDomain } from './design/domain';
export { pairOf, variableOf } from './design/person-records';
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
export { estimateRatio, estimateRatios } from './estimators/ratio';
export { estimateTotal, estimateTotals } from './estimators/total';
export { estimateQuantiles, type EstimatedQuantile, type QuantileOptions } from './quantiles/quantile';
export { cronbachAlpha } from './scales/cronbach-alpha';
export { LonelyPsuError } from './variance/variance-errors';
export { medianWeight } from './weights/median-weight';
export { kish, type Kish } from './weights/kish';
export { adjustPValues, type Adjustment } from './multiplicity/adjust';
export {
  changeBetweenWaves,
  deltaMethod,
  linearContrast,
  ratioContrast,
  tTest,
  type Contrast,
} from './estimators/contrast';
export {
  covarianceOf,
  meansWithInfluence,
  totalsWithInfluence,
  influenceOfRows,
  type InfluenceEstimate,
} from './estimators/influence-estimate';
export {
  correlationOf,
  estimateCovariance,
  type CovarianceEstimate,
} from './estimators/variance-of-variable';
export { waldTest, type WaldTest } from './tests/wald';
export { twoWayTable, type TwoWayTable } from './tests/two-way-table';
export { independenceTests, type IndependenceTest, type IndependenceTests } from './tests/independence';
export {
  coefficientIntervals,
  fitLinear,
  fitLogistic,
  SingularModelError,
  type FittedModel,
} from './regression/linear-model';
export { shapleyImportance, type Importance } from './regression/importance';
export {
  balancedReplicates,
  bootstrapReplicates,
  calibrateReplicates,
  jackknifeWeights,
  type ReplicateWeights,
} from './replicates/replicate-weights';
export {
  estimateByReplicates,
  type ReplicateEstimate,
  type Statistics,
} from './replicates/replicate-variance';
export { rankIntervals, type RankInterval } from './replicates/rank-intervals';
export {
  alphaStandardError,
  feldtInterval,
  reliabilityOf,
  spearmanBrown,
  type Reliability,
} from './scales/reliability';
export { oneFactor, type OneFactor } from './scales/omega';
export { compositeScores, indexScore, topTwoBox, type CompositePart } from './scales/composite';
export {
  eligibleShare,
  responseRates,
  type Dispositions,
  type ResponseRates,
} from './weights/response-rates';
export { adjustForNonresponse, type NonresponseAdjustment } from './weights/nonresponse';
export {
  proportionalProbabilities,
  selectSystematically,
  stagedProbability,
  stratifiedProbabilities,
} from './weights/inclusion';
export { quantileBy, type QuantileRule } from './quantiles/quantile-rules';
export { weightedDistribution, type WeightedDistribution } from './quantiles/weighted-distribution';
export { betaQuantile } from './distributions/beta';
export { chiSquaredQuantile, chiSquaredUpperTail } from './distributions/chi-squared';
export { fQuantile, fUpperTail } from './distributions/f';
export { normalQuantile, normalTwoSided } from './distributions/normal';
export { tProbability, tQuantile, tTwoSided } from './distributions/t';
export { feasibleRange, type Equation } from './disclosure/feasible-range';
export {
  exposedCells,
  suppress,
  type Relation,
  type Suppression,
  type SuppressionRule,
} from './disclosure/suppress';
