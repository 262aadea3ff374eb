import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import type { CreateSurvey, SurveyDetail } from '@mingjian/contract/surveys';
import type { Connection, Model } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AgenciesService, CyclesService } from '../cycles';
import { newCycle } from '../cycles/new-cycle.fixture';
import { AuditService, IdentityModule, scopeOf, type Person } from '../identity';
import { analyst as someone, office } from '../identity/people.fixture';
import { canonicalHash, PlatformModule, type Problem } from '../platform';
import { codeOf, problemOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { PublicationService, ReviewThreadsService, SurveysModule, SurveysService } from './index';
import { publishReviewed } from './publish-reviewed.fixture';
import type { SurveyVersionDocument } from './surveys.schema';

@Module({ imports: [PlatformModule, IdentityModule, SurveysModule] })
class Root {}

let lead: Person;
let analyst: Person;
let app: INestApplicationContext;
let surveys: SurveysService;
let publication: PublicationService;
let threads: ReviewThreadsService;
let versions: Model<SurveyVersionDocument>;
let connection: Connection;
let cycleId: string;

const draft = (): CreateSurvey => ({
  cycleId,
  audience: 'student',
  title: { zh: '学生问卷', en: 'Pupils' },
  json: {
    elements: [
      { type: 'radiogroup', name: 'Q1', title: { 'zh-cn': '题', en: 'Q' }, choices: [1, 2, 3, 4, 5, 0] },
    ],
    // SurveyJS reads meaning into empty objects; they must survive the database.
    cover: {},
  },
  items: [
    {
      code: 'Q1',
      role: 'scored',
      text: { zh: '题', en: 'Q' },
      dimension: 'overall',
      indicatorCode: null,
      correctValue: null,
    },
  ],
});

beforeAll(async () => {
  useServers('surveys-int');
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  surveys = app.get(SurveysService);
  publication = app.get(PublicationService);
  threads = app.get(ReviewThreadsService);
  versions = app.get(getModelToken('SurveyVersion'));
  connection = app.get(getConnectionToken());
  const { id: agencyId } = await app.get(AgenciesService).create('机构');
  lead = { ...someone, id: 'lead', name: '李组长', agencyId };
  analyst = { ...lead, id: 'analyst', name: '王工' };
  const cycles = app.get(CyclesService);
  cycleId = (await cycles.open(office, newCycle(2021))).id;
  await cycles.commission(office, cycleId, agencyId);
});
afterAll(() => app.close());
beforeEach(async () => {
  await connection.collection('surveys').deleteMany({});
  await connection.collection('surveyVersions').deleteMany({});
  await connection.collection('reviewThreads').deleteMany({});
});

describe('a draft', () => {
  it('is one for each audience of a cycle, within the commission', async () => {
    await surveys.create(lead, draft());
    expect((await problemOf(surveys.create(analyst, draft()))).code).toBe('survey-exists');
    const stranger: Person = { ...lead, agencyId: 'another' };
    expect((await problemOf(surveys.create(stranger, draft()))).code).toBe('cycle-unknown');
    expect((await problemOf(surveys.list(scopeOf(stranger), cycleId))).code).toBe('cycle-unknown');
    expect(await surveys.list(scopeOf(office), cycleId)).toHaveLength(1);
  });

  it('warns of what is missing before publication', async () => {
    const { warnings } = await surveys.create(lead, draft());
    const text = warnings.map((warning) => warning.en).join(' ');
    expect(text).toMatch(/fewer than 12/);
    expect(text).toMatch(/feed no indicator: Q1/);
  });

  it('of two writers tells the second who was first, and loses nothing', async () => {
    const { id, revision } = await surveys.create(lead, draft());
    const { json, items } = draft();
    const first = { title: { zh: '第一位的标题', en: '' }, json, items, revision };
    const outcomes = await Promise.allSettled([
      surveys.update(lead, id, first),
      surveys.update(analyst, id, { ...first, title: { zh: '第二位的标题', en: '' } }),
    ]);
    const winner = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const loser = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as Problem] : []));
    expect(winner).toHaveLength(1);
    expect(loser[0]).toMatchObject({ status: 409, code: 'edit-conflict' });
    expect(loser[0]?.text.zh).toMatch(/(李组长|王工)在 \d{4}-\d\d-\d\d \d\d:\d\d 已保存/);
    const now = await surveys.get(scopeOf(lead), id);
    expect(now.title).toEqual(winner[0]?.title);
    expect(now.revision).toBe(revision + 1);
  });
});

