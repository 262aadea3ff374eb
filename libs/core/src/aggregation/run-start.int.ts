import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CyclesModule } from '../cycles';
import { SamplesService } from '../distribution';
import { layField, samplingPlan, type Field } from '../distribution/field.fixture';
import { IdentityModule } from '../identity';
import { PlatformModule } from '../platform';
import { problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';
import { AggregationModule, RunsService, RunWork, WeightingPlansService } from './index';
import { plainPlan } from './weighting-plan.fixture';

@Module({ imports: [PlatformModule, IdentityModule, CyclesModule, AggregationModule] })
class Root {}

let app: INestApplicationContext;
let field: Field;
beforeAll(async () => {
  useServers('run-start-int', 8);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  field = await layField(app);
  await app.get(SamplesService).draw(field.agency, field.cycleId, samplingPlan);
  await app.get(WeightingPlansService).put(field.agency, field.cycleId, plainPlan);
  await publishReviewed(app, field.agency, field.surveyIds.student);
});
afterAll(() => app.close());

it('is refused while the sample holds a survey that was never published, naming it and what to do', async () => {
  const { agency, cycleId } = field;
  const problem = await problemOf(app.get(RunsService).start(agency, cycleId));
  expect(problem).toMatchObject({
    status: 409,
    code: 'survey-unpublished',
    faults: [{ field: 'teacher', value: '问卷', rule: 'survey-unpublished' }],
  });
  expect(problem.faults[0]?.message.zh).toMatch(/“问卷”已抽样但从未发布.*提交审核/);
  expect(await app.get(RunsService).list(agency, cycleId)).toEqual([]);
});

it('starts once it has been published, and needs no answers to come to its end', async () => {
  const { agency, cycleId, surveyIds } = field;
  await publishReviewed(app, agency, surveyIds.teacher);
  const [runs, work] = [app.get(RunsService), app.get(RunWork)];
  const run = await runs.start(agency, cycleId, { reports: false });
  await work.freeze(run.id);
  for (const { countyCode, audience } of run.parts) await work.estimate(run.id, { countyCode, audience });
  await work.join(run.id);
  expect(await runs.get(agency, run.id)).toMatchObject({ watermark: { answers: 0 } });
});
