import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Exclusion, ImportedResult, Run } from '@mingjian/contract/aggregation';
import type { Agency, Cycle } from '@mingjian/contract/cycles';
import type { CreatedAccount } from '@mingjian/contract/identity';
import type { IndicatorSheet } from '@mingjian/contract/indicators';
import type { School } from '@mingjian/contract/registry';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declaredRoutes } from '../../apps/api/src/platform';
import { expectRefused, line } from './bad-input.refusal';
import {
  bootWorld,
  draft,
  form,
  frame,
  importSpec,
  newCycle,
  plainPlan,
  samplingPlan,
  type Body,
  type World,
} from './bad-input.world';

let world: World;
/** What belongs to the agency, by the part of the path before its id. */
let owned: Record<string, string>;

const upload = () => form({ spec: JSON.stringify(importSpec), file: ['w,x', '1,2', '2,3'] });

/** Bodies that would do on one's own; a door that is not here takes none. */
const bodies: Record<string, (world: World) => Body> = {
  'PUT /surveys/:id': ({ cycleId }) => {
    const { title, json, items } = draft(cycleId, 'student');
    return { title, json, items, revision: 2 };
  },
  'POST /surveys/:id/codes': () => ({ countyCode: '231003' }),
  'POST /cycles/:cycleId/sample': () => samplingPlan,
  'POST /cycles/:cycleId/sample/replacements': () => ({ schoolCode: '2123900001', reason: '学校撤并' }),
  'PUT /cycles/:cycleId/weighting-plan': () => plainPlan,
  'POST /cycles/:cycleId/exclusions': () => ({ reasons: ['speeding'], note: '过快' }),
  'POST /cycles/:cycleId/imports': upload,
  'POST /cycles/:cycleId/imports/columns': upload,
  'POST /reports/:id/comments': () => ({ blockId: null, text: '评论' }),
  'PUT /reports/:id/paragraphs/:blockId': () => ({ zh: '改写', en: null, revision: 1 }),
  'PUT /reports/:id/quotations': () => ({ released: true, revision: 1 }),
  'POST /reports/:id/correct': () => ({ reason: '更正' }),
  'POST /surveys/:id/submit': () => ({ revision: 4 }),
  'POST /surveys/:id/ask-changes': () => ({ revision: 4, text: '请修改' }),
  'POST /surveys/:id/approve': () => ({ revision: 4 }),
  'POST /surveys/:id/threads': () => ({ itemCode: null, text: '意见' }),
  'POST /surveys/:id/threads/:threadId/comments': () => ({ text: '回复' }),
  'POST /surveys/:id/threads/:threadId/state': () => ({ resolved: true }),
  'PUT /surveys/:id/schedule': () => ({ opensAt: null, closesAt: null, revision: 0 }),
  'POST /surveys/:id/take': () => ({ revision: 4, questions: [{ versionId: 'v', code: 'S-01' }] }),
  'POST /surveys/:id/contacts': () => form({ file: ['school_code,class,email', '2123900001,,a@x.cn'] }),
  'POST /surveys/:id/mailings': () => ({ kind: 'reminder', channel: 'email', language: 'zh-CN' }),
  'POST /surveys/:id/prints/slips': () => ({
    language: 'zh-CN',
    cells: [{ cellId: 'cell', codes: ['ABCD-EFGH'] }],
  }),
  'POST /surveys/:id/sessions': () => ({ cellId: 'cell' }),
  'PUT /surveys/:id/open-link': () => ({ openLink: true, revision: 4 }),
  'PUT /surveys/:id/open-link-terms': () => ({
    taking: true,
    quotas: [],
    closingText: { zh: '', en: '' },
    revision: 0,
  }),
  'POST /surveys/:id/entries': () => ({
    keyId: 'k'.repeat(43),
    token: 't'.repeat(43),
    signature: 's'.repeat(342),
    versionId: 'version',
    language: 'zh-CN',
    answers: {},
    mode: 'paper',
  }),
  'POST /cycles/:cycleId/sample/preview': () => samplingPlan,
  'POST /cycles/:cycleId/questionnaire-file': () => form({ file: ['type,name,label', 'text,a,A'] }),
};

