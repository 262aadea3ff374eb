import type { OpenForm } from '@mingjian/contract/responses';
import { beginUnderPublished, finishCredential, type Blinding, type Credential } from '@mingjian/credential';
import { localProblem } from '../wire';
import { checkCode, publishedKeys, tradeCode } from './requests';
import type { Held } from './kept-work';

/**
 * Trades the code of a slip for the credential that the paper is handed in under, as a phone does. What is kept on the
 * way makes it harmless to go on after a lost reply.
 *
 * @param badKey what the person is told when the key is not the published one
 * @throws ProblemError of the doors; of code `bad-key` when the key is not the published one and nothing was sent
 */
export async function obtainCredential(
  form: OpenForm,
  code: string,
  held: Held | null,
  keep: (held: Held) => void,
  badKey: string,
): Promise<Credential> {
  if (held !== null && 'credential' in held) return held.credential;
  const blinding = held?.blinding ?? (await begin(form, code, badKey));
  keep({ blinding });
  const { key, blindedMessage } = blinding;
  const { blindSignature } = await tradeCode(form.surveyId, { code, keyId: key.id, blindedMessage });
  const credential = await finishCredential(blinding, blindSignature).catch(() => {
    throw localProblem('bad-key', badKey);
  });
  keep({ credential });
  return credential;
}

async function begin(form: OpenForm, code: string, badKey: string): Promise<Blinding> {
  const { surveyId } = form;
  const [{ key }, { keys }] = await Promise.all([checkCode(surveyId, code), publishedKeys(surveyId)]);
  const begun = await beginUnderPublished(form, keys, key);
  if (typeof begun === 'string') throw localProblem('bad-key', badKey);
  return begun;
}
