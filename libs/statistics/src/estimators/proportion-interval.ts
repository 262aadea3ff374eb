import { betaQuantile } from '../distributions/beta';
import { likelihoodInterval } from './likelihood-interval';
import { tQuantile } from '../distributions/t';

/** Scale on which a proportion's interval is taken; `xlogit` is another name of `logit`, `wald` of `mean`. */
export type ProportionMethod = 'logit' | 'xlogit' | 'beta' | 'asin' | 'mean' | 'wald' | 'likelihood';

export interface IntervalSetting {
  df: number;
  level: number;
  method: ProportionMethod;
  /** Persons used. */
  n: number;
  /** Rows of the design, for the Korn–Graubard correction of the degrees of freedom. */
  rows: number;
  /** Degrees of freedom of those with a value, which R's `beta` corrects by; `df` where it is not given. */
  dfOfValues?: number;
}

/**
 * Interval of a proportion strictly between 0 and 1 (R: svyciprop; Korn & Graubard 1998, Survey Methodology 24, for `beta`).
 * @param se its standard error, above 0
 */
export function proportionInterval(p: number, se: number, setting: IntervalSetting): [number, number] {
  const { df, level, method, rows, n } = setting;
  const t = tQuantile(1 - (1 - level) / 2, df);
  switch (method) {
    case 'mean':
    case 'wald':
      return [p - t * se, p + t * se];
    case 'logit':
    case 'xlogit': {
      const centre = Math.log(p / (1 - p));
      const half = (t * se) / (p * (1 - p));
      return [logistic(centre - half), logistic(centre + half)];
    }
    case 'asin': {
      const centre = Math.asin(Math.sqrt(p));
      const half = (t * se) / (2 * Math.sqrt(p * (1 - p)));
      return [Math.sin(centre - half) ** 2, Math.sin(centre + half) ** 2];
    }
    case 'beta': {
      const effective =
        ((p * (1 - p)) / (se * se)) * degreesCorrection(rows, setting.dfOfValues ?? df, level);
      return clopperPearson(p, effective, (1 - level) / 2);
    }
    case 'likelihood':
      return likelihoodInterval(p, se, t, n);
  }
}

/**
 * One-sided exact interval where everybody answered alike: the smallest (largest) proportion under which so many answers
 * alike have probability 1 − level, with the number of answers corrected for the degrees of freedom.
 * @param p 0 or 1
 */
export function exactInterval(p: number, n: number, df: number, level: number): [number, number] | null {
  if (df < 1) return null;
  const far = (1 - level) ** (1 / (n * degreesCorrection(n, df, level)));
  return p <= 0 ? [0, 1 - far] : [far, 1];
}

/** (t_{n−1} ÷ t_df)²: what few primary units take from the effective number of answers. */
function degreesCorrection(rows: number, df: number, level: number): number {
  if (rows < 2) return 1;
  const tail = 1 - (1 - level) / 2;
  return (tQuantile(tail, rows - 1) / tQuantile(tail, df)) ** 2;
}

function clopperPearson(p: number, n: number, tail: number): [number, number] {
  return [betaQuantile(tail, n * p, n * (1 - p) + 1), betaQuantile(1 - tail, n * p + 1, n * (1 - p))];
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
