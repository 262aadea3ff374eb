import type { Result } from '@mingjian/contract/aggregation';
import { canonicalHash } from '../platform';

/**
 * Everything but what tells one making of a result from another. Results stored before a field came are hashed without it,
 * as they were then; a new field raises CODE_VERSION, see the test.
 */
export const hashedFields = [
  'countyCode',
  'audience',
  'evidence',
  'surveyVersionHash',
  'snapshot',
  'weightingPlanHash',
  'codeVersion',
  'invited',
  'eligible',
  'answered',
  'excluded',
  'flagged',
  'withExcluded',
  'weighting',
  'reliability',
  'plan',
  'estimates',
  'distributions',
  'importance',
  'gaps',
] as const satisfies (keyof Result)[];

/**
 * SHA-256 of what a result says: the same whenever the same answers are estimated in the same way. Where nobody answered by
 * an open link nothing is said of it, so results from before there were any keep their hash.
 */
export function resultHash({
  openLink,
  ...result
}: Pick<Result, (typeof hashedFields)[number] | 'openLink'>): string {
  const said = hashedFields.map((field) => [field, result[field]]);
  return canonicalHash({ ...Object.fromEntries(said), ...(openLink ? { openLink } : {}) });
}
