import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { reportFile, type ReportSummary } from '@mingjian/contract/reports';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BoardService } from '../cycles';
import { AuditService, type Person } from '../identity';
import {
  ReportComments,
  ReportEdits,
  type ReportComposer,
  type ReportReview,
  type ReportsService,
} from './index';
import {
  colleague,
  county,
  countyCode,
  neighbour,
  office,
  reportsWorld,
  type ReportsWorld,
} from './reports-world.fixture';

let world: ReportsWorld;
let analyst: Person;
let stranger: Person;
let cycleId: string;
let app: INestApplicationContext;
let reports: ReportsService;
let review: ReportReview;
let composer: ReportComposer;

async function theReport(): Promise<ReportSummary> {
  const [report] = await reports.list(office, cycleId);
  if (!report) throw new Error('there is no report');
  return report;
}

beforeAll(async () => {
  world = await reportsWorld('reports-int');
  ({ analyst, stranger, cycleId, app, reports, review, composer } = world);
  for (const seed of [1, 2, 3, 4]) await world.publish(`run-${seed}`, seed);
  // As earlier versions stored them.
  await world.model('Result').collection.updateMany({}, { $set: { __v: 0 } });
});

afterAll(() => world.close());

it('no model counts the versions of its documents besides the revision that people meet', () => {
  const { models } = app.get<Connection>(getConnectionToken());
  expect(Object.keys(models)).toContain('Run');
  expect(Object.keys(models).filter((name) => models[name]?.schema.path('__v'))).toEqual([]);
});

describe('composition', () => {
  it('makes a draft with PDF, Word document, workbook and page in both languages and one data file', async () => {
    await composer.composeForRun('run-1', countyCode);
    const report = await theReport();
    expect(report).toMatchObject({ version: 1, status: 'draft', revision: 1, runId: 'run-1', countyCode });
    expect(report.files.map(({ format, language }) => `${format} ${language}`).sort()).toEqual([
      'docx en',
      'docx zh-CN',
      'html en',
      'html zh-CN',
      'json zh-CN',
      'pdf en',
      'pdf zh-CN',
      'xlsx en',
      'xlsx zh-CN',
    ]);
    const { bytes } = await reports.file(office, report.id, 'pdf', 'en');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const written = (await reports.file(office, report.id, 'json', 'en')).bytes.toString();
    expect(written).not.toContain('"__v"');
    const data = reportFile.parse(JSON.parse(written));
    expect(data.estimates.length).toBeGreaterThan(50);
    expect(data.model.items.find((item) => item.code === 'P-D4')?.options).toEqual([
      { value: '1', text: { zh: '年轻', en: 'young' } },
    ]);
  });

  it('done twice for the same run changes nothing', async () => {
    const before = await theReport();
    await composer.composeForRun('run-1', countyCode);
    expect(await theReport()).toEqual(before);
  });

  it('of a new run replaces the draft and drops its files', async () => {
    const before = await theReport();
    await composer.composeForRun('run-2', countyCode);
    const after = await theReport();
    expect(after).toMatchObject({ id: before.id, version: 1, revision: 2, runId: 'run-2' });
    expect(after.hash).not.toBe(before.hash);
    expect(await world.model('ReportFile').countDocuments()).toBe(9);
  });

  it('of a run without published results fails and leaves nothing', async () => {
    await expect(composer.composeForRun('no-run', countyCode)).rejects.toThrow('has published no result');
    expect(await world.model('Report').countDocuments()).toBe(1);
  });
});

