import mongoose, { type Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { clearInterruptedDemo, markDemo, readDemoState } from './demo-state';

let connection: Connection;

beforeAll(async () => {
  connection = await mongoose.createConnection(inject('mongodbUri'), { dbName: 'demo-state' }).asPromise();
  await connection.dropDatabase();
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const put = (collection: string, documents: (Record<string, unknown> & { _id: string })[]) =>
  connection.collection<{ _id: string }>(collection).insertMany(documents);
const idsIn = async (collection: string) =>
  (await connection.collection<{ _id: string }>(collection).find().sort({ _id: 1 }).toArray()).map(
    (each) => each._id,
  );

describe('the state of the demo', () => {
  it('is none, then interrupted until it is finished', async () => {
    expect(await readDemoState(connection)).toEqual({ state: 'none' });
    await markDemo(connection, {});
    expect(await readDemoState(connection)).toEqual({ state: 'interrupted', cycleId: null });
    await markDemo(connection, { cycleId: 'c1' });
    expect(await readDemoState(connection)).toEqual({ state: 'interrupted', cycleId: 'c1' });
    await markDemo(connection, { finishedAt: new Date() });
    expect(await readDemoState(connection)).toEqual({ state: 'finished', cycleId: 'c1' });
  });

  it("clears away an interrupted demo's own cycle and accounts, and nothing else", async () => {
    await markDemo(connection, { earlierCycleIds: ['before', 'last'] });
    await put('cycles', [{ _id: 'before' }, { _id: 'c1' }, { _id: 'last' }, { _id: 'real' }]);
    await put('surveys', [
      { _id: 's1', cycleId: 'c1' },
      { _id: 's2', cycleId: 'real' },
    ]);
    await put('responses', [
      { _id: 'r1', surveyId: 's1' },
      { _id: 'r2', surveyId: 's2' },
    ]);
    await put('runs', [{ _id: 'run1', cycleId: 'c1' }]);
    await put('snapshotChunks', [{ _id: 'k1', runId: 'run1' }]);
    await put('weightingPlans', [{ _id: 'c1' }, { _id: 'real' }]);
    await put('accounts', [
      { _id: 'a1', email: 'office@demo.mingjian.example' },
      { _id: 'a2', email: 'someone@city.example' },
    ]);
    await put('sessions', [{ _id: 't1', accountId: 'a1' }]);
    await put('audit', [{ _id: 'entry', cycleId: 'c1' }]);

    await clearInterruptedDemo(connection, 'c1');

    expect(await readDemoState(connection)).toEqual({ state: 'none' });
    expect(
      await Promise.all(['cycles', 'surveys', 'responses', 'weightingPlans', 'accounts'].map(idsIn)),
    ).toEqual([['real'], ['s2'], ['r2'], ['real'], ['a2']]);
    expect(await Promise.all(['runs', 'snapshotChunks', 'sessions'].map(idsIn))).toEqual([[], [], []]);
    expect(await idsIn('audit')).toEqual(['entry']);
  });
});
