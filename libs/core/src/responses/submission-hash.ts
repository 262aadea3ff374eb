import { createHash } from 'node:crypto';
import type { SubmitResponse } from '@mingjian/contract/responses';
import { canonicalJson } from '../platform';

/**
 * What makes two submissions the same: survey, version, language, answers and durations. The code is left out on
 * purpose: a hash over answers and code would let whoever holds both stores try codes until the hash fits, and so link
 * a person's slip to their answers.
 */
export function submissionHash(surveyId: string, body: SubmitResponse): string {
  const { versionId, language, answers, durations } = body;
  return createHash('sha256')
    .update(canonicalJson([surveyId, versionId, language, answers, durations]))
    .digest('base64url');
}
