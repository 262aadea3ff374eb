import { problem as problemSchema } from '@mingjian/contract';
import { currentLanguage } from '../language';
import { hasStatus, localProblem, NETWORK, ProblemError, UNEXPECTED_REPLY } from './problem';

/** What a contract schema does for us: turns a reply into its type or throws. */
export interface Schema<Reply> {
  parse: (value: unknown) => Reply;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type Query = Record<string, string | number | boolean | undefined>;

export function apiPath(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  const text = search.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

async function request(
  method: Method,
  address: string,
  body?: unknown,
  more: { signal?: AbortSignal; credentials?: RequestCredentials; accept?: string } = {},
): Promise<Response> {
  const headers: Record<string, string> = {
    'accept-language': currentLanguage(),
    'x-requested-with': 'mingjian',
    ...(more.accept === undefined ? {} : { accept: more.accept }),
  };
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  try {
    return await fetch(address, {
      method,
      headers,
      credentials: more.credentials ?? 'same-origin',
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
      signal: more.signal,
    });
  } catch (error) {
    if (more.signal?.aborted) throw error;
    throw localProblem(NETWORK, '');
  }
}

/** The reply, unless it is a refusal, which is thrown. */
async function accepted(response: Response): Promise<Response> {
  if (response.ok) return response;
  const text = await response.text();
  const parsed = problemSchema.safeParse(jsonOrNull(text));
  if (parsed.success) throw new ProblemError(parsed.data);
  throw new ProblemError({
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail: text.slice(0, 500),
    code: UNEXPECTED_REPLY,
  });
}

async function exchange(...asked: Parameters<typeof request>): Promise<Response> {
  return accepted(await request(...asked));
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function parsed<Reply>(response: Response, schema: Schema<Reply>): Promise<Reply> {
  const value = jsonOrNull(await response.text());
  try {
    return schema.parse(value);
  } catch (error) {
    throw localProblem(UNEXPECTED_REPLY, error instanceof Error ? error.message.slice(0, 800) : '');
  }
}

/** GET, checked against the contract. Throws ProblemError. */
export async function read<Reply>(schema: Schema<Reply>, path: string, query?: Query, signal?: AbortSignal) {
  return parsed(await exchange('GET', apiPath(path, query), undefined, { signal }), schema);
}

/** GET of something that may not have been made yet: null when the api answers 404. */
export async function readIfThere<Reply>(schema: Schema<Reply>, path: string, signal?: AbortSignal) {
  try {
    return await read(schema, path, undefined, signal);
  } catch (error) {
    if (hasStatus(error, 404)) return null;
    throw error;
  }
}

/** A change whose reply the page reads anew from the lists it belongs to. */
export async function change(method: Exclude<Method, 'GET'>, path: string, body?: unknown): Promise<void> {
  await exchange(method, apiPath(path), body);
}

/** A change whose reply is needed: a new id, counts of an import, printable codes. */
export async function ask<Reply>(
  schema: Schema<Reply>,
  method: Exclude<Method, 'GET'>,
  path: string,
  body?: unknown,
  query?: Query,
): Promise<Reply> {
  return parsed(await exchange(method, apiPath(path, query), body), schema);
}

/**
 * What a respondent's phone asks, asked without the session: a one-time code never comes together with the name of the
 * person who types it.
 */
export async function askAsStranger<Reply>(
  schema: Schema<Reply>,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Reply> {
  return parsed(await exchange(method, apiPath(path), body, { credentials: 'omit' }), schema);
}

/** A file made on request, such as a PDF of slips. */
export async function fetchFile(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  query?: Query,
): Promise<Blob> {
  return (await exchange(method, apiPath(path, query), body)).blob();
}

/** All faults of a table that the api refuses, as a CSV file; null when it is refused no more. */
export async function faultsFile(path: string, form: FormData, query?: Query): Promise<Blob | null> {
  const response = await request('POST', apiPath(path, query), form, { accept: 'text/csv' });
  if (response.headers.get('content-type')?.startsWith('text/csv')) return response.blob();
  await accepted(response);
  return null;
}
