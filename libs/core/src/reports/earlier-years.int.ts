import 'reflect-metadata';
import type { ReportModel } from '@mingjian/contract/reports';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RunsService } from '../aggregation';
import { CyclesService } from '../cycles';
import { SurveysService } from '../surveys';
import { EarlierYears } from './earlier-years.service';
import { madeUpCounty } from './made-up-county.fixture';
import { countyCode, office, reportsWorld, type ReportsWorld } from './reports-world.fixture';

let world: ReportsWorld;
const cycleIds = new Map<number, string>();

/** A completed run of a year with the published results of a made-up county. */
async function runOf(year: number, number: number, seed: number): Promise<string> {
  const cycleId = cycleIds.get(year);
  const runId = `run-${year}-${number}`;
  await world.model('Run').create({
    ...{ _id: runId, cycleId, number, status: 'completed', watermark: {}, parts: [], requestedBy: 'analyst' },
    ...{ startedAt: new Date(), weightingPlan: {}, weightingPlanHash: 'plan', exclusions: {} },
  });
  for (const { id, ...result } of madeUpCounty(seed).results)
    await world.model('Result').create({
      ...result,
      ...{
        _id: id.replace(/^run/u, runId),
        runId,
        cycleId,
        published: true,
        hash: `${runId} ${result.audience}`,
      },
    });
  return runId;
}

/** The same questionnaires in an earlier year, one question of them in other words. */
async function askedIn(year: number, reworded: string | null): Promise<void> {
  const cycleId = cycleIds.get(year);
  for (const survey of await world.model('Survey').find({ cycleId: world.cycleId }).lean()) {
    const publishedVersion = survey.publishedVersion as { id: string };
    const [_id, id] = [`${String(survey._id)}-${year}`, `${publishedVersion.id}-${year}`];
    await world
      .model('Survey')
      .create({ ...survey, _id, cycleId, publishedVersion: { ...publishedVersion, id } });
    const version = await world.model('SurveyVersion').findById(publishedVersion.id).lean();
    const items = (version?.items as { code: string }[]).map((item) =>
      item.code === reworded ? { ...item, text: { zh: '旧的问法？', en: 'As it was put before?' } } : item,
    );
    await world.model('SurveyVersion').create({ ...version, _id: id, surveyId: _id, cycleId, items });
  }
}

beforeAll(async () => {
  world = await reportsWorld('earlier-years-int');
  for (const year of [2015, 2018, 2019, 2020]) {
    const title = { zh: `${year}年评价`, en: String(year) };
    const cycle = await world.app.get(CyclesService).open(office, { year, title, focus: '', milestones: [] });
    cycleIds.set(year, cycle.id);
    await askedIn(year, year === 2018 ? 'T-02' : null);
  }
  await runOf(2015, 1, 9);
  await runOf(2018, 1, 8);
  await runOf(2020, 1, 6);
});
afterAll(() => world.close());

const yearsBefore = async () => {
  const versions = await world.app.get(SurveysService).versionsOfCycle(world.cycleId);
  return world.app.get(EarlierYears).of({ id: world.cycleId, year: 2021 }, countyCode, versions);
};
const hashes = (year: ReportModel['previous'] | undefined) =>
  year?.results.map(({ resultHash }) => resultHash);

it('last year and the years before are told apart; a year without results and one too long ago are none', async () => {
  const { previous, earlier } = await yearsBefore();
  expect(previous?.year).toBe(2020);
  expect(earlier.map(({ year }) => year)).toEqual([2018]);
});

it('every year is held against this one by itself', async () => {
  const { previous, earlier } = await yearsBefore();
  expect(previous?.notCompared).toEqual([]);
  expect(earlier[0]?.notCompared).toEqual([{ audience: 'teacher', code: 'T-02', why: 'wording' }]);
  const teacher = (year: typeof previous | undefined) =>
    year?.results.find(({ audience }) => audience === 'teacher')?.estimates.map(({ id }) => id);
  expect(teacher(previous)).toContain('index|audience|||');
  expect(teacher(earlier[0])).not.toContain('index|audience|||');
});

it('the results are those that the office accepted, also when the agency has run again since', async () => {
  const accepted = `run-2020-1`;
  const latest = await runOf(2020, 2, 7);
  expect(hashes((await yearsBefore()).previous)?.[0]).toBe(`${latest} public`);
  await world.model('Report').collection.insertOne({
    ...{ _id: 'accepted-2020' as never, cycleId: cycleIds.get(2020), countyCode, version: 1 },
    ...{ status: 'accepted', runId: accepted },
  });
  expect(hashes((await yearsBefore()).previous)).toEqual(
    ['public', 'teacher', 'student'].map((audience) => `${accepted} ${audience}`),
  );
  expect(await world.app.get(RunsService).latestOfCycle(cycleIds.get(2020) ?? '', countyCode)).toHaveLength(
    3,
  );
});
