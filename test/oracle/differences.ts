/** A case in which we answer some fields otherwise than R, on purpose. */
export interface Difference {
  /** Patterns of the fields' paths, whole. */
  fields: string[];
  /** Relative tolerance that still holds for them; without it they are not compared. */
  within?: number;
  reason: string;
}

/** Every deliberate difference from the oracle's files, and the only place where one can be. */
export const differences: Record<string, Difference> = {
  'a08-county-joint-listwise': {
    fields: [],
    reason: 'the kernel works item by item; the listwise numbers are reached by a domain of complete rows',
  },
  'a14-domain-empty': {
    fields: ['r_mean_result.*'],
    reason: 'R says 0 for an empty domain; here it is null with a reason',
  },
  'a15-domain-single-psu': {
    fields: ['default', 'one_respondent', 'one_respondent_total\\.(vcov|ci_z)', 'adjust_domain_lonely_.*'],
    reason:
      'R gives a standard error of 0 (or rounding noise) for a mean in one primary unit; here it is null, and a total has no interval',
  },
  'b05-ciprop-extreme': {
    fields: ['p[01].*'],
    reason: 'R gives NaN or a point for 0 and 100 per cent; here the interval is one-sided and exact',
  },
  'b03-ciprop-clus1': {
    fields: ['likelihood\\.ci.*'],
    within: 3e-4,
    reason:
      'R interpolates the profile between about ten steps (2.5e-4 off here); ours solves for its crossing',
  },
  'b04-ciprop-county-top2': {
    fields: ['rare_very_dissatisfied_C01\\.likelihood\\.ci.*'],
    within: 3e-4,
    reason:
      'R interpolates the profile between about ten steps (1.2e-4 off here); ours solves for its crossing',
  },
  'c04-quantile-county-nps': {
    fields: ['(nps|score)\\.hf4\\.(nps|sc)\\[4\\]\\.(ci.*|se)'],
    reason:
      'R divides zero by zero where the share lies in the last step; the interpolated value there is the largest',
  },
  'd02-rake-clus1': {
    fields: ['default_control.*'],
    reason: "R's default control stops raking before it has converged; ours always converges",
  },
  'g01-keydriver-linear': {
    fields: ['r_squared_weighted'],
    reason:
      'the script takes resid() of a svyglm, which carries the square root of the weight already, and weights it again',
  },
  'g02-glm-api': {
    fields: ['logistic\\.(se|vcov|t|p|ci).*'],
    within: 4e-5,
    reason:
      'R stops a step before convergence and takes the information of the step before; ours is that of the solution',
  },
  'h02-reliability-dim': {
    fields: ['D[12]\\.omega_lavaan_ml\\.chisq'],
    reason:
      'three items fit exactly: the statistic is zero, and what R prints is rounding of the order 1e-12',
  },
  'e05-jkn-county-raked': {
    fields: ['jkn_raked\\.degf'],
    reason:
      'R takes the rank of the raked replicate weights, which raking raises; degrees of freedom stay units minus strata',
  },
};

/** What a plan's answer says by its reason, where R gives a number that is none. */
export const unlikeR: {
  where: (answer: { se: number | null; deff: number | null; reason: string | null }) => boolean;
  reason: string;
}[] = [
  {
    where: ({ reason }) => reason === 'all-alike',
    reason: 'R gives a point or NaN for 0 and 100 per cent; here the interval is one-sided and exact',
  },
  {
    where: ({ reason }) => reason === 'no-values' || reason === 'zero-denominator',
    reason: 'R says 0, divides by zero or fails; here it is null',
  },
  {
    where: ({ reason, se }) => reason === 'no-degrees-of-freedom' && se === null,
    reason: 'R gives 0, or what is left within one primary unit, for a mean in a single one; here it is null',
  },
];
