import 'reflect-metadata';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditService, IdentityModule, scopeOf, wholeCity, type Person } from '../identity';
import { analyst, clerk, office } from '../identity/people.fixture';
import { PlatformModule } from '../platform';
import { outcomeOf } from '../platform/refusal.fixture';
import { useServers } from '../platform/servers.fixture';
import { AgenciesService, BoardService, CyclesModule, CyclesService } from './index';

@Module({ imports: [PlatformModule, IdentityModule, CyclesModule] })
class Root {}

const county: Person = { ...clerk, countyCode: '231081' };
const input = (year: number) => ({ year, title: { zh: `${year} 年`, en: '' }, focus: '', milestones: [] });

let app: INestApplicationContext;
let cycles: CyclesService;
let agencies: AgenciesService;

beforeAll(async () => {
  useServers('cycles-int');
  app = await NestFactory.createApplicationContext(Root, { logger: ['error'], abortOnError: false });
  cycles = app.get(CyclesService);
  agencies = app.get(AgenciesService);
});
afterAll(() => app.close());

describe('a cycle', () => {
  it('opens once a year, with the calendar, and leaves one deed', async () => {
    const before = (await app.get(AuditService).page(1)).total;
    const outcomes = await Promise.all([1, 2, 3].map(() => outcomeOf(cycles.open(office, input(2021)))));
    expect(outcomes.sort()).toEqual(['cycle-exists', 'cycle-exists', 'done']);
    const [cycle] = await cycles.list(wholeCity);
    expect(cycle).toMatchObject({
      year: 2021,
      title: { zh: '2021 年', en: '' },
      agency: null,
      status: 'open',
    });
    expect(cycle?.milestones.map((milestone) => milestone.key)).toHaveLength(9);
    expect((await app.get(AuditService).page(1)).total).toBe(before + 1);
    expect(await app.get<Connection>(getConnectionToken()).collection('cycles').countDocuments()).toBe(1);
  });

  it('refuses a milestone twice', async () => {
    const [first] = (await cycles.list(wholeCity))[0]?.milestones ?? [];
    if (!first) throw new Error('no milestone');
    const repeated = { ...input(2030), milestones: [first, first] };
    expect(await outcomeOf(cycles.open(office, repeated))).toBe('milestones-repeated');
  });

  it('is seen by the agency that is commissioned for it, and by no other', async () => {
    const cycle = await cycles.open(office, input(2022));
    const [one, two] = [await agencies.create('甲机构'), await agencies.create('乙机构')];
    expect(await outcomeOf(agencies.create('甲机构'))).toBe('agency-exists');
    const member = (agencyId: string): Person => ({ ...analyst, agencyId });
    expect(await outcomeOf(cycles.require(scopeOf(member(one.id)), cycle.id))).toBe('cycle-unknown');

    expect(await outcomeOf(cycles.commission(office, cycle.id, 'absent'))).toBe('agency-unknown');
    expect(await outcomeOf(cycles.commission(office, 'absent', one.id))).toBe('cycle-unknown');
    expect((await cycles.commission(office, cycle.id, one.id)).agency).toEqual(one);
    expect(await outcomeOf(cycles.commission(office, cycle.id, one.id))).toBe('done');
    expect(await outcomeOf(cycles.commission(office, cycle.id, two.id))).toBe('agency-commissioned');

    expect((await cycles.list(scopeOf(member(one.id)))).map((seen) => seen.year)).toEqual([2022]);
    expect(await cycles.list(scopeOf(member(two.id)))).toEqual([]);
    expect(await outcomeOf(cycles.require(scopeOf(member(two.id)), cycle.id))).toBe('cycle-unknown');
    expect((await cycles.list(scopeOf(county))).map((seen) => seen.year)).toEqual([2022, 2021]);
  });

  it('keeps the planned day of a milestone that moves, and why it moved', async () => {
    const [cycle] = await cycles.list(wholeCity);
    if (!cycle) throw new Error('no cycle');
    const revise = (key: string, revised: string | null, reason: string | null) =>
      cycles.putMilestone(office, cycle.id, key, { revised, reason, actual: null });
    expect(await outcomeOf(revise('fieldwork', '2022-06-30', null))).toBe('reason-missing');
    expect(await outcomeOf(revise('none', '2022-06-30', '疫情'))).toBe('milestone-unknown');
    const fieldwork = (seen: typeof cycle) =>
      seen.milestones.find((milestone) => milestone.key === 'fieldwork');
    const moved = fieldwork(await revise('fieldwork', '2022-06-30', '疫情'));
    expect(moved).toMatchObject({ planned: '2022-05-25', revised: '2022-06-30', reason: '疫情' });
    expect(fieldwork(await revise('fieldwork', null, null))).toMatchObject({ revised: null, reason: null });
  });

  it('keeps the day on which a milestone was reached, beside the planned one, and who recorded it', async () => {
    const [cycle] = await cycles.list(wholeCity);
    if (!cycle) throw new Error('no cycle');
    const record = (actual: string | null) =>
      cycles.putMilestone(office, cycle.id, 'notice', { revised: null, reason: null, actual });
    expect(await outcomeOf(record('2999-01-01'))).toBe('actual-in-future');
    const notice = (await record('2022-04-12')).milestones.find((milestone) => milestone.key === 'notice');
    expect(notice).toMatchObject({ planned: '2022-04-10', revised: null, actual: '2022-04-12' });
    const { entries } = await app.get(AuditService).page(1);
    expect(entries[0]).toMatchObject({
      actor: 'p@x.cn',
      action: 'cycle.milestone',
      subject: cycle.id,
      detail: { key: 'notice', actual: '2022-04-12' },
    });
    const cells = async () =>
      (await app.get(BoardService).board(office, cycle.id)).rows.flatMap((row) =>
        row.cells.filter((cell) => cell.key === 'notice'),
      );
    const reached = { key: 'notice', state: 'done', due: '2022-04-10', doneOn: '2022-04-12' };
    expect(await cells()).toEqual(Array.from({ length: 10 }, () => reached));
    await record(null);
    expect((await cells()).map((cell) => cell.state)).toEqual(Array.from({ length: 10 }, () => 'late'));
  });

  it('shows the hash of its weighting plan', async () => {
    const [cycle] = await cycles.list(wholeCity);
    if (!cycle) throw new Error('no cycle');
    await cycles.freezeWeightingPlan(cycle.id, 'h1');
    expect((await cycles.require(wholeCity, cycle.id)).weightingPlanHash).toBe('h1');
  });
});

describe('the board', () => {
  it('shows ten counties to the office and a county only itself, with what later domains know', async () => {
    const boards = app.get(BoardService);
    boards.register({
      milestoneFacts: async () => [
        { countyCode: '231081', key: 'fieldwork', state: 'done', doneOn: '2022-05-01' },
      ],
    });
    const [cycle] = await cycles.list(wholeCity);
    if (!cycle) throw new Error('no cycle');
    const all = await boards.board(office, cycle.id);
    expect(all.rows).toHaveLength(10);
    const done = all.rows.filter((row) => row.cells.some((cell) => cell.state === 'done'));
    expect(done.map((row) => row.countyCode)).toEqual(['231081']);
    const own = await boards.board(county, cycle.id);
    expect(own.rows.map((row) => row.countyCode)).toEqual(['231081']);
    expect(own.todo.map((entry) => entry.text.en)).toContain('Self-evaluation: due 8 May 2022, late');
    expect(await outcomeOf(boards.board(county, 'absent'))).toBe('cycle-unknown');
  });
});
