import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { Evaluation, PutOnSite, PutSelfEvaluation } from '@mingjian/contract/evaluation';
import type { Connection, Model } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BoardService, CyclesModule, CyclesService } from '../cycles';
import { AuditService, IdentityModule, type Person } from '../identity';
import { clerk, office as someone } from '../identity/people.fixture';
import { PlatformModule, Problem } from '../platform';
import { problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { EvaluationModule, EvaluationService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, CyclesModule, EvaluationModule] })
class Root {}

const [east, west, north, south] = ['231002', '231003', '231004', '231005'] as const;
const office: Person = { ...someone, name: '王主任' };
const auditor: Person = { ...someone, id: 'auditor', name: '审计员', role: 'auditor' };
const clerkOf = (countyCode: string, name = '赵科员'): Person => ({
  ...clerk,
  id: `${countyCode}-${name}`,
  name,
  countyCode,
});

const selfEvaluation: PutSelfEvaluation = {
  parts: { review: '自查', results: '成效', practices: '经验', problems: '问题', measures: '措施' },
  publicityUrl: 'https://www.example.cn/1',
  publicityFrom: '2021-05-17',
  publicityTo: '2021-05-23',
  signedBy: '县人民政府',
  submit: false,
  revision: 0,
};
const visit: PutOnSite = {
  visitedOn: '2021-05-20',
  schools: [{ name: '第一小学', stage: 'primary', rural: true }],
  findings: '校园安全总体规范。',
  submit: true,
  revision: 0,
};

let app: INestApplicationContext;
let evaluations: EvaluationService;
let cycleId: string;

/** A report as it lies there once the office has accepted it. */
async function acceptReport(countyCode: string, version: number): Promise<void> {
  await app.get<Model<unknown>>(getModelToken('Report')).create({
    _id: randomUUID(),
    cycleId,
    countyCode,
    version,
    runId: `run-${version}`,
    status: 'accepted',
    modelHash: `model-${version}`,
    hash: `hash-${version}`,
    revision: 3,
    changedBy: office.name,
    changedAt: new Date(),
    model: { county: { code: countyCode, nameZh: countyCode, nameEn: countyCode } },
    files: [],
    headline: [],
    comments: [],
    history: [],
    submittedAt: new Date().toISOString(),
    acceptedAt: new Date().toISOString(),
    acceptedBy: office.name,
  });
}

const file = (countyCode: string) =>
  evaluations.putSelfEvaluation(clerkOf(countyCode), cycleId, countyCode, {
    ...selfEvaluation,
    submit: true,
  });
const merge = (countyCode: string, conclusion: string) =>
  evaluations.merge(office, cycleId, countyCode, { conclusion });
const read = (countyCode: string, reader = office): Promise<Evaluation> =>
  evaluations.get(reader, cycleId, countyCode);

beforeAll(async () => {
  useServers('evaluation-int');
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  evaluations = app.get(EvaluationService);
  const cycle = { year: 2021, title: { zh: '2021年评价', en: '2021' }, focus: '', milestones: [] };
  cycleId = (await app.get(CyclesService).open(office, cycle)).id;
});

afterAll(async () => {
  await app.get<Connection>(getConnectionToken()).dropDatabase();
  await app.close();
});

