import { getModelToken } from '@nestjs/mongoose';
import type { ReportDetail, ReportSummary } from '@mingjian/contract/reports';
import { ReportComposer } from '@mingjian/core/reports';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layMadeUpPlan, publishMadeUp, type Models } from '../../libs/core/src/reports/reports-world.fixture';
import { expectRefused, line, type Line } from './bad-input.refusal';
import { bootWorld, type World } from './bad-input.world';

let world: World;
let report: ReportDetail;

/** The rival's cycle has no fieldwork, so results can be put there as the aggregation leaves them. */
beforeAll(async () => {
  world = await bootWorld('bad-input-reports', 15);
  const { app, ask, rivalCycleId: cycleId } = world;
  const model: Models = (name) => app.get(getModelToken(name));
  await layMadeUpPlan(model, cycleId, 'rival');
  await publishMadeUp(model, cycleId, 'run-1', 1);
  await app.get(ReportComposer).composeForRun('run-1', '231002');
  const [summary] = (await ask<ReportSummary[]>('rival', `GET /cycles/${cycleId}/reports`)).body;
  report = (await ask<ReportDetail>('rival', `GET /reports/${summary?.id ?? ''}`)).body;
});
afterAll(() => world.app.close());

const door =
  (method: string, part: string, body?: object): Line['sends'] =>
  () =>
    [`${method} /reports/${report.id}${part}`, ...(body === undefined ? [] : [body])] as [string, object?];
const unknown: Line['says'] = [/没有这份报告/, /no such report/];
const accepted: Line['says'] = [/office/, /office/];

it.each([
  line('accepted before it is submitted', 'office', door('POST', '/accept', {}), '409 report-state', [
    /草稿|提交|报送/,
    /draft|submitted/,
  ]),
  line('submitted by another agency', 'agency', door('POST', '/submit', {}), '404 report-unknown', unknown),
  line(
    'commented by another agency',
    'agency',
    door('POST', '/comments', { blockId: null, text: 'x' }),
    '404 report-unknown',
    unknown,
  ),
  line('read by another agency', 'agency', door('GET', ''), '404 report-unknown', unknown),
  line(
    'fetched as a file by another agency',
    'agency',
    door('GET', '/files/pdf'),
    '404 report-unknown',
    unknown,
  ),
  line('read by the county before it is accepted', 'county', door('GET', ''), '404 report-unknown', unknown),
  line('accepted by its agency', 'rival', door('POST', '/accept', {}), '403 forbidden', [/无权/, /may not/]),
  line(
    'submitted on a state long gone',
    'rival',
    door('POST', '/submit', { revision: 99 }),
    '409 edit-conflict',
    [/./, /./],
  ),
  line(
    'submitted with its hash in the body',
    'rival',
    door('POST', '/submit', { hash: 'x' }),
    '400 invalid-input',
    [/未知字段：hash/, /unknown fields: hash/],
  ),
  line('fetched as a program', 'office', door('GET', '/files/exe'), '400 invalid-input', [
    /pdf, docx, xlsx, html, json/,
    /pdf, docx, xlsx, html, json/,
  ]),
])('a report is not $what', (each) => expectRefused(world, each));

it('is accepted once; the second time, and every change after it, says by whom', async () => {
  const { ask } = world;
  expect((await ask('rival', `POST /reports/${report.id}/submit`, {})).status).toBe(200);
  const tries = await Promise.all(
    [1, 2, 3].map(() => ask<ReportDetail>('office', `POST /reports/${report.id}/accept`, {})),
  );
  expect(tries.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  const after = (await ask<ReportDetail>('office', `GET /reports/${report.id}`)).body;
  expect(after.history.filter(({ to }) => to === 'accepted')).toHaveLength(1);
  for (const each of [
    line('accepted twice', 'office', door('POST', '/accept', {}), '409 report-accepted', accepted),
    line('returned', 'office', door('POST', '/return', { reason: '重做' }), '409 report-accepted', accepted),
    line('submitted', 'rival', door('POST', '/submit', {}), '409 report-accepted', accepted),
    line(
      'commented',
      'rival',
      door('POST', '/comments', { blockId: null, text: 'x' }),
      '409 report-accepted',
      accepted,
    ),
    line('read by another county', 'neighbour', door('GET', ''), '404 report-unknown', unknown),
  ])
    await expectRefused(world, each);
  expect((await ask<ReportDetail>('county', `GET /reports/${report.id}`)).body.hash).toBe(report.hash);
});
