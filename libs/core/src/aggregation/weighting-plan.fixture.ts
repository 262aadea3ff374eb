import type { WeightingPlan } from '@mingjian/contract/aggregation';

/** What the form proposes, without margins and cuts; a test spreads over it what it is about. */
export const plainPlan: WeightingPlan = {
  nonresponseClass: 'stratum',
  margins: [],
  minimumCell: 5,
  trim: { lower: 0.3, upper: 3 },
  suppressBelow: 10,
  cuts: [],
  screens: { attention: true, millisecondsPerItem: 2000, straightLining: true, notApplicableShare: 0.5 },
};

/** Screens that only a failed attention check is caught in: for answers that a program gives at once and alike. */
export const laxScreens: WeightingPlan['screens'] = {
  attention: true,
  millisecondsPerItem: 0,
  straightLining: false,
  notApplicableShare: 1,
};
