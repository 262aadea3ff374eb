import { AuditService } from '@mingjian/core/identity';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import {
  bootWorld,
  draft,
  form,
  frame,
  importSpec,
  newCycle,
  plainPlan,
  valueHeader,
  type Body,
  type World,
} from './bad-input.world';

let world: World;

const exclusion = { reasons: ['speeding'], note: '过快' };

beforeAll(async () => {
  world = await bootWorld('bad-input-halfway', 8);
  const { ask, cycleId } = world;
  await ask('agency', `PUT /cycles/${cycleId}/weighting-plan`, plainPlan);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => world.app.close());

type Door = (world: World) => [who: 'office' | 'agency' | 'rival' | 'county', door: string, body: Body];

it.each<[string, Door]>([
  ['a cycle', () => ['office', 'POST /cycles', newCycle(2040)]],
  ['a frame', () => ['agency', 'POST /frame', frame()]],
  [
    'margins',
    () => [
      'agency',
      'POST /margins',
      form({ file: ['county_code,audience,variable,category,total', '231002,教师,T-D1,1,40'] }),
    ],
  ],
  [
    'indicator values',
    (w) => [
      'county',
      `POST /cycles/${w.cycleId}/indicator-values`,
      form({ file: [valueHeader, '231002,1.1.1,2021,,A,部门,文件'] }),
    ],
  ],
  ['a survey', (w) => ['rival', 'POST /surveys', draft(w.rivalCycleId, 'student')]],
  ['the closing of a survey', (w) => ['agency', `POST /surveys/${w.surveys.student}/close`, {}]],
  [
    'a weighting plan',
    (w) => ['agency', `PUT /cycles/${w.cycleId}/weighting-plan`, { ...plainPlan, minimumCell: 20 }],
  ],
  ['an exclusion', (w) => ['agency', `POST /cycles/${w.cycleId}/exclusions`, exclusion]],
  [
    'an import',
    (w) => [
      'agency',
      `POST /cycles/${w.cycleId}/imports`,
      form({ spec: JSON.stringify(importSpec), file: ['w,x', '1,2', '2,3'] }),
    ],
  ],
  ['a run', (w) => ['agency', `POST /cycles/${w.cycleId}/runs`, {}]],
  [
    'a waiver',
    (w) => [
      'office',
      `POST /cycles/${w.cycleId}/evaluations/231002/waivers`,
      { input: 'onSite', reason: '疫情' },
    ],
  ],
])('%s that the audit log cannot take leaves nothing behind', async (_what, door) => {
  const before = await world.stored();
  vi.spyOn(world.app.get(AuditService), 'record').mockRejectedValue(new Error('the disk is full'));
  const [who, path, body] = door(world);
  expect(await world.ask(who, path, body)).toMatchObject({ status: 500, body: { code: 'unexpected' } });
  vi.restoreAllMocks();
  expect(await world.stored()).toEqual(before);
  expect((await world.ask(who, path, body)).status).toBeLessThan(300);
});