describe('review', () => {
  it('is hidden from the county, from its neighbour and from another agency', async () => {
    const { id } = await theReport();
    for (const reader of [county, neighbour, stranger])
      await expect(reports.get(reader, id)).rejects.toMatchObject({ status: 404, code: 'report-unknown' });
    expect(await reports.list(county, cycleId)).toEqual([]);
    expect(await reports.list(analyst, cycleId)).toHaveLength(1);
  });

  it('goes draft → submitted → returned → submitted, with reason and comments', async () => {
    const { id } = await theReport();
    await expect(review.accept(office, id)).rejects.toMatchObject({ status: 409, code: 'report-state' });
    await review.submit(analyst, id);
    const threads = app.get(ReportComments);
    const opening = { blockId: 'summary-table', text: '请核对 <b>样本</b>', replyTo: null };
    const comment = await threads.add(office, id, opening);
    expect(comment.author).toBe('王主任');
    await expect(threads.add(office, id, { ...opening, blockId: 'nothing' })).rejects.toMatchObject({
      code: 'block-unknown',
    });
    const answer = { blockId: null, text: '已核对', replyTo: comment.id };
    expect(await threads.add(analyst, id, answer)).toMatchObject({ blockId: 'summary-table' });
    await expect(threads.add(analyst, id, { ...answer, replyTo: 'nothing' })).rejects.toMatchObject({
      code: 'thread-unknown',
    });
    await threads.resolve(office, id, comment.id, true);
    expect((await theReport()).open.threads).toBe(0);
    await threads.add(analyst, id, { ...answer, text: '还有一处' });
    expect((await theReport()).open.threads).toBe(1);
    await review.returnForChanges(office, id, '应答率偏低，请说明');
    const again = await review.submit(analyst, id);
    expect(again.history.map((entry) => entry.to)).toEqual([
      'draft',
      'draft',
      'submitted',
      'returned',
      'submitted',
    ]);
    expect(again.history[3]).toMatchObject({ actor: '王主任', reason: '应答率偏低，请说明' });
    expect(again.comments).toHaveLength(3);
  });

  it('is not touched by the same run composing once more after submission', async () => {
    const before = await theReport();
    await composer.composeForRun('run-2', countyCode);
    expect(await theReport()).toEqual(before);
  });

  it('tells the one who saw an older state who changed it and when', async () => {
    const { id, revision } = await theReport();
    await expect(review.accept(office, id, revision - 1)).rejects.toMatchObject({
      status: 409,
      code: 'edit-conflict',
      text: { zh: expect.stringContaining('赵分析师') as unknown },
    });
  });

  it('refuses to accept what is no longer what was composed', async () => {
    const { id, files } = await theReport();
    const pdf = files.find((file) => file.format === 'pdf');
    const stored = await world.model('ReportFile').findById(pdf?.sha256);
    await world.model('ReportFile').updateOne({ _id: pdf?.sha256 }, { bytes: Buffer.from('another') });
    await expect(review.accept(office, id)).rejects.toMatchObject({ code: 'report-file-damaged' });
    expect((await theReport()).status).toBe('submitted');
    await world
      .model('ReportFile')
      .updateOne({ _id: pdf?.sha256 }, { bytes: stored?.get('bytes') as Buffer });
  });

  it('is accepted by one of two who try at once; the other is told by whom', async () => {
    const { id } = await theReport();
    const tries = await Promise.allSettled([review.accept(office, id), review.accept(colleague, id)]);
    const refused = tries.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ status: 409, code: 'report-accepted' });
    const report = await reports.get(office, id);
    expect(report.status).toBe('accepted');
    const { text } = refused[0]?.reason as { text: { zh: string } };
    expect(text.zh).toContain(report.acceptedBy);
    expect(report.history.filter((entry) => entry.to === 'accepted')).toHaveLength(1);
  });

  it('is locked once accepted, and the county now reads it', async () => {
    const { id, hash } = await theReport();
    for (const change of [
      () => review.submit(analyst, id),
      () => review.returnForChanges(office, id, 'x'),
      () => review.accept(office, id),
      () => app.get(ReportComments).add(office, id, { blockId: null, text: 'x', replyTo: null }),
    ])
      await expect(change()).rejects.toMatchObject({ status: 409, code: 'report-accepted' });
    expect((await reports.get(county, id)).hash).toBe(hash);
    await expect(reports.get(neighbour, id)).rejects.toMatchObject({ status: 404 });
    expect(await reports.acceptedOf(cycleId, countyCode)).toMatchObject({ reportId: id, hash, version: 1 });
  });

  it('keeps the accepted version when a later run makes the next one', async () => {
    const accepted = await theReport();
    await composer.composeForRun('run-3', countyCode);
    expect(await theReport()).toMatchObject({ version: 2, status: 'draft', runId: 'run-3' });
    expect((await reports.list(county, cycleId)).map((report) => report.id)).toEqual([accepted.id]);
    expect((await reports.get(office, accepted.id)).hash).toBe(accepted.hash);
  });

  it('is on the audit log and on the board', async () => {
    const { entries } = await app.get(AuditService).page(1);
    const actions = entries.map((entry) => entry.action).filter((action) => action.startsWith('report.'));
    expect(actions.sort()).toEqual(
      [
        ...['accept', 'comment', 'comment', 'comment', 'compose', 'compose'],
        ...['recompose', 'resolve', 'return', 'submit', 'submit'],
      ].map((each) => `report.${each}`),
    );
    const { rows } = await app.get(BoardService).board(office, cycleId);
    const cells = rows.find((row) => row.countyCode === countyCode)?.cells;
    // A later run made another draft; what was accepted stays reached.
    for (const key of ['monitoringReport', 'review'])
      expect(cells?.find((cell) => cell.key === key)?.state).toBe('done');
    // It waits for the agency all the same.
    const { todo } = await app.get(BoardService).board(analyst, cycleId);
    const { id } = await theReport();
    expect(todo.filter(({ link }) => link === `/cycles/${cycleId}/reports/${id}`)).toHaveLength(1);
  });
});

