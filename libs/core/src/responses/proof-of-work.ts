import { createHash, hkdfSync } from 'node:crypto';
import type { OpenCredential, ProofChallenge } from '@mingjian/contract/responses';
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1';

const livesMilliseconds = 20 * 60_000;

/** What signs challenges, derived from the server's secret for this one purpose. */
export function challengeKey(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', 'mingjian open-link challenges', 32)).toString(
    'base64url',
  );
}

export async function makeChallenge(
  hmacKey: string,
  surveyId: string,
  maxnumber: number,
  now = Date.now(),
): Promise<ProofChallenge> {
  const { challenge, salt, signature } = await createChallenge({
    algorithm: 'SHA-256',
    hmacKey,
    maxnumber,
    expires: new Date(now + livesMilliseconds),
    params: { survey: surveyId },
  });
  return { algorithm: 'SHA-256', challenge, maxnumber, salt, signature };
}

/** Whether a challenge of ours, for this survey and not too old, was solved. Whether it was used before is not known here. */
export async function isSolved(
  hmacKey: string,
  surveyId: string,
  solution: OpenCredential['solution'],
): Promise<boolean> {
  const { survey, expires } = extractParams(solution);
  return survey === surveyId && expires !== undefined && (await verifySolution(solution, hmacKey));
}

/** What is kept of a solution that was used. */
export function usedSolutionId({ challenge }: OpenCredential['solution']): string {
  return createHash('sha256').update(challenge).digest('base64url');
}