/** A draft of the lead that the analyst has approved. */
async function approved(): Promise<SurveyDetail> {
  const { id, revision } = await surveys.create(lead, draft());
  const submitted = await publication.submit(lead, id, revision);
  return publication.approve(analyst, id, submitted.revision);
}

describe('a review', () => {
  it('is held by another person than the one who wrote last', async () => {
    const { id, revision } = await surveys.create(lead, draft());
    const { revision: second } = await publication.submit(lead, id, revision);
    expect(await codeOf(publication.approve(lead, id, second))).toBe('second-person');
    const ask = { revision: second, text: '题意不清' };
    expect(await codeOf(publication.askChanges(lead, id, ask))).toBe('second-person');
    expect(await codeOf(publication.publish(lead, id))).toBe('survey-state');
    const { status, approval } = await publication.approve(analyst, id, second);
    expect(status).toBe('approved');
    expect(approval?.by).toEqual({ id: 'analyst', name: '王工' });
  });

  it('turns round when the reviewer edits: then the first author has to approve', async () => {
    const { id, revision } = await surveys.create(lead, draft());
    const { title, json, items } = draft();
    const submitted = await publication.submit(lead, id, revision);
    const edited = await surveys.update(analyst, id, { title, json, items, revision: submitted.revision });
    expect(edited.status).toBe('draft');
    const again = await publication.submit(analyst, id, edited.revision);
    expect(await codeOf(publication.approve(analyst, id, again.revision))).toBe('second-person');
    expect((await publication.approve(lead, id, again.revision)).status).toBe('approved');
  });

  it('does not approve what its reviewer has not seen', async () => {
    const { id, revision } = await surveys.create(lead, draft());
    const { title, json, items } = draft();
    const seen = await publication.submit(lead, id, revision);
    const changed = { title: { ...title, zh: '改过' }, json, items, revision: seen.revision };
    const { revision: next } = await surveys.update(lead, id, changed);
    await publication.submit(lead, id, next);
    expect(await codeOf(publication.approve(analyst, id, seen.revision))).toBe('edit-conflict');
  });

  it('loses its approval by an edit, and the version names who approved', async () => {
    const { id, revision } = await approved();
    const { title, json, items } = draft();
    const edited = await surveys.update(lead, id, { title, json, items, revision });
    expect(edited).toMatchObject({ status: 'draft', approval: null });
    expect(await codeOf(publication.publish(lead, id))).toBe('survey-state');
    await publishReviewed(app, lead, id);
    expect(await versions.findOne({ surveyId: id }).lean()).toMatchObject({
      publishedBy: '李组长',
      approvedBy: '复核员',
    });
  });

  it('approves when every remark is settled', async () => {
    const { id, revision } = await surveys.create(lead, draft());
    const { revision: submitted } = await publication.submit(lead, id, revision);
    const remark = await threads.open(analyst, id, { itemCode: 'Q1', text: '“题”太含糊' });
    expect(await codeOf(publication.approve(analyst, id, submitted))).toBe('threads-open');
    const back = await publication.askChanges(analyst, id, { revision: submitted, text: '请改第一题' });
    expect(back.status).toBe('changesAsked');
    const answered = await threads.reply(lead, id, remark.id, '改为“您满意吗”');
    expect(answered.comments.map(({ by, text }) => [by.name, text])).toEqual([
      ['王工', '“题”太含糊'],
      ['李组长', '改为“您满意吗”'],
    ]);
    for (const thread of await threads.list(scopeOf(lead), id))
      await threads.setResolved(lead, id, thread.id, true);
    const again = await publication.submit(lead, id, back.revision);
    expect((await publication.approve(analyst, id, again.revision)).status).toBe('approved');
    const log = (await app.get(AuditService).page(1)).entries.filter(({ subject }) => subject === id);
    expect(log.map(({ action }) => action)).toEqual([
      'survey.approve',
      'survey.submit',
      'survey.resolve',
      'survey.resolve',
      'survey.reply',
      'survey.askChanges',
      'survey.comment',
      'survey.submit',
      'survey.create',
    ]);
  });

  it('is seen by the office, and by no other agency', async () => {
    const { id } = await surveys.create(lead, draft());
    const { id: thread } = await threads.open(lead, id, { itemCode: null, text: '整体' });
    expect(await threads.list(scopeOf(office), id)).toHaveLength(1);
    const stranger: Person = { ...lead, agencyId: 'another' };
    expect(await codeOf(threads.list(scopeOf(stranger), id))).toBe('survey-not-found');
    expect(await codeOf(threads.reply(stranger, id, thread, '看看'))).toBe('survey-not-found');
    expect(await codeOf(threads.open(lead, id, { itemCode: 'Q9', text: '？' }))).toBe('item-unknown');
    expect(await codeOf(threads.reply(lead, id, 'absent', '？'))).toBe('thread-unknown');
  });
});

