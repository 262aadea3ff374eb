import type { RoomCode } from '@mingjian/contract/fieldwork';
import type { Language } from '@mingjian/contract/localized';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type {
  CodeVerdict,
  KeyList,
  OpenChallenge,
  OpenCredential,
  OpenForm,
  SealedResponse,
  Submitted,
  SubmitResponse,
  TradeCode,
  TradedCode,
} from '@mingjian/contract/responses';

/** Done, refused for a reason that a person should read, or worth trying again because nobody could be asked. */
export type Reply<Value> =
  | { kind: 'done'; value: Value }
  | { kind: 'refused'; problem: ProblemDetails }
  /** Seconds that the server asked to wait, where it said so. */
  | { kind: 'unreachable'; retryAfter: number | null };

const PATIENCE_MS = 20_000;

/** @param patient whether 429 means to wait and send again, rather than something to be told */
async function ask<Value>(
  path: string,
  language: Language,
  body?: unknown,
  patient = false,
): Promise<Reply<Value>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const response = await fetch(`/api/respond/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': language,
        'x-requested-with': 'mingjian',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      signal: abort.signal,
    });
    if (response.status >= 500 || response.status === 408 || (response.status === 429 && patient)) {
      return { kind: 'unreachable', retryAfter: Number(response.headers.get('retry-after')) || null };
    }
    const text = await response.text();
    const content: unknown = text === '' ? null : JSON.parse(text);
    return response.ok
      ? { kind: 'done', value: content as Value }
      : { kind: 'refused', problem: content as ProblemDetails };
  } catch {
    return { kind: 'unreachable', retryAfter: null };
  } finally {
    clearTimeout(timer);
  }
}

export function openForm(surveyId: string, language: Language): Promise<Reply<OpenForm>> {
  return ask(encodeURIComponent(surveyId), language);
}

export function checkCode(surveyId: string, code: string, language: Language): Promise<Reply<CodeVerdict>> {
  return ask(`${encodeURIComponent(surveyId)}/code`, language, { code });
}

/** The next code of a class, for this device. */
export function takeRoomCode(surveyId: string, room: string, language: Language): Promise<Reply<RoomCode>> {
  return ask(`${encodeURIComponent(surveyId)}/session/${encodeURIComponent(room)}`, language, {});
}

export function keyList(surveyId: string, language: Language): Promise<Reply<KeyList>> {
  return ask(`${encodeURIComponent(surveyId)}/keys`, language);
}

export function tradeCode(surveyId: string, body: TradeCode, language: Language): Promise<Reply<TradedCode>> {
  return ask(`${encodeURIComponent(surveyId)}/credential`, language, body);
}

/** 开放链接: what has to be solved before one answers without a code. */
export function askChallenge(
  surveyId: string,
  countyCode: string,
  language: Language,
): Promise<Reply<OpenChallenge>> {
  return ask(`${encodeURIComponent(surveyId)}/open-challenge`, language, { countyCode });
}

export function openCredential(
  surveyId: string,
  body: OpenCredential,
  language: Language,
): Promise<Reply<TradedCode>> {
  return ask(`${encodeURIComponent(surveyId)}/open-credential`, language, body);
}

export function submit(
  surveyId: string,
  body: SubmitResponse,
  language: Language,
): Promise<Reply<Submitted>> {
  return ask(`${encodeURIComponent(surveyId)}/responses`, language, body, true);
}

export function submitSealed(
  surveyId: string,
  body: SealedResponse,
  language: Language,
): Promise<Reply<Submitted>> {
  return ask(`${encodeURIComponent(surveyId)}/sealed`, language, body, true);
}

export function reportCoaching(surveyId: string, text: string, language: Language): Promise<Reply<unknown>> {
  return ask(`${encodeURIComponent(surveyId)}/coaching`, language, { text });
}
