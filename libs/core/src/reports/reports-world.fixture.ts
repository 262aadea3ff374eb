import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { AgenciesService, CyclesModule, CyclesService } from '../cycles';
import { IdentityModule, type Person } from '../identity';
import { analyst as anyAnalyst, clerk, office as anyOffice } from '../identity/people.fixture';
import { PlatformModule } from '../platform';
import { useServers } from '../platform/servers.fixture';
import { ReportComposer, ReportReview, ReportsModule, ReportsService } from './index';
import { madeUpCounty } from './made-up-county.fixture';

@Module({ imports: [PlatformModule, IdentityModule, CyclesModule, ReportsModule] })
class Root {}

export const countyCode = '231002';
export const office: Person = { ...anyOffice, id: 'office', name: '王主任' };
export const colleague: Person = { ...anyOffice, id: 'colleague', name: '李科长' };
export const county: Person = { ...clerk, id: 'county', name: '东安区', countyCode };
export const neighbour: Person = { ...county, id: 'neighbour', countyCode: '231003' };

/** A collection by the name of its model. */
export type Models = (name: string) => Model<Record<string, unknown>>;

export interface ReportsWorld {
  app: INestApplicationContext;
  reports: ReportsService;
  review: ReportReview;
  composer: ReportComposer;
  /** Of the commissioned agency, and of another. */
  analyst: Person;
  stranger: Person;
  cycleId: string;
  model: Models;
  /** A run's published results, as the aggregation leaves them. */
  publish(runId: string, seed: number): Promise<void>;
  close(): Promise<void>;
}

/** A cycle of one county with plan, indicators and published questionnaires, in a database of its own. */
export async function reportsWorld(database: string): Promise<ReportsWorld> {
  useServers(database);
  const app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  const model: Models = (name) => app.get(getModelToken(name));
  const [own, other] = await Promise.all(
    ['某某评估院', '另一评估院'].map((name) => app.get(AgenciesService).create(name)),
  );
  const ofAgency = (id: string, agencyId: string): Person => ({
    ...anyAnalyst,
    id,
    name: '赵分析师',
    agencyId,
  });
  const analyst = ofAgency('analyst', own?.id ?? '');
  const stranger = ofAgency('stranger', other?.id ?? '');
  const { sheet } = madeUpCounty(1);
  const cycle = await app
    .get(CyclesService)
    .open(office, { year: 2021, title: { zh: '2021年评价', en: '2021' }, focus: '', milestones: [] });
  const cycleId = cycle.id;
  await app.get(CyclesService).commission(office, cycleId, own?.id ?? '');
  await model('Indicator').insertMany(
    sheet.indicators.map((each, position) => ({
      ...each,
      _id: `${cycleId}.${each.code}`,
      cycleId,
      position,
    })),
  );
  await model('IndicatorValue').insertMany(
    sheet.values.map(({ id, meets: _meets, ...value }) => ({
      ...value,
      _id: `${cycleId}.${id}`,
      cycleId,
      filedBy: 'county',
      filedAt: new Date(),
    })),
  );
  await layMadeUpPlan(model, cycleId, 'analyst');
  return {
    app,
    reports: app.get(ReportsService),
    review: app.get(ReportReview),
    composer: app.get(ReportComposer),
    analyst,
    stranger,
    cycleId,
    model,
    publish: (runId, seed) => publishMadeUp(model, cycleId, runId, seed),
    async close() {
      await app.get<Connection>(getConnectionToken()).dropDatabase();
      await app.close();
    },
  };
}

/** The weighting plan and the published questionnaires that the results of the made-up county came from. */
export async function layMadeUpPlan(model: Models, cycleId: string, by: string): Promise<void> {
  const { items, weightingPlan } = madeUpCounty(1);
  await model('WeightingPlan').create({ _id: cycleId, plan: weightingPlan, hash: 'plan', setBy: by });
  for (const audience of ['public', 'teacher', 'student'] as const) {
    const own = items
      .filter((item) => item.audience === audience)
      .map(({ audience: _audience, options: _options, ...item }) => ({ ...item, correctValue: null }));
    const version = { id: `version-${audience}`, number: 1, hash: 'hash', publishedAt: new Date() };
    const title = { zh: '问卷', en: 'Survey' };
    const json = {
      pages: [
        { elements: [{ name: 'P-D4', choices: [{ value: 1, text: { default: '年轻', en: 'young' } }] }] },
      ],
    };
    const common = { cycleId, audience, title, json, items: own };
    await model('Survey').create({
      ...common,
      _id: `survey-${audience}`,
      status: 'open',
      revision: 1,
      changedBy: by,
      changedAt: new Date(),
      publishedVersion: version,
    });
    await model('SurveyVersion').create({
      ...common,
      _id: version.id,
      surveyId: `survey-${audience}`,
      number: 1,
      hash: 'hash',
      publishedAt: new Date(),
      publishedBy: by,
    });
  }
}

/** A run's published results of the made-up county, as the aggregation leaves them. */
export async function publishMadeUp(
  model: Models,
  cycleId: string,
  runId: string,
  seed: number,
): Promise<void> {
  for (const { id, ...result } of madeUpCounty(seed).results)
    await model('Result').create({
      ...result,
      _id: id.replace(/^run/u, runId),
      runId,
      cycleId,
      published: true,
    });
}
