/**
 * 指标目标值. The grammar of a threshold, as the city writes it:
 *
 *   threshold = part, { ";", part }
 *   part      = [ stage ], ( (">=" | "<="), limit | number, "..", number )
 *   limit     = number | "prev_year", [ ("+" | "-"), number ]
 *   stage     = Chinese characters (小学, 初中, 幼儿园 …), for which the part holds; without one it holds for the county
 *
 * as in `>=85`, `小学<=0.50;初中<=0.45`, `<=prev_year-0.5`, `40..60`. An empty text sets no threshold.
 */
export interface ThresholdPart {
  /** '' for the county as a whole. */
  stage: string;
  bound:
    | { kind: 'limit'; sign: '>=' | '<='; number: number }
    | { kind: 'previous'; sign: '>=' | '<='; offset: number }
    | { kind: 'range'; low: number; high: number };
}

export type Attainment = 'meets' | 'below' | 'none';

const number = '-?\\d{1,12}(?:\\.\\d{1,6})?';
const partPattern = new RegExp(
  `^(\\p{Script=Han}*)(?:(>=|<=)(?:(${number})|prev_year(?:([+-])(${number.replace('-?', '')}))?)|(${number})\\.\\.(${number}))$`,
  'u',
);

/** Reads a threshold; null when it breaks the grammar, names a stage twice or has an empty range. */
export function parseThreshold(text: string): ThresholdPart[] | null {
  if (text.trim() === '') return [];
  const parts: ThresholdPart[] = [];
  // Full-width signs and ≥ ≤ are what Chinese keyboards write for the same thing.
  const plain = text.normalize('NFKC').replaceAll('≥', '>=').replaceAll('≤', '<=').replace(/\s+/gu, '');
  for (const written of plain.split(';')) {
    const match = partPattern.exec(written);
    if (!match) return null;
    const [, stage = '', sign, limit, direction, offset, low, high] = match;
    if (parts.some((part) => part.stage === stage)) return null;
    const bound = boundOf(sign, limit, `${direction ?? ''}${offset ?? '0'}`, low, high);
    if (!bound) return null;
    parts.push({ stage, bound });
  }
  return parts;
}

function boundOf(
  sign: string | undefined,
  limit: string | undefined,
  offset: string,
  low: string | undefined,
  high: string | undefined,
): ThresholdPart['bound'] | null {
  if (sign === '>=' || sign === '<=') {
    return limit === undefined
      ? { kind: 'previous', sign, offset: Number(offset) }
      : { kind: 'limit', sign, number: Number(limit) };
  }
  const range = { kind: 'range' as const, low: Number(low), high: Number(high) };
  return range.low <= range.high ? range : null;
}

/** The stages a value may be filed for: those of the threshold, or '' for the county where it names none. */
export function stagesOf(parts: readonly ThresholdPart[]): string[] {
  return parts.length === 0 ? [''] : parts.map((part) => part.stage);
}

/**
 * Whether a value meets the threshold of its stage.
 *
 * @param previous last year's value of the same indicator and stage; a threshold on it says nothing when it is missing
 * @returns 'none' where there is no threshold, or nothing to compare with
 */
export function attainment(
  parts: readonly ThresholdPart[],
  stage: string,
  value: number | null,
  previous: number | null,
): Attainment {
  const bound = parts.find((part) => part.stage === stage)?.bound;
  if (!bound || value === null) return 'none';
  if (bound.kind === 'range') return verdict(value >= bound.low && value <= bound.high);
  if (bound.kind === 'previous' && previous === null) return 'none';
  // 47.3 − 0.5 has a tail in binary that must not decide; values have at most six decimals.
  const limit = bound.kind === 'limit' ? bound.number : Number(((previous ?? 0) + bound.offset).toFixed(6));
  return verdict(bound.sign === '>=' ? value >= limit : value <= limit);
}

function verdict(meets: boolean): Attainment {
  return meets ? 'meets' : 'below';
}
