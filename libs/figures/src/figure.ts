import type { Language } from './palette';
import type { Strips } from './strips';

/** A figure ready to draw, with what to see in it, said from its numbers. */
export interface Figure extends Strips {
  /** One sentence: what to see. */
  sentence: string;
  /** Text alternative: what is drawn, and what to see. */
  alt: string;
}

/** One estimate to draw. `estimate` and `ci` are null when it is suppressed or cannot be had: a dash is drawn. */
export interface IntervalPoint {
  label: string;
  estimate: number | null;
  /** lower and upper limit, in the unit of the estimate */
  ci: readonly [number, number] | null;
}

/** A number as it stands in a figure: one decimal, a dash where there is none. */
export function figureNumber(value: number | null): string {
  return value === null ? '—' : value.toFixed(1);
}

/** With its sign; a rounded zero has none. */
export function signed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return value > 0 ? `+${text}` : `−${text}`;
}

/** `−2.0 至 3.8`: the limits of a difference, as tables have them. */
export function signedInterval(ci: readonly [number, number], language: Language): string {
  return ci.map((limit) => signed(limit, 1).replace('+', '')).join(language === 'en' ? ' to ' : ' 至 ');
}

/** `76.3（74.1–78.5）`, or a dash. */
export function withInterval(point: IntervalPoint, language: Language): string {
  if (point.estimate === null) return '—';
  if (point.ci === null) return figureNumber(point.estimate);
  const [lower, upper] = point.ci.map((limit) => limit.toFixed(1));
  return language === 'en'
    ? `${figureNumber(point.estimate)} (${lower}–${upper})`
    : `${figureNumber(point.estimate)}（${lower}–${upper}）`;
}

/**
 * Whether two independent estimates differ at the level of their own intervals: the distance against the half widths
 * put together as roots of squares, which is the test of a difference of independent estimates.
 *
 * @returns null when either has no interval
 */
export function differ(a: IntervalPoint, b: IntervalPoint): boolean | null {
  if (a.estimate === null || b.estimate === null || a.ci === null || b.ci === null) return null;
  const half = (ci: readonly [number, number]) => (ci[1] - ci[0]) / 2;
  return Math.abs(a.estimate - b.estimate) > Math.hypot(half(a.ci), half(b.ci));
}
