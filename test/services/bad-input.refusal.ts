import type { ProblemDetails } from '@mingjian/contract/problems';
import { expect } from 'vitest';
import type { Body, Who, World } from './bad-input.world';

/** A line of the table: who sends what, and the refusal that each reader gets. */
export interface Line {
  what: string;
  who: Who;
  /** The door, the body and further headers. */
  sends: (world: World) => [door: string, body?: Body, headers?: Record<string, string>];
  /** Status and stable code, as '409 code-used'. */
  gets: string;
  /** What the whole text, the faults' included, says in Chinese and in English. */
  says: [zh: RegExp, en: RegExp];
  /** Members of the first fault. */
  fault?: { field?: string; row?: number; value?: string; rule?: string };
}

export function line(
  what: string,
  who: Who,
  sends: Line['sends'],
  gets: string,
  says: Line['says'],
  fault?: Line['fault'],
): Line {
  return { what, who, sends, gets, says, ...(fault === undefined ? {} : { fault }) };
}

/** Sends a line in both languages: the same refusal in the reader's words, and nothing stored. */
export async function expectRefused(world: World, { who, sends, gets, says, fault }: Line): Promise<void> {
  const before = await world.stored();
  const [door, body, headers = {}] = sends(world);
  const languages = [
    ['zh-CN', 'zh-CN,zh;q=0.9,en;q=0.8'],
    ['en', 'en-GB,en;q=0.9,zh;q=0.8'],
  ] as const;
  for (const [at, [language, accepted]] of languages.entries()) {
    const reply = await world.ask<ProblemDetails>(who, door, body, {
      ...headers,
      'accept-language': accepted,
    });
    const problem = reply.body;
    const type = reply.headers.get('content-type');
    expect({ got: `${reply.status} ${problem.code}`, type, problem }).toMatchObject({
      got: gets,
      type: 'application/problem+json; charset=utf-8',
    });
    expect(reply.headers.get('content-language')).toBe(language);
    const texts = [problem.title, problem.detail, ...(problem.faults ?? []).map(({ message }) => message)];
    expect(texts.join('\n')).toMatch(says[at] ?? /./);
    expect(texts.join('\n')).not.toMatch(/undefined|\[object|null(?! character)/);
    if (language === 'en') expect(`${problem.title}${problem.detail}`).not.toMatch(/\p{Script=Han}/u);
    else for (const text of texts) expect(text).toMatch(/\p{Script=Han}/u);
    if (fault) expect(problem.faults?.[0]).toMatchObject(fault);
  }
  expect(await world.stored()).toEqual(before);
}
