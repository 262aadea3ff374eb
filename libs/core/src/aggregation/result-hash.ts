import type { Result } from '@mingjian/contract/aggregation';
import { canonicalHash } from '../platform';

/** What decides a result's hash: everything but what tells one making of it from another. */
type ResultContent = Omit<Result, 'id' | 'runId' | 'cycleId' | 'surveyVersionId' | 'hash' | 'createdAt'>;

export function resultHash({
  countyCode,
  audience,
  evidence,
  surveyVersionHash,
  snapshot,
  weightingPlanHash,
  codeVersion,
  invited,
  eligible,
  answered,
  excluded,
  flagged,
  withExcluded,
  weighting,
  reliability,
  plan,
  estimates,
  distributions,
  importance,
  gaps,
}: ResultContent): string {
  return canonicalHash({
    countyCode,
    audience,
    evidence,
    surveyVersionHash,
    snapshot,
    weightingPlanHash,
    codeVersion,
    invited,
    eligible,
    answered,
    excluded,
    flagged,
    withExcluded,
    weighting,
    reliability,
    plan,
    estimates,
    distributions,
    importance,
    gaps,
  });
}