describe('words', () => {
  const edits = () => app.get(ReportEdits);
  const blockId = 'summary-audiences';
  const added = '综合三类对象来看，';

  it('are edited by the agency alone, values staying references, and one of two at once is told', async () => {
    const { id, revision } = await theReport();
    const paragraph = await edits().paragraph(analyst, id, blockId);
    const zh = added + paragraph.generated.zh;
    const saved = await edits().edit(analyst, id, blockId, { zh, en: null, revision });
    expect(saved).toMatchObject({ rendered: false, revision: revision + 1 });
    expect((await edits().paragraph(office, id, blockId)).current.zh).toBe(zh);
    const page = JSON.stringify(await reports.page(office, id, 'zh-CN'));
    expect(page).toContain(added);
    await expect(
      edits().edit(analyst, id, blockId, { zh: '覆盖', en: null, revision }),
    ).rejects.toMatchObject({ code: 'edit-conflict' });
    await expect(
      edits().edit(analyst, id, blockId, { zh: '共{99}份', en: null, revision: revision + 1 }),
    ).rejects.toMatchObject({ code: 'paragraph-invalid', faults: [{ field: 'zh', value: '{99}' }] });
    await expect(
      edits().edit(analyst, id, 'summary-table', { zh: 'x', en: null, revision: revision + 1 }),
    ).rejects.toMatchObject({ code: 'block-unknown' });
  });

  it('reach the files, and nothing is submitted before they do', async () => {
    const { id, revision } = await theReport();
    await expect(review.submit(analyst, id)).rejects.toMatchObject({ code: 'report-rendering' });
    await composer.renderAgain(id, revision - 1);
    expect((await theReport()).rendered).toBe(false);
    await composer.renderAgain(id, revision);
    expect(await theReport()).toMatchObject({ rendered: true, revision });
    const html = (await reports.file(office, id, 'html', 'zh-CN')).bytes.toString();
    expect(html).toContain(added);
  });

  it('survive a new run, are marked where the numbers changed, and are submitted only after another look', async () => {
    await composer.composeForRun('run-4', countyCode);
    const report = await theReport();
    expect(report.open.staleParagraphs).toBe(1);
    await expect(review.submit(analyst, report.id)).rejects.toMatchObject({
      code: 'paragraphs-stale',
      faults: [{ field: blockId }],
    });
    const { current } = await edits().paragraph(analyst, report.id, blockId);
    const saved = await edits().edit(analyst, report.id, blockId, { ...current, revision: report.revision });
    expect(saved.open.staleParagraphs).toBe(0);
    await composer.renderAgain(report.id, saved.revision);
    expect((await review.submit(analyst, report.id)).status).toBe('submitted');
    await expect(
      edits().edit(analyst, report.id, blockId, { ...current, revision: saved.revision + 1 }),
    ).rejects.toMatchObject({ code: 'report-state' });
  });

  it('of an accepted report are corrected in a new version with its reason, and the versions compared', async () => {
    const { id } = await theReport();
    await review.accept(office, id);
    const next = await edits().correct(analyst, id, '机构名称有误');
    expect(next).toMatchObject({ version: 3, status: 'draft' });
    expect(next.history).toMatchObject([{ reason: '机构名称有误' }]);
    expect(next.versions.map(({ version }) => version)).toEqual([3, 2, 1]);
    await expect(edits().correct(analyst, id, '再来')).rejects.toMatchObject({ code: 'report-newer' });
    const paragraph = await edits().paragraph(analyst, next.id, blockId);
    const zh = paragraph.current.zh.replace(added, '');
    await edits().edit(analyst, next.id, blockId, { zh, en: null, revision: next.revision });
    const { against, changes, fewApart } = await reports.changes(office, next.id, undefined, 'zh-CN');
    expect(fewApart).toEqual([]);
    expect(against.version).toBe(2);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ blockId, kind: 'paragraph', change: 'changed' });
    const [words = []] = changes[0]?.lines ?? [];
    expect(words[0]).toEqual({ op: 'removed', text: added });
    expect(words.slice(1).map(({ op }) => op)).toEqual(['same']);
  });

  it('and numbers are checked by the hash that every file carries, and by that of a file', async () => {
    const accepted = (await reports.list(county, cycleId))[0];
    const file = accepted?.files.find(({ format, language }) => format === 'pdf' && language === 'zh-CN');
    const byFile = await reports.onRecord(file?.sha256 ?? '');
    expect(byFile).toMatchObject({ status: 'accepted', version: 2, superseded: false });
    expect(byFile.file).toEqual({ format: 'pdf', language: 'zh-CN' });
    expect(await reports.onRecord(byFile.hash)).toMatchObject({ version: 2, file: null });
    // The console shows both, so both must be on record.
    expect(await reports.onRecord(accepted?.hash ?? '')).toMatchObject({ version: 2, file: null });
    expect((await reports.page(county, accepted?.id ?? '', 'en')).hash).toBe(byFile.hash);
    await expect(reports.onRecord('0'.repeat(64))).rejects.toMatchObject({
      status: 404,
      code: 'not-on-record',
    });
  });
});