describe('a self-evaluation', () => {
  it('of two who save at once keeps one whole, and tells the other who saved when', async () => {
    for (let revision = 0; revision < 4; revision++) {
      const save = (name: string) =>
        evaluations.putSelfEvaluation(clerkOf(east, name), cycleId, east, {
          ...selfEvaluation,
          parts: { ...selfEvaluation.parts, review: `${name}写的第${revision}稿` },
          revision,
        });
      const outcomes = await Promise.allSettled([save('赵科员'), save('钱科员')]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const first = outcomes[0]?.status === 'fulfilled' ? '赵科员' : '钱科员';
      const refused = outcomes.find((outcome) => outcome.status === 'rejected')?.reason as Problem;
      expect(refused).toBeInstanceOf(Problem);
      expect([refused.status, refused.code]).toEqual([409, 'edit-conflict']);
      expect(refused.text.zh).toMatch(new RegExp(`^${first}在 \\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2} 已保存`));
      const stored = (await read(east, clerkOf(east))).selfEvaluation;
      expect([stored?.revision, stored?.parts.review]).toEqual([revision + 1, `${first}写的第${revision}稿`]);
      expect(stored).not.toHaveProperty('savedBy');
    }
  });

  it('longer than 5,000 characters is not even saved', async () => {
    const parts = { ...selfEvaluation.parts, results: '成'.repeat(4993) };
    const input = { ...selfEvaluation, parts, revision: 4 };
    const problem = await problemOf(evaluations.putSelfEvaluation(clerkOf(east), cycleId, east, input));
    expect([problem.status, problem.code]).toEqual([422, 'not-ready']);
    expect(problem.faults).toMatchObject([{ rule: 'at-most-5000-characters', value: '5001' }]);
    expect((await read(east, clerkOf(east))).selfEvaluation?.revision).toBe(4);
  });

  it('published for six days is not filed; for seven it is, and then it is fixed', async () => {
    const clerk = clerkOf(east);
    const input = { ...selfEvaluation, submit: true, revision: 4 };
    const short = { ...input, publicityTo: '2021-05-22' };
    const problem = await problemOf(evaluations.putSelfEvaluation(clerk, cycleId, east, short));
    expect(problem.faults).toMatchObject([{ field: 'publicityTo', rule: 'seven-full-days' }]);
    expect((await read(east)).selfEvaluation).toBeNull();
    const filed = await evaluations.putSelfEvaluation(clerk, cycleId, east, input);
    expect(filed.inputs.selfEvaluation.accepted).toBe(true);
    expect((await read(east)).selfEvaluation?.parts).toEqual(selfEvaluation.parts);
    const again = evaluations.putSelfEvaluation(clerk, cycleId, east, { ...input, revision: 5 });
    expect((await problemOf(again)).code).toBe('already-filed');
  });

  it('is another county’s secret', async () => {
    const neighbour = clerkOf(west);
    for (const attempt of [
      () => read(east, neighbour),
      () => evaluations.putSelfEvaluation(neighbour, cycleId, east, selfEvaluation),
      () => evaluations.putRectification(neighbour, cycleId, east, { items: [], revision: 0 }),
    ]) {
      const problem = await problemOf(attempt());
      expect([problem.status, problem.code]).toEqual([404, 'county-unknown']);
    }
    expect((await evaluations.list(neighbour, cycleId)).map((each) => each.countyCode)).toEqual([west]);
    expect(await evaluations.list(auditor, cycleId)).toHaveLength(10);
    expect((await problemOf(read('999999'))).status).toBe(404);
  });
});

describe('a merge', () => {
  it('without its inputs is refused and names them; a reason takes the place of one', async () => {
    const early = await problemOf(merge(west, '结论'));
    expect([early.status, early.code]).toEqual([409, 'inputs-missing']);
    expect(early.text.zh).toContain('自评报告、监测报告、实地督查报告');
    await file(west);
    await evaluations.putOnSite(office, cycleId, west, visit);
    const still = await problemOf(merge(west, '结论'));
    expect(still.text.zh).toContain('还缺少：监测报告。');
    const present = evaluations.waive(office, cycleId, west, { input: 'onSite', reason: '汛期' });
    expect((await problemOf(present)).code).toBe('input-present');

    const waived = await evaluations.waive(office, cycleId, west, { input: 'monitoring', reason: '未委托' });
    expect(waived.inputs.monitoring).toEqual({ accepted: false, waiver: '未委托' });
    const { merged } = await merge(west, '总体良好。');
    expect(merged).toMatchObject({ by: '王主任', conclusion: '总体良好。', monitoringHash: null });
    expect(merged?.hash).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('is made once, also by two at once, and fixes what went in', async () => {
    await Promise.all([file(north), evaluations.putOnSite(office, cycleId, north, visit)]);
    await acceptReport(north, 1);
    const outcomes = await Promise.allSettled([merge(north, '甲'), merge(north, '乙')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await problemOf(merge(north, '丙'))).code).toBe('already-merged');
    const late = evaluations.waive(office, cycleId, north, { input: 'onSite', reason: '迟' });
    expect((await problemOf(late)).code).toBe('already-merged');
    expect((await read(north)).earlier).toEqual([]);
    const { entries } = await app.get(AuditService).page(1);
    const deeds = entries.filter(
      ({ action, subject }) => action === 'evaluation.merge' && subject.includes(north),
    );
    expect(deeds).toHaveLength(1);
  });

  it('is overtaken by a report accepted later, made anew, and kept', async () => {
    const before = (await read(north)).merged;
    await acceptReport(north, 2);
    const overtaken = await read(north, clerkOf(north));
    expect([overtaken.merged, overtaken.earlier]).toEqual([null, [before]]);
    expect(overtaken.onSite?.findings).toBe(visit.findings);
    const anew = await merge(north, '依据更正后的监测报告。');
    expect(anew.merged).toMatchObject({ conclusion: '依据更正后的监测报告。', monitoringHash: 'hash-2' });
    expect(anew.earlier).toEqual([before]);
    expect((await problemOf(merge(north, '再'))).code).toBe('already-merged');

    // Merged without monitoring, and then there was a report after all.
    await acceptReport(west, 1);
    expect((await read(west)).merged).toBeNull();
    expect((await merge(west, '补充监测。')).earlier).toMatchObject([{ monitoringHash: null }]);
  });

  it('shows on the board: reviewed, the final report begun, what is mended under way', async () => {
    const item = { problem: '缺教师', source: '督查', measure: '招聘', owner: '教育局', due: '2021-11-01' };
    const items = [{ ...item, state: 'in-progress' as const }];
    await evaluations.putRectification(clerkOf(north), cycleId, north, { items, revision: 0 });
    const facts = await evaluations.milestoneFacts(cycleId);
    const own = facts.filter((fact) => fact.countyCode === north).map(({ key, state }) => `${key} ${state}`);
    expect(own.sort()).toEqual([
      'finalReport active',
      'onSite done',
      'rectification active',
      'review done',
      'selfReport done',
    ]);
    const { rows } = await app.get(BoardService).board(clerkOf(north), cycleId);
    expect(rows.map((row) => row.countyCode)).toEqual([north]);
  });
});

describe('a visit', () => {
  it('is the office’s alone until it is merged, and cannot lie in the future', async () => {
    const future = evaluations.putOnSite(office, cycleId, south, { ...visit, visitedOn: '2999-01-01' });
    expect((await problemOf(future)).faults).toMatchObject([{ field: 'visitedOn', rule: 'not-in-future' }]);
    await evaluations.putOnSite(office, cycleId, south, { ...visit, submit: false });
    expect((await read(south, auditor)).onSite).toBeNull();
    await evaluations.putOnSite(office, cycleId, south, { ...visit, revision: 1 });
    expect((await read(south, auditor)).onSite?.findings).toBe(visit.findings);
    const county = await read(south, clerkOf(south));
    expect([county.onSite, county.inputs.onSite.accepted]).toEqual([null, true]);
  });
});
