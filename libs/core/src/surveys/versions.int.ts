import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AgenciesService, CyclesService } from '../cycles';
import { newCycle } from '../cycles/new-cycle.fixture';
import { AuditService, IdentityModule, scopeOf, type Person } from '../identity';
import { analyst, office } from '../identity/people.fixture';
import { IndicatorsService } from '../indicators';
import { PlatformModule } from '../platform';
import { codeOf, problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BankService, SurveysModule, SurveysService, VersionsService } from './index';
import { publishReviewed } from './publish-reviewed.fixture';

@Module({ imports: [PlatformModule, IdentityModule, SurveysModule] })
class Root {}

let lead: Person;
let stranger: Person;
let app: INestApplicationContext;
let surveys: SurveysService;
let versions: VersionsService;
let bank: BankService;
let lastYear: string;
let thisYear: string;
let first: string;

const tree = (second: string) =>
  Buffer.from(
    [
      'code,level1,level2,level3,type,unit,direction,threshold,source,from_plan,survey_linked',
      '1,发展,,,,,,,,yes,yes',
      `1.1,发展,${second},,,,,,,yes,yes`,
      `1.1.1,发展,${second},比例,quantitative,%,higher,>=85,教育局,no,no`,
    ].join('\n'),
  );

beforeAll(async () => {
  useServers('versions-int', 3);
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  surveys = app.get(SurveysService);
  versions = app.get(VersionsService);
  bank = app.get(BankService);
  const { id: agencyId } = await app.get(AgenciesService).create('机构');
  lead = { ...analyst, id: 'lead', name: '李组长', agencyId };
  stranger = { ...lead, id: 'other', agencyId: 'another' };
  const cycles = app.get(CyclesService);
  const open = async (year: number) => {
    const { id } = await cycles.open(office, newCycle(year));
    await cycles.commission(office, id, agencyId);
    return id;
  };
  lastYear = await open(2024);
  thisYear = await open(2025);
  const { id } = await versions.fromTemplate(lead, lastYear, 'student');
  const published = await publishReviewed(app, lead, id);
  first = published.publishedVersion?.id ?? '';
});
afterAll(() => app.close());

it('an empty cycle begins with the questionnaire of the plan, once an audience', async () => {
  const { status, items, lastEdit } = (await surveys.list(scopeOf(lead), lastYear)).map((each) => ({
    ...each,
    items: each.publishedVersion,
  }))[0] ?? { status: '', items: null, lastEdit: null };
  expect(status).toBe('published');
  expect(items?.number).toBe(1);
  expect(lastEdit?.by.name).toBe('李组长');
  expect(await codeOf(versions.fromTemplate(lead, lastYear, 'student'))).toBe('survey-exists');
  expect(await codeOf(versions.fromTemplate(stranger, lastYear, 'teacher'))).toBe('cycle-unknown');
});

it('a version is looked at within the scope, with who published and who approved it', async () => {
  const [survey] = await surveys.list(scopeOf(lead), lastYear);
  expect(await versions.list(scopeOf(office), survey?.id ?? '')).toMatchObject([
    { id: first, year: 2024, number: 1, publishedBy: '李组长', approvedBy: '复核员' },
  ]);
  expect((await versions.get(scopeOf(lead), first)).items.length).toBeGreaterThan(14);
  expect(await codeOf(versions.get(scopeOf(stranger), first))).toBe('version-not-found');
  expect(await codeOf(versions.get(scopeOf(lead), 'absent'))).toBe('version-not-found');
});

