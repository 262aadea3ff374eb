import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layField } from '../distribution/field.fixture';
import { DistributionModule } from '../distribution';
import { AuditService, IdentityModule, scopeOf, type Person } from '../identity';
import { PlatformModule, Redis } from '../platform';
import { problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { SchedulesService, SurveysService } from '../surveys';
import { publishReviewed } from '../surveys/publish-reviewed.fixture';

@Module({ imports: [PlatformModule, IdentityModule, DistributionModule] })
class Root {}

let app: INestApplicationContext;
let agency: Person;
let surveyId: string;
let schedules: SchedulesService;
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const statusNow = async () => (await app.get(SurveysService).stateOf(surveyId))?.status;

beforeAll(async () => {
  useServers('schedules-int', 13);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  const field = await layField(app);
  agency = field.agency;
  surveyId = field.surveyIds.teacher;
  schedules = app.get(SchedulesService);
});
afterAll(() => app.close());

it('refuses an end before its start, naming the field', async () => {
  const put = schedules.put(agency, surveyId, {
    opensAt: inHours(3).toISOString(),
    closesAt: inHours(2).toISOString(),
    revision: 0,
  });
  const problem = await problemOf(put);
  expect(problem).toMatchObject({ status: 422, code: 'bad-schedule' });
  expect(problem.faults).toMatchObject([{ field: 'closesAt', rule: 'end-before-start' }]);
});

it('opens and closes at its times, also when Redis has lost everything in between', async () => {
  const opensAt = inHours(1);
  const closesAt = inHours(2);
  await schedules.put(agency, surveyId, {
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    revision: 0,
  });
  await schedules.apply(surveyId, inHours(1.1));
  expect(await statusNow()).toBe('draft');
  await publishReviewed(app, agency, surveyId);
  await schedules.apply(surveyId);
  expect(await statusNow()).toBe('published');
  await schedules.apply(surveyId, inHours(1.1));
  expect(await statusNow()).toBe('open');
  await app.get(SurveysService).pause(agency, surveyId);
  await app.get(Redis).flushdb();
  await schedules.wake(inHours(2.1));
  expect(await app.get(Redis).keys('*schedule*')).not.toEqual([]);
  await schedules.apply(surveyId, inHours(2.1));
  await schedules.apply(surveyId, inHours(2.1));
  expect(await statusNow()).toBe('closed');
  expect(await schedules.get(scopeOf(agency), surveyId)).toMatchObject({
    opened: true,
    closed: true,
    revision: 1,
  });
});

it('does not overrule a person who prolongs, and says in the audit log what the clock did', async () => {
  await app.get(SurveysService).open(agency, surveyId);
  await schedules.apply(surveyId, inHours(3));
  expect(await statusNow()).toBe('open');
  const { entries } = await app.get(AuditService).page(1);
  expect(
    entries
      .filter(({ actor }) => actor === 'schedule')
      .map(({ action }) => action)
      .sort(),
  ).toEqual(['survey.close', 'survey.open']);
});