/** What a door asks for in its address. */
const queries: Record<string, string> = {
  'GET /surveys/:id/diff': '?from=version',
  'GET /surveys/:id/export': '?format=lss',
  'GET /surveys/:id/export-losses': '?format=lss',
};

beforeAll(async () => {
  world = await bootWorld('bad-input-neighbours', 14);
  const { ask, cycleId, surveys } = world;
  await ask('agency', `PUT /cycles/${cycleId}/weighting-plan`, plainPlan);
  const run = await ask<Run>('agency', `POST /cycles/${cycleId}/runs`, {});
  const exclusion = await ask<Exclusion>('agency', `POST /cycles/${cycleId}/exclusions`, {
    reasons: ['speeding'],
    note: '过快',
  });
  const imported = await ask<ImportedResult>('agency', `POST /cycles/${cycleId}/imports`, upload());
  expect([run.status, exclusion.status, imported.status]).toEqual([201, 201, 201]);
  owned = {
    cycles: cycleId,
    surveys: surveys.student,
    runs: run.body.id,
    exclusions: exclusion.body.id,
    imports: imported.body.id,
    reports: 'none',
  };
});
afterAll(() => world.app.close());

describe('another agency', () => {
  it('finds nothing behind any door that takes an id, and leaves no trace', async () => {
    const before = await world.stored();
    const routes = declaredRoutes(world.app.get(DiscoveryService), world.app.get(MetadataScanner)).filter(
      ({ path, policy }) =>
        policy?.kind === 'roles' && policy.roles.includes('agency') && /^\/\w+\/:\w+/.test(path),
    );
    expect(routes.length).toBeGreaterThan(25);
    const replies: string[] = [];
    for (const { method, path } of routes) {
      const [, kind = ''] = path.split('/');
      const at =
        path
          .replace(/:(id|cycleId)/, owned[kind] ?? 'unknown')
          .replace(':format', kind === 'reports' ? 'pdf' : 'csv') + (queries[`${method} ${path}`] ?? '');
      const body = method === 'GET' ? undefined : (bodies[`${method} ${path}`]?.(world) ?? {});
      const reply = await world.ask('rival', `${method} ${at}`, body);
      if (reply.status !== 404)
        replies.push(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    }
    expect(replies).toEqual([]);
    expect(await world.stored()).toEqual(before);
  });

  it.each([
    line(
      'a survey in it',
      'rival',
      (w) => ['POST /surveys', draft(w.cycleId, 'student')],
      '404 cycle-unknown',
      [/没有这个周期/, /no such cycle/],
    ),
    line('it, by its board', 'rival', (w) => [`GET /cycles/${w.cycleId}/board`], '404 cycle-unknown', [
      /没有这个周期/,
      /no such cycle/,
    ]),
    line(
      'its run, by the stream of events',
      'rival',
      () => [`GET /runs/${owned.runs}/events`],
      '404 cycle-unknown',
      [/没有这个周期/, /no such cycle/],
    ),
    line(
      'an unknown run, by the stream of events',
      'agency',
      () => ['GET /runs/none/events'],
      '404 no-such-run',
      [/没有这次运行/, /no such run/],
    ),
    line(
      'codes of a survey that has been opened',
      'agency',
      (w) => [`POST /surveys/${w.surveys.student}/codes`, { countyCode: '231002' }],
      '409 keys-fixed',
      [/公钥清单已经固定/, /fixed the list of its keys/],
    ),
    line(
      'its exclusion, as one person',
      'agency',
      () => [`POST /exclusions/${owned.exclusions}/confirm`, {}],
      '403 second-person-needed',
      [/另一人/, /second person/],
    ),
  ])('does not get $what', (each) => expectRefused(world, each));

  it('does not replace the city’s frame or margins without a commission, or with one of an earlier year', async () => {
    const { ask } = world;
    const agency = await ask<Agency>('office', 'POST /agencies', { name: '机构丙' });
    const account = {
      email: 'c@x.cn',
      name: '丙',
      role: 'agency',
      agencyId: agency.body.id,
      countyCode: null,
    };
    const { body } = await ask<CreatedAccount>('office', 'POST /accounts', account);
    const signedIn = await ask(null, 'POST /session', { email: account.email, password: body.password });
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const margins = form({ file: ['county_code,audience,variable,category,total', '231002,教师,T-D1,1,40'] });
    const isRefused = async (code: string, words: [RegExp, RegExp]) => {
      for (const [door, files] of [
        ['POST /frame', frame()],
        ['POST /margins', margins],
      ] as const)
        await expectRefused(
          world,
          line(door, null, () => [door, files, { cookie }], code, words),
        );
    };
    await isRefused('403 not-commissioned', [/尚未受委托/, /not commissioned/]);
    const { body: cycle } = await ask<Cycle>('office', 'POST /cycles', newCycle(2019));
    await ask('office', `POST /cycles/${cycle.id}/commission`, { agencyId: agency.body.id });
    await isRefused('403 commission-past', [/以往年度/, /earlier/]);
  });
});

it('runs started five times at once get five numbers', async () => {
  const started = await Promise.all(
    Array.from({ length: 5 }, () => world.ask<Run>('agency', `POST /cycles/${world.cycleId}/runs`, {})),
  );
  expect(started.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
  expect(started.map(({ body }) => body.number).sort()).toEqual([2, 3, 4, 5, 6]);
});

describe('another county', () => {
  const selfEvaluation = {
    parts: { review: '', results: '', practices: '', problems: '', measures: '' },
    publicityUrl: '',
    publicityFrom: null,
    publicityTo: null,
    signedBy: '',
    submit: false,
    revision: 0,
  };
  const unknown = [/没有这个县（市、区）/, /no such county/] as [RegExp, RegExp];
  it.each([
    line(
      'its evaluation',
      'neighbour',
      (w) => [`GET /cycles/${w.cycleId}/evaluations/231002`],
      '404 county-unknown',
      unknown,
    ),
    line(
      'its self-evaluation to write',
      'neighbour',
      (w) => [`PUT /cycles/${w.cycleId}/evaluations/231002/self-evaluation`, selfEvaluation],
      '404 county-unknown',
      unknown,
    ),
    line(
      'its rectification to write',
      'neighbour',
      (w) => [`PUT /cycles/${w.cycleId}/evaluations/231002/rectification`, { items: [], revision: 0 }],
      '404 county-unknown',
      unknown,
    ),
    line(
      'a county that is none',
      'office',
      (w) => [`GET /cycles/${w.cycleId}/evaluations/__proto__`],
      '404 county-unknown',
      unknown,
    ),
    line('surveys', 'neighbour', (w) => [`GET /surveys/${w.surveys.student}`], '403 forbidden', [
      /无权/,
      /may not/,
    ]),
  ])('does not get $what', (each) => expectRefused(world, each));

  it('sees its own schools and values, whatever it asks for', async () => {
    const { ask, cycleId } = world;
    const value = {
      countyCode: '231002',
      indicatorCode: '1.3.3',
      year: 2021,
      stagePrefix: '',
      value: '46.8',
      sourceTier: 'department',
      evidence: '监测报告',
    };
    expect((await ask('county', `PUT /cycles/${cycleId}/indicator-values`, value)).status).toBe(200);
    const sheet = await ask<IndicatorSheet>('neighbour', `GET /cycles/${cycleId}/indicators?county=231002`);
    expect(sheet.body.values).toEqual([]);
    const schools = await ask<School[]>('neighbour', 'GET /schools?county=231002');
    expect(schools.body.map(({ countyCode }) => countyCode)).toEqual(['231003']);
  });
});
