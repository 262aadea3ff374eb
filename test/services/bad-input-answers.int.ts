import { randomUUID } from 'node:crypto';
import type { Submitted } from '@mingjian/contract/responses';
import type { Audience } from '@mingjian/contract/surveys';
import type { Credential } from '@mingjian/credential';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectRefused, line } from './bad-input.refusal';
import { bootWorld, type World } from './bad-input.world';

let world: World;
/** Credentials of two pupils: one has been answered with, the other has not. */
let used: Credential;
let fresh: Credential;
let teachers: Credential;
beforeAll(async () => {
  world = await bootWorld('bad-input-answers', 10);
  used = await world.credential('student', 0);
  fresh = await world.credential('student', 1);
  teachers = await world.credential('teacher', 0);
  expect((await world.ask(null, at('student')(world), answers(world, used))).status).toBe(201);
  expect(
    (await world.ask('agency', `POST /surveys/${world.surveys.public}/close`, { lateHours: 0 })).status,
  ).toBe(200);
});
afterAll(() => world.app.close());

/** What a phone sends. */
const answers = ({ versions }: World, more: object = {}, audience: Audience = 'student') => ({
  ...fresh,
  versionId: versions[audience],
  language: 'zh-CN',
  answers: { Q1: 4, D1: 1 },
  durations: { Q1: 2500 },
  ...more,
});
const at =
  (audience: Audience, door = 'responses') =>
  (w: World) =>
    `POST /respond/${w.surveys[audience]}/${door}`;
/** A good submission under a fresh credential, but for these members. */
const pupil = (more: object) => (w: World) => [at('student')(w), answers(w, more)] as [string, object];
/** A good request for a signature, but for these members. */
const trade = (more: (w: World) => object) => (w: World) =>
  [
    at('student', 'credential')(w),
    { code: w.codes.student[3], keyId: fresh.keyId, blindedMessage: 'A'.repeat(342), ...more(w) },
  ] as [string, object];
const noCredential: [RegExp, RegExp] = [/作答凭证无效/, /credential is not valid/];
const pupilUnder = (more: () => object) => (w: World) => pupil(more())(w);
const code = (audience: Audience, typed: (w: World) => unknown) => (w: World) =>
  [at(audience, 'code')(w), { code: typed(w) }] as [string, object];
const invalid = '400 invalid-answers';
const nested = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
const raw =
  (text: string, audience: Audience = 'student') =>
  (w: World) =>
    [at(audience)(w), text] as [string, string];

