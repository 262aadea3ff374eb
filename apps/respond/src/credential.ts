import type { Language } from '@mingjian/contract/localized';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type { OpenForm, ProofChallenge, TradedCode } from '@mingjian/contract/responses';
import type { Blinding, Credential, KeyFault } from '@mingjian/credential';
import type { Drafts } from './drafts';
import { textsFor } from './texts';
import { openCountyOf } from './without-code';
import { askChallenge, checkCode, keyList, openCredential, tradeCode, type Reply } from './wire';

type Opened = Pick<OpenForm, 'surveyId' | 'keyListHash'>;

/** Blinding is loaded after the page: nobody needs it to read the notice. */
const loadBlinding = () => import('@mingjian/credential').catch(() => null);

/** The code that was meant, once all of it is typed and it can be one. */
export async function wholeCode(typed: string): Promise<string | null> {
  return (await loadBlinding())?.readCode(typed) ?? null;
}

/**
 * Asks whether a code may answer, and makes the message under which it will be traded. Nothing is spent, signed or kept
 * by that, so it is done while the notice is read.
 */
export async function blindingFor(form: Opened, code: string, language: Language): Promise<Reply<Blinding>> {
  const loaded = await loadBlinding();
  if (loaded === null) return { kind: 'unreachable', retryAfter: null };
  const { surveyId } = form;
  const county = openCountyOf(code);
  const [verdict, list] = await Promise.all([
    county === null ? checkCode(surveyId, code, language) : askChallenge(surveyId, county, language),
    keyList(surveyId, language),
  ]);
  if (verdict.kind !== 'done') return verdict;
  if (list.kind !== 'done') return list;
  const begun = await loaded.beginUnderPublished(form, list.value.keys, verdict.value.key);
  return typeof begun === 'string' ? distrusted(begun, language) : { kind: 'done', value: begun };
}

/**
 * Trades a code for the credential that answers are handed in under. Harmless to repeat, in a second tab too: the first
 * blinded message that the phone keeps is the one that every attempt sends.
 *
 * @param prepared what `blindingFor` gave, where it was asked before
 */
export async function obtainCredential(
  form: Opened,
  code: string,
  drafts: Drafts,
  language: Language,
  prepared: Blinding | null = null,
): Promise<Reply<Credential>> {
  const kept = drafts.credential(code);
  if (kept !== null && 'credential' in kept) return { kind: 'done', value: kept.credential };
  let blinding = kept?.blinding ?? prepared;
  if (blinding === null) {
    const made = await blindingFor(form, code, language);
    if (made.kind !== 'done') return made;
    blinding = made.value;
  }
  const own = drafts.keepBlinding(code, blinding);
  const { blindedMessage, key } = own;
  const loaded = await loadBlinding();
  if (loaded === null) return { kind: 'unreachable', retryAfter: null };
  const county = openCountyOf(code);
  const reply =
    county === null
      ? await tradeCode(form.surveyId, { code, keyId: key.id, blindedMessage }, language)
      : await tradeProof(form.surveyId, county, blindedMessage, loaded.solveChallenge, language);
  if (reply.kind !== 'done') return reply;
  try {
    const credential = await loaded.finishCredential(own, reply.value.blindSignature);
    drafts.keepCredential(code, credential);
    return { kind: 'done', value: credential };
  } catch {
    return distrusted('signature-invalid', language);
  }
}

/** A challenge for each attempt: the signature of the same blinded message is the same, so a lost reply costs work only. */
async function tradeProof(
  surveyId: string,
  countyCode: string,
  blindedMessage: string,
  solve: (challenge: ProofChallenge) => Promise<number>,
  language: Language,
): Promise<Reply<TradedCode>> {
  const asked = await askChallenge(surveyId, countyCode, language);
  if (asked.kind !== 'done') return asked;
  const { algorithm, challenge, salt, signature } = asked.value.challenge;
  const number = await solve(asked.value.challenge).catch(() => null);
  // What has no solution was damaged on its way; the next one has.
  if (number === null) return { kind: 'unreachable', retryAfter: null };
  const solution = { algorithm, challenge, salt, signature, number };
  return openCredential(surveyId, { countyCode, solution, blindedMessage }, language);
}

/** The phone itself refuses: what the server gave could mark this one person. Nothing has been sent. */
function distrusted(fault: KeyFault | 'signature-invalid', language: Language): Reply<never> {
  const { distrustTitle, distrustText } = textsFor(language, null);
  return refusedHere(fault, distrustTitle, distrustText);
}

/** The phone itself refuses: what was begun without a code has been handed in by another tab. */
export function sentElsewhere(language: Language): Reply<never> {
  const { notAcceptedTitle, sentElsewhere: detail } = textsFor(language, null);
  return refusedHere('already-answered', notAcceptedTitle, detail);
}

function refusedHere(code: string, title: string, detail: string): Reply<never> {
  const problem: ProblemDetails = { type: 'about:blank', title, status: 400, code, detail };
  return { kind: 'refused', problem };
}
