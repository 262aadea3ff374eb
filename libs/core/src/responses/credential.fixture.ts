import type { CodeVerdict, TradeCode, TradedCode } from '@mingjian/contract/responses';
import { beginCredential, finishCredential, type Credential } from '@mingjian/credential';

/** The two doors at which a code becomes a credential, however they are reached. */
export interface TradeDoors {
  check(code: string): Promise<CodeVerdict>;
  trade(body: TradeCode): Promise<TradedCode>;
}

/** What a phone does with a code before it can hand in answers. */
export async function credentialFor(surveyId: string, code: string, doors: TradeDoors): Promise<Credential> {
  const { key } = await doors.check(code);
  const blinding = await beginCredential(surveyId, key);
  const { blindSignature } = await doors.trade({
    code,
    keyId: key.id,
    blindedMessage: blinding.blindedMessage,
  });
  return finishCredential(blinding, blindSignature);
}
