/** Bounds on the factor by which a weight may change. */
export interface FactorBounds {
  lower: number;
  upper: number;
}

export type CalibrationMethod = 'linear' | 'raking' | 'logit';

/** A calibration function F with F(0) = F'(0) = 1, its derivative, and an integral of it (Deville & Särndal 1992, JASA 87). */
export interface Distance {
  factor(u: number): number;
  derivative(u: number): number;
  integral(u: number): number;
}

/**
 * @param bounds needed for logit; for linear and raking the function is cut off at them
 * @throws RangeError unless lower < 1 < upper, finite for logit
 */
export function distanceOf(method: CalibrationMethod, bounds?: FactorBounds): Distance {
  if (bounds && !(bounds.lower < 1 && bounds.upper > 1))
    throw new RangeError(`bounds on the factor must enclose 1, not ${bounds.lower} to ${bounds.upper}`);
  if (method === 'logit') {
    if (!bounds || !Number.isFinite(bounds.lower) || !Number.isFinite(bounds.upper))
      throw new RangeError('logit calibration needs finite bounds');
    return logit(bounds);
  }
  const free = method === 'linear' ? linear : raking;
  const inverse =
    method === 'linear' ? (g: number) => g - 1 : (g: number) => (g > 0 ? Math.log(g) : -Infinity);
  return bounds ? cutOff(free, bounds, inverse) : free;
}

const linear: Distance = {
  factor: (u) => 1 + u,
  derivative: () => 1,
  integral: (u) => u + (u * u) / 2,
};

const raking: Distance = { factor: Math.exp, derivative: Math.exp, integral: Math.exp };

function cutOff(
  { factor, derivative, integral }: Distance,
  { lower, upper }: FactorBounds,
  inverse: (g: number) => number,
): Distance {
  const from = inverse(lower);
  const to = inverse(upper);
  return {
    factor: (u) => (u <= from ? lower : u >= to ? upper : factor(u)),
    derivative: (u) => (u <= from || u >= to ? 0 : derivative(u)),
    integral: (u) =>
      u <= from
        ? integral(from) + lower * (u - from)
        : u >= to
          ? integral(to) + upper * (u - to)
          : integral(u),
  };
}

function logit({ lower: l, upper: u }: FactorBounds): Distance {
  const a = (u - l) / ((u - 1) * (1 - l));
  const up = u - 1;
  const down = 1 - l;
  // Share of the way from the lower to the upper bound; written so that neither tail overflows.
  const share = (x: number) => down / (down + up * Math.exp(-a * x));
  return {
    factor: (x) => l + (u - l) * share(x),
    derivative: (x) => {
      const s = share(x);
      return (u - l) * a * s * (1 - s);
    },
    integral: (x) => {
      const t = a * x;
      const log = t > 0 ? t + Math.log(down + up * Math.exp(-t)) : Math.log(up + down * Math.exp(t));
      return l * x + ((u - l) / a) * log;
    },
  };
}
