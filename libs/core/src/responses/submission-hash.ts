import { createHash } from 'node:crypto';
import type { ResponseMode, SubmitResponse } from '@mingjian/contract/responses';
import { canonicalJson } from '../platform';

/**
 * What makes two submissions the same: survey, version, language, answers, durations and the mode. The credential is left out: it
 * says who may answer, and what is stored of it is the nonce alone.
 */
export function submissionHash(
  surveyId: string,
  body: Omit<SubmitResponse, 'keyId' | 'token' | 'signature'>,
  mode: ResponseMode = 'online',
): string {
  const { versionId, language, answers, durations } = body;
  // Without the ordinary mode, so that what was sent before there was another still hashes the same.
  const entered = mode === 'online' ? [] : [mode];
  return createHash('sha256')
    .update(canonicalJson([surveyId, versionId, language, answers, durations, ...entered]))
    .digest('base64url');
}

/** What the store keeps of a credential: SHA-256 of its token in base64url. */
export function nonceOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
