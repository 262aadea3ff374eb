import type { Result } from '@mingjian/contract/aggregation';
import { canonicalHash } from '../platform';

/** Everything but what tells one making of a result from another. */
const content = [
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

/** SHA-256 of what a result says: the same whenever the same answers are estimated in the same way. */
export function resultHash(result: Pick<Result, (typeof content)[number]>): string {
  return canonicalHash(Object.fromEntries(content.map((field) => [field, result[field]])));
}
