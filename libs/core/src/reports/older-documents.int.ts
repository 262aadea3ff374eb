import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { reportFile, type ReportModel } from '@mingjian/contract/reports';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resultHash, RunsService } from '../aggregation';
import { canonicalHash } from '../platform';
import { composeReport } from './compose-report';
import { madeUpCounty } from './made-up-county.fixture';
import { dataFile, reportHash } from './report-files';
import { county, countyCode, office, reportsWorld, type ReportsWorld } from './reports-world.fixture';

/** Stored by a version that knew no shares of answers, no gaps, no last year and no city. */
const laterInResults = ['distributions', 'importance', 'gaps'] as const;
const laterInModels = ['previous', 'earlier', 'opinions', 'comparison'] as const;

function without<Fields extends string>(document: object, fields: readonly Fields[]) {
  return Object.fromEntries(Object.entries(document).filter(([field]) => !fields.includes(field as Fields)));
}

let world: ReportsWorld;
let oldModel: ReportModel;
const runId = 'run-of-old';

/** Past Mongoose, whose defaults would fill them in. */
beforeAll(async () => {
  world = await reportsWorld('older-documents-int');
  const material = madeUpCounty(5);
  const stored = material.results.map(({ id: _id, createdAt, ...result }) => {
    const content = without(
      { ...result, runId, cycleId: world.cycleId, codeVersion: '0.1.0' },
      laterInResults,
    );
    return { _id: `${runId}.${result.audience}`, ...content, hash: resultHash(content as never), createdAt };
  });
  const results = world.model('Result').collection;
  await results.insertMany(
    stored.map((each) => ({ ...each, createdAt: new Date(each.createdAt), published: true })) as never,
  );
  const composed = composeReport({ ...material, previous: null, earlier: [], opinions: [], quotations: [] });
  oldModel = {
    ...without(composed, laterInModels),
    results: stored.map(({ _id, ...each }) => ({ ...each, id: _id })),
  } as unknown as ReportModel;
  const bytes = Buffer.from('the page');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await world.model('ReportFile').create({ _id: sha256, bytes });
  const files = [{ format: 'html' as const, language: 'zh-CN' as const, bytes: bytes.length, sha256 }];
  await world.model('Report').collection.insertOne({
    _id: 'report-of-old',
    cycleId: world.cycleId,
    countyCode,
    version: 1,
    runId,
    status: 'submitted',
    modelHash: canonicalHash(oldModel),
    hash: reportHash(oldModel, files),
    revision: 2,
    rendered: true,
    quotationsReleased: false,
    changedBy: '',
    changedAt: new Date(),
    model: oldModel,
    files,
    headline: [],
    comments: [],
    history: [],
    submittedAt: '2021-06-11T00:00:00.000Z',
    acceptedAt: null,
    acceptedBy: null,
  } as never);
});

afterAll(() => world.close());

it('an older result is read with nothing where there was nothing, and its hash still holds', async () => {
  const published = await world.app.get(RunsService).published(runId);
  expect(published).toHaveLength(3);
  for (const result of published) {
    expect(result).toMatchObject({ distributions: [], importance: [], gaps: [] });
    expect(resultHash(result)).toBe(result.hash);
  }
});

it('an older report is read and traced', async () => {
  const { model } = await world.reports.get(office, 'report-of-old');
  expect(model).toMatchObject({ previous: null, earlier: [], opinions: [], comparison: null });
  expect(model.results[0]).toMatchObject({ distributions: [], gaps: [] });
  for (const language of ['zh-CN', 'en'] as const) {
    const page = await world.reports.page(office, 'report-of-old', language);
    expect(page.blocks.length).toBeGreaterThan(20);
    expect(page.otherVersion).toBe('0.1.0');
  }
});

it('an older data file is still read and still says its own hash', () => {
  const raw = JSON.parse(JSON.stringify(dataFile(oldModel))) as { model: unknown; hash: string };
  expect(reportFile.safeParse(raw).error).toBeUndefined();
  expect(canonicalHash(raw.model)).toBe(raw.hash);
});

it('an older report is accepted as it was hashed', async () => {
  const [listed] = await world.reports.list(office, world.cycleId);
  expect(listed).toMatchObject({ status: 'submitted', rendered: true });
  await world.review.accept(office, 'report-of-old');
  const hash = canonicalHash(oldModel);
  expect(await world.reports.onRecord(hash)).toMatchObject({ status: 'accepted', version: 1 });
  expect(await world.reports.list(county, world.cycleId)).toMatchObject([{ version: 1, rendered: true }]);
});

it('a report composed now from older results leaves out what they do not have', async () => {
  const { model } = await world.composer.modelOf(runId, countyCode, false);
  const blocks = model.blocks.flatMap((block) => ('id' in block ? [block.id] : []));
  expect(blocks.length).toBeGreaterThan(15);
  expect(blocks.some((id) => /quadrant|distribution|figure-gaps|groups-.+-figure/u.test(id))).toBe(false);
});