describe('a published version', () => {
  it('is hashed over its content, which comes back bit for bit', async () => {
    const { id } = await surveys.create(lead, draft());
    const published = await publishReviewed(app, lead, id);
    const [version] = await surveys.versionsOfCycle(cycleId);
    expect(version).toMatchObject({ surveyId: id, number: 1, hash: published.publishedVersion?.hash });
    const { audience, title, json, items } = draft();
    expect(version?.hash).toBe(canonicalHash({ audience, title, json, items }));
    expect(version?.json).toEqual(draft().json);
  });

  it('is not even submitted with a definition that cannot be checked; nothing is written', async () => {
    const bad = draft();
    bad.json = { elements: [{ type: 'html', name: 'Q1', html: '<script>alert(1)</script>' }] };
    const { id, revision } = await surveys.create(lead, bad);
    const problem = await problemOf(publication.submit(lead, id, revision));
    expect(problem).toMatchObject({ status: 422, code: 'survey-not-publishable' });
    expect(problem.faults.length).toBeGreaterThan(0);
    expect((await surveys.get(scopeOf(lead), id)).status).toBe('draft');
  });

  it('is made once by two who publish at once', async () => {
    const { id } = await approved();
    const both = [publication.publish(lead, id), publication.publish(analyst, id)];
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await versions.countDocuments()).toBe(1);
  });

  it('cannot be changed or removed by any path of the model', async () => {
    const { id } = await surveys.create(lead, draft());
    await publishReviewed(app, lead, id);
    const before = await connection.collection('surveyVersions').findOne();
    const never = /never changes/;
    await expect(versions.updateOne({ surveyId: id }, { hash: 'x' })).rejects.toThrow(never);
    await expect(versions.updateMany({}, { $set: { json: {} } })).rejects.toThrow(never);
    await expect(versions.findOneAndUpdate({ surveyId: id }, { hash: 'x' })).rejects.toThrow(never);
    await expect(versions.replaceOne({ surveyId: id }, { hash: 'x' })).rejects.toThrow(never);
    await expect(versions.deleteOne({ surveyId: id })).rejects.toThrow(never);
    await expect(versions.deleteMany({})).rejects.toThrow(never);
    const update = { updateOne: { filter: { surveyId: id }, update: { $set: { hash: 'x' } } } };
    await expect(versions.bulkWrite([update])).rejects.toThrow(never);
    const document = await versions.findOne({ surveyId: id });
    document?.set('hash', 'x');
    await expect(document?.save()).rejects.toThrow(never);
    expect(await connection.collection('surveyVersions').findOne()).toEqual(before);
  });

  it('stays what it was when the survey is corrected before it opens; the correction is version 2', async () => {
    const created = await surveys.create(lead, draft());
    const { revision } = await publishReviewed(app, lead, created.id);
    const { title, json, items } = draft();
    const corrected = { title: { ...title, zh: '更正' }, json, items, revision };
    expect((await surveys.update(lead, created.id, corrected)).status).toBe('draft');
    expect((await surveys.versionsOfCycle(cycleId))[0]).toMatchObject({ number: 1, title });
    expect((await publishReviewed(app, lead, created.id)).publishedVersion?.number).toBe(2);
    expect(await versions.countDocuments()).toBe(2);
  });
});

it('once open it is not edited, and states follow the table', async () => {
  const created = await surveys.create(lead, draft());
  expect((await problemOf(surveys.open(lead, created.id))).code).toBe('survey-state');
  await publishReviewed(app, lead, created.id);
  const { revision } = await surveys.open(lead, created.id);
  const { title, json, items } = draft();
  const problem = await problemOf(surveys.update(lead, created.id, { title, json, items, revision }));
  expect(problem).toMatchObject({ status: 409, code: 'survey-state' });
  await surveys.close(lead, created.id);
  expect((await surveys.stateOf(created.id))?.closedOn).toMatch(/^\d{4}-/);
  expect((await surveys.open(lead, created.id)).status).toBe('open');
  const actions = (await app.get(AuditService).page(1)).entries.map((entry) => entry.action);
  expect(actions.slice(0, 3)).toEqual(['survey.open', 'survey.close', 'survey.open']);
});
