import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { ImportSpec } from '@mingjian/contract/aggregation';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AgenciesService, CyclesModule, CyclesService } from '../cycles';
import { newCycle } from '../cycles/new-cycle.fixture';
import { IdentityModule, wholeCity, type Person } from '../identity';
import { analyst as someone, office } from '../identity/people.fixture';
import { PlatformModule } from '../platform';
import { problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import {
  AggregationModule,
  ExclusionsService,
  ImportsService,
  RunsService,
  WeightingPlansService,
} from './index';
import { plainPlan } from './weighting-plan.fixture';

@Module({ imports: [PlatformModule, IdentityModule, CyclesModule, AggregationModule] })
class Root {}

let analyst: Person;
let lead: Person;
let stranger: Person;
let cycleId: string;
let app: INestApplicationContext;

const spec: ImportSpec = {
  title: 'apistrat',
  countyCode: null,
  audience: null,
  weights: 'pw',
  strata: ['stype'],
  clusters: [],
  fpc: ['fpc'],
  variables: ['api00'],
};
const apistrat = readFileSync(join(import.meta.dirname, '../../../../test/oracle/data/apistrat.csv'));

beforeAll(async () => {
  useServers('aggregation-int');
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  const agency = await app.get(AgenciesService).create('An agency');
  const other = await app.get(AgenciesService).create('Another agency');
  const ofAgency = (id: string, agencyId: string): Person => ({
    ...someone,
    id,
    email: `${id}@x.cn`,
    agencyId,
  });
  analyst = ofAgency('analyst', agency.id);
  lead = ofAgency('lead', agency.id);
  stranger = ofAgency('stranger', other.id);
  ({ id: cycleId } = await app.get(CyclesService).open(office, newCycle(2021)));
  await app.get(CyclesService).commission(office, cycleId, agency.id);
});
afterAll(() => app.close());

describe('a survey done elsewhere', () => {
  const imports = () => app.get(ImportsService);
  const stored = () =>
    app.get<Connection>(getConnectionToken()).collection('importedResults').countDocuments();

  it("becomes a result with R's numbers, from CSV and from a workbook", async () => {
    const fromCsv = await imports().import(analyst, cycleId, spec, { name: 'apistrat.csv', bytes: apistrat });
    expect(fromCsv.estimates[0]?.estimate).toBeCloseTo(662.2873631593208, 9);
    expect(fromCsv.estimates[0]?.se).toBeCloseTo(9.40894080278458, 9);

    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('答卷');
    for (const line of apistrat.toString().trim().split('\n')) sheet.addRow(line.split(','));
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    expect((await imports().columns(analyst, cycleId, { name: 'apistrat.xlsx', bytes })).rows).toBe(200);
    const fromSheet = await imports().import(analyst, cycleId, spec, { name: 'apistrat.xlsx', bytes });
    expect(fromSheet.estimates).toEqual(fromCsv.estimates);
  });

  it('reads an export of 问卷星, where a skipped question is a missing value', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Sheet1');
    sheet.addRow(['序号', '提交答卷时间', '所用时间', '来源', '来自IP', '1、总的来看，您满意吗？', '权重']);
    const answers: (number | string)[] = [5, 4, '(跳过)', 3, -3, 5];
    answers.forEach((answer, index) =>
      sheet.addRow([index + 1, '2026/5/20 9:30:12', '125秒', '微信', '10.0.0.1(牡丹江)', answer, 2]),
    );
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
    const item = '1、总的来看，您满意吗？';
    const { estimates } = await imports().import(
      analyst,
      cycleId,
      { ...spec, weights: '权重', strata: [], fpc: [], variables: [item] },
      { name: '问卷星.xlsx', bytes },
    );
    expect(estimates).toMatchObject([{ variable: item, n: 4, estimate: 4.25 }]);
  });

  it('is refused whole, with the reason, when column, number or file is wrong', async () => {
    const before = await stored();
    const attempt = (change: Partial<ImportSpec>, bytes: Uint8Array = apistrat) =>
      problemOf(imports().import(analyst, cycleId, { ...spec, ...change }, { name: 'x.csv', bytes }));
    expect((await attempt({ variables: ['api01'] })).text.zh).toContain('没有列“api01”');
    expect((await attempt({ variables: ['name'] })).text.en).toContain('is not a number');
    expect((await attempt({}, apistrat.subarray(0, 20_011))).code).toBe('bad-table');
    expect((await attempt({}, Buffer.from('a,a\n1,2\n'))).code).toBe('bad-table');
    expect(await stored()).toBe(before);
  });

  it('stays unknown to another agency', async () => {
    const [known] = await imports().list(analyst, cycleId);
    expect((await problemOf(imports().get(stranger, known?.id ?? ''))).status).toBe(404);
  });
});

describe('decisions before and after the answers', () => {
  it('an exclusion needs a second person, and is confirmed once', async () => {
    const exclusions = app.get(ExclusionsService);
    const proposed = await exclusions.propose(analyst, cycleId, ['speeding', 'attention'], '未认真作答');
    expect((await problemOf(exclusions.confirm(analyst, proposed.id))).code).toBe('second-person-needed');
    expect((await problemOf(exclusions.confirm(stranger, proposed.id))).status).toBe(404);
    expect(await exclusions.confirm(lead, proposed.id)).toMatchObject({ confirmedBy: lead.email });
    expect((await problemOf(exclusions.confirm(lead, proposed.id))).code).toBe('already-confirmed');
  });

  it('a run needs a weighting plan and a sample, and says so', async () => {
    const runs = app.get(RunsService);
    expect((await problemOf(runs.start(analyst, cycleId))).code).toBe('no-weighting-plan');
    await app.get(WeightingPlansService).put(analyst, cycleId, plainPlan);
    expect((await problemOf(runs.start(analyst, cycleId))).code).toBe('nothing-to-aggregate');
    expect(await runs.list(analyst, cycleId)).toEqual([]);
  });

  it('the weighting plan is changed only before the first answer', async () => {
    const plans = app.get(WeightingPlansService);
    const { hash } = await plans.put(analyst, cycleId, { ...plainPlan, minimumCell: 30 });
    expect((await app.get(CyclesService).list(wholeCity))[0]?.weightingPlanHash).toBe(hash);
  });
});
