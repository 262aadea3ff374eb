/** A stratum in which one unit was observed, under the policy `fail`. */
export class LonelyPsuError extends Error {
  constructor(
    /** Stage, from 0. */
    readonly stage: number,
    /** A record of the stratum. */
    readonly record: number,
  ) {
    super(`a stratum of stage ${stage + 1} has a single sampled unit`);
    this.name = 'LonelyPsuError';
  }
}

/** Under the policy `average`: no stratum has two units, so there is nothing to average. */
export class NoVarianceError extends Error {
  constructor() {
    super('no stratum has two sampled units');
    this.name = 'NoVarianceError';
  }
}
