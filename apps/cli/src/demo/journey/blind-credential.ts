import type { CodeVerdict, KeyList, OpenForm, TradedCode } from '@mingjian/contract/responses';
import { beginUnderPublished, finishCredential, type Credential } from '@mingjian/credential';

/**
 * What a phone does with the key that it is given: checks that it is a published one, blinds, trades, unblinds and verifies.
 *
 * @param trade has the blinded message signed
 * @throws Error when the key is not the published one
 */
export async function blindCredential(
  form: OpenForm,
  list: KeyList,
  key: CodeVerdict['key'],
  trade: (blindedMessage: string) => Promise<TradedCode>,
): Promise<Credential> {
  const blinding = await beginUnderPublished(form, list.keys, key);
  if (typeof blinding === 'string')
    throw new Error(`the server gave a key that is not the published one: ${blinding}`);
  const { blindSignature } = await trade(blinding.blindedMessage);
  return finishCredential(blinding, blindSignature);
}