it('last year’s questionnaire begins this year’s, codes kept, and the diff tells what was changed since', async () => {
  const [offered] = await versions.earlier(scopeOf(lead), thisYear);
  expect(offered?.id).toBe(first);
  expect(await versions.earlier(scopeOf(lead), lastYear)).toEqual([]);
  const copied = await versions.copy(lead, thisYear, first);
  const { items } = await versions.get(scopeOf(lead), first);
  expect(copied.items).toEqual(items);
  expect(copied.copiedFrom).toBe(first);
  const json = JSON.parse(JSON.stringify(copied.json).replaceAll('学校', '学校里')) as typeof copied.json;
  const { title, items: kept, revision } = copied;
  await surveys.update(lead, copied.id, { title, json, items: kept, revision });
  const diff = await versions.diff(scopeOf(office), copied.id, first, null);
  expect(diff.from.year).toBe(2024);
  expect(diff.to).toBeNull();
  expect(diff.items.filter(({ breaks }) => breaks === 'question').length).toBeGreaterThan(3);
  expect(await codeOf(versions.diff(scopeOf(stranger), copied.id, first, null))).toBe('survey-not-found');
  const { entries } = await app.get(AuditService).page(1);
  const creation = entries.find(({ action, subject }) => action === 'survey.create' && subject === copied.id);
  expect(creation?.detail).toMatchObject({ copiedFrom: first });
});

it('says which indicators are no longer what they were', async () => {
  const indicators = app.get(IndicatorsService);
  await indicators.importTree(office, lastYear, { tree: tree('学校安全'), names: null });
  await indicators.importTree(office, thisYear, { tree: tree('数字教育'), names: null });
  const [survey] = await surveys.list(scopeOf(lead), thisYear);
  const changes = await versions.indicatorChanges(scopeOf(lead), survey?.id ?? '');
  expect(changes.since?.year).toBe(2024);
  expect(changes.added).toMatchObject([{ name: { zh: '数字教育' } }]);
  expect(changes.removed).toMatchObject([{ name: { zh: '学校安全' } }]);
});

it('the bank holds what was published within the scope, with results of a later domain', async () => {
  const item = (await versions.get(scopeOf(lead), first)).items.find(({ role }) => role === 'scored');
  bank.register({
    pastResults: (cycleIds) =>
      Promise.resolve(
        cycleIds.map((cycleId) => ({
          cycleId,
          versionId: first,
          countyCode: '231002',
          audience: 'student' as const,
          code: item?.code ?? '',
          n: 40,
          estimate: 70,
          ci: [60, 80] as [number, number],
          suppressed: false,
        })),
      ),
  });
  const entries = await bank.entries(scopeOf(lead));
  const entry = entries.find(({ code }) => code === item?.code);
  expect(entry?.usage).toMatchObject([{ year: 2024, versionId: first, number: 1 }]);
  expect(entry?.results[0]).toMatchObject({ countyCode: '231002', estimate: 70, n: 40 });
  expect(await bank.entries(scopeOf(stranger))).toEqual([]);
});

it('a question of the bank goes into the draft once; two who take at once do not overwrite each other', async () => {
  const { id, revision } = await surveys.create(lead, {
    cycleId: thisYear,
    audience: 'public',
    title: { zh: '公众', en: 'Public' },
    json: { elements: [{ type: 'comment', name: 'W', title: { 'zh-cn': '建议', en: 'Advice' } }] },
    items: [
      {
        code: 'W',
        role: 'open',
        text: { zh: '建议', en: '' },
        dimension: null,
        indicatorCode: null,
        correctValue: null,
      },
    ],
  });
  const questions = [{ versionId: first, code: 'S-03' }];
  const both = await Promise.allSettled([1, 2].map(() => bank.take(lead, id, { revision, questions })));
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const now = await surveys.get(scopeOf(lead), id);
  expect(now.items.map(({ code }) => code)).toEqual(['W', 'S-03']);
  const again = await problemOf(bank.take(lead, id, { revision: now.revision, questions }));
  expect(again).toMatchObject({ status: 422, code: 'code-taken' });
  const absent = { revision: now.revision, questions: [{ versionId: first, code: 'S-99' }] };
  expect(await codeOf(bank.take(lead, id, absent))).toBe('question-unknown');
});