it.each([
  line(
    'a used code with another message',
    null,
    trade((w) => ({ code: w.codes.student[0] })),
    '409 code-used',
    [/已经用过/, /has been used/],
  ),
  line(
    'a code with the key of another cell',
    null,
    trade(() => ({ keyId: teachers.keyId })),
    '409 key-changed',
    [/签名公钥与作答码不符/, /does not belong to this code/],
  ),
  line(
    'a blinded message above the modulus',
    null,
    trade(() => ({ blindedMessage: '_'.repeat(342) })),
    '400 bad-credential',
    noCredential,
  ),
  line(
    'a blinded message that is no base64url',
    null,
    trade(() => ({ blindedMessage: `+${'A'.repeat(341)}` })),
    '400 invalid-input',
    [/格式/, /format|pattern/i],
    { field: 'blindedMessage' },
  ),
  line(
    'a blinded message without end',
    null,
    trade(() => ({ blindedMessage: 'A'.repeat(500_000) })),
    '400 invalid-input',
    [/格式/, /format|pattern/i],
    { field: 'blindedMessage' },
  ),
  line(
    'a code typed with O for 0, to trade',
    null,
    trade(() => ({ code: 'OOOOO-OOOOO' })),
    '404 code-unknown',
    [/没有数字 0、1/, /hold no 0, 1/],
  ),
  line(
    'a credential replayed with other answers',
    null,
    (w) => [at('student')(w), answers(w, { ...used, answers: { Q1: 1, D1: 1 } })],
    '409 already-answered',
    [/已经提交过/, /handed in before/],
  ),
  line(
    'a signature for another cell',
    null,
    pupilUnder(() => ({ keyId: teachers.keyId, signature: teachers.signature })),
    '400 bad-credential',
    noCredential,
  ),
  line(
    'a signature of another token',
    null,
    pupilUnder(() => ({ signature: used.signature })),
    '400 bad-credential',
    noCredential,
  ),
  line(
    'a key that does not exist',
    null,
    pupilUnder(() => ({ keyId: 'x'.repeat(43) })),
    '400 bad-credential',
    noCredential,
  ),
  line(
    'a token that is no base64url',
    null,
    pupil({ token: '!'.repeat(91) }),
    '400 invalid-input',
    [/格式/, /format|pattern/i],
    { field: 'token' },
  ),
  line(
    'a code beside the answers',
    null,
    (w) => pupil({ code: w.codes.student[4] })(w),
    '400 invalid-input',
    [/未知字段：code/, /unknown fields: code/],
  ),
  line(
    'a used code, before the first question',
    null,
    code('student', (w) => w.codes.student[0]),
    '409 code-used',
    [/已经用过/, /has been used/],
  ),
  line(
    'an unknown code, before the first question',
    null,
    code('student', () => 'AAAAA-AAAAB'),
    '404 code-unknown',
    [/没有这个作答码/, /no such code/],
  ),
  line(
    'a foreign code, before the first question',
    null,
    code('teacher', (w) => w.codes.student[1]),
    '409 code-foreign',
    [/另一份问卷/, /another survey/],
  ),
  line(
    'a code that is an operator',
    null,
    code('student', () => ({ $gt: '' })),
    '400 reserved-key',
    [/\$/, /\$/],
  ),
  line(
    'a code that is a number',
    null,
    code('student', () => 5),
    '400 invalid-input',
    [/类型应为/, /type string/],
    { field: 'code' },
  ),
  line('a wrong type', null, pupil({ answers: { Q1: '4', D1: 1 } }), invalid, [/类型不正确/, /wrong kind/], {
    field: 'Q1',
    rule: 'wrong-type',
    value: '4',
  }),
  line(
    'a choice not offered',
    null,
    pupil({ answers: { Q1: 6, D1: 1 } }),
    invalid,
    [/不在本题的选项/, /not one of those/],
    { field: 'Q1', rule: 'choice-not-offered', value: '6' },
  ),
  line(
    'a text too long',
    null,
    pupil({ answers: { Q1: 4, D1: 1, W1: '长'.repeat(21) } }),
    invalid,
    [/字数上限/, /longer than allowed/],
    { field: 'W1', rule: 'too-long' },
  ),
  line(
    'a missing required answer',
    null,
    pupil({ answers: { Q1: 4 } }),
    invalid,
    [/还没有回答/, /not been answered/],
    { field: 'D1', rule: 'required' },
  ),
  line(
    'an extra field among the answers',
    null,
    pupil({ answers: { Q1: 4, D1: 1, isAdmin: true } }),
    invalid,
    [/没有这道题/, /not part of/],
    { field: 'isAdmin', rule: 'unknown-question' },
  ),
  line('an extra field beside the answers', null, pupil({ role: 'office' }), '400 invalid-input', [
    /未知字段：role/,
    /unknown fields: role/,
  ]),
  line(
    'times of a question that is not asked',
    null,
    pupil({ durations: { Q9: 1 } }),
    invalid,
    [/没有这道题/, /not part of/],
    { field: 'Q9' },
  ),
  line('another version', null, pupil({ versionId: randomUUID() }), '409 version-changed', [
    /已经更新/,
    /been updated/,
  ]),
  line(
    'an unknown survey',
    null,
    (w) => [`POST /respond/${randomUUID()}/responses`, answers(w)],
    '404 survey-not-found',
    [/没有这份问卷/, /no such survey/],
  ),
  line(
    'a closed survey, before the first question',
    null,
    code('public', (w) => w.codes.public[0]),
    '409 survey-closed',
    [/结束作答/, /has closed/],
  ),
  line('a body of 5 MB', null, raw(`"${'x'.repeat(5_000_000)}"`), '413 too-large', [
    /超过大小限制/,
    /larger than allowed/,
  ]),
  line('10,000 nested objects', null, raw(`{"answers":${nested}}`), '400 too-deep', [/嵌套层数/, /nested/]),
  line('half a body', null, raw('{"token":'), '400 not-json', [/不是有效的/, /not valid JSON/]),
  line(
    'an answer that is an operator',
    null,
    pupil({ answers: { Q1: { $gt: 0 }, D1: 1 } }),
    '400 reserved-key',
    [/\$/, /\$/],
  ),
  ...['__proto__', 'constructor', 'prototype'].map((name) =>
    line(`an answer to ${name}`, null, raw(`{"answers":{"Q1":4,"${name}":{"x":1}}}`), '400 reserved-key', [
      new RegExp(name),
      new RegExp(name),
    ]),
  ),
  line(
    'a form of a web page',
    null,
    (w) => [at('student')(w), 'Q1=4', { 'content-type': 'application/x-www-form-urlencoded' }],
    '415 bad-content-type',
    [/内容类型/, /content type/],
  ),
  line(
    'JSON that calls itself text',
    null,
    (w) => [at('student')(w), JSON.stringify(answers(w)), { 'content-type': 'text/plain' }],
    '415 bad-content-type',
    [/内容类型/, /content type/],
  ),
  line(
    'a report of coaching without end',
    null,
    (w) => [at('student', 'coaching')(w), { text: 'x'.repeat(1001) }],
    '400 invalid-input',
    [/最多 1000 个字符/, /at most 1000 characters/],
    { field: 'text', rule: 'too_big' },
  ),
])('refuses $what', (each) => expectRefused(world, each));

it('stores the same submission, sent five times at once, exactly once', async () => {
  const { surveys, ask } = world;
  const door = at('student')(world);
  const stored = async () => {
    const { responses = '' } = await world.stored();
    return Number(responses.split(' ')[0]);
  };
  const before = await stored();
  const body = answers(world, await world.credential('student', 2));
  const replies = await Promise.all(Array.from({ length: 5 }, () => ask<Submitted>(null, door, body)));
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1);
  expect(await stored()).toBe(before + 1);
  const other = line(
    'other content',
    null,
    () => [door, { ...body, answers: { Q1: 1, D1: 1 } }],
    '409 already-answered',
    [/已经提交过/, /handed in before/],
  );
  await expectRefused(world, other);
  expect(await ask(null, `GET /respond/${surveys.student}`)).toMatchObject({ status: 200 });
});
