import { createHash } from 'node:crypto';
import type { SubmitResponse } from '@mingjian/contract/responses';
import { canonicalJson } from '../platform';

/**
 * What makes two submissions the same: survey, version, language, answers and durations. The credential is left out: it
 * says who may answer, and what is stored of it is the nonce alone.
 */
export function submissionHash(
  surveyId: string,
  body: Omit<SubmitResponse, 'keyId' | 'token' | 'signature'>,
): string {
  const { versionId, language, answers, durations } = body;
  return createHash('sha256')
    .update(canonicalJson([surveyId, versionId, language, answers, durations]))
    .digest('base64url');
}

/** What the store keeps of a credential: SHA-256 of its token in base64url. */
export function nonceOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
