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

/** What 0.1.0 began without and ended with. */
const cameWithin010 = ['distributions', 'importance', 'gaps'] as const;

/**
 * The fields that the version of the code that made a result put into it. One of 0.1.0 that tells no shares of any item is
 * from its beginning, whatever an upgrade has laid beside it since.
 */
function fieldsOf(result: HashedResult): readonly (typeof hashedFields)[number][] {
  const isEarly =
    result.codeVersion === '0.1.0' && cameWithin010.every((field) => (result[field] ?? []).length === 0);
  if (!isEarly) return hashedFields;
  const hadNoPlan = result.plan === null && result.answered > 0;
  return hashedFields.filter(
    (field) => !(cameWithin010 as readonly string[]).includes(field) && (field !== 'plan' || !hadNoPlan),
  );
}

type HashedResult = Pick<Result, (typeof hashedFields)[number]>;

/**
 * SHA-256 of what a result says: the same whenever the same answers are estimated in the same way. Where nobody answered by
 * an open link nothing is said of it, so results from before there were any keep their hash.
 */
export function resultHash({ openLink, ...result }: HashedResult & Pick<Result, 'openLink'>): string {
  const said = fieldsOf(result).map((field) => [field, result[field]]);
  return canonicalHash({ ...Object.fromEntries(said), ...(openLink ? { openLink } : {}) });
}
