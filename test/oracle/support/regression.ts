import { coefficientIntervals, type FittedModel } from '@mingjian/statistics';

/** The oracle's record of a fitted model. */
export function regressionRecord(model: FittedModel, names: string[]): Record<string, unknown> {
  return {
    names,
    coef: model.coefficients,
    se: model.se,
    vcov: model.covariance,
    df_residual: model.df,
    t: model.t,
    p: model.p,
    ci: coefficientIntervals(model),
  };
}
