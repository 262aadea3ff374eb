import type { RoomCode } from '@mingjian/contract/fieldwork';
import { expect, it, vi } from 'vitest';
import { Drafts, passingStore, type Draft } from './drafts';
import { roomInFragment, RoomSeat, sharedStore } from './room-seat';
import type { Reply } from './wire';

const room = 'AbCdEfGh_-123456';
const codes = (...list: string[]) =>
  vi.fn((): Promise<Reply<RoomCode>> => {
    const code = list.shift();
    const problem = { type: '', title: '', status: 409, code: 'room-empty', detail: '' };
    return Promise.resolve(
      code === undefined ? { kind: 'refused', problem } : { kind: 'done', value: { code } },
    );
  });

it('a room comes out of the link, and nothing that is none', () => {
  expect(roomInFragment(`#s=${room}`)).toBe(room);
  for (const other of ['', '#s=', '#s=short', `#c=${room}`, `#s=${room}x`, `#s=${room}&c=7K2M9`])
    expect(roomInFragment(other)).toBe('');
});

it('a device holds one code until it is handed in, a page opened again included', async () => {
  const tab = passingStore();
  const ask = codes('7K2M9-VQR3X', 'AAAAA-BBBBB');
  const seat = () => new RoomSeat(tab, 'survey-1', room, ask);
  expect(await seat().take('zh-CN')).toEqual({ kind: 'done', value: '7K2M9VQR3X' });
  expect(await seat().take('zh-CN')).toEqual({ kind: 'done', value: '7K2M9VQR3X' });
  expect(ask).toHaveBeenCalledTimes(1);
  seat().leave();
  expect(tab.length).toBe(0);
  expect(await seat().take('zh-CN')).toEqual({ kind: 'done', value: 'AAAAABBBBB' });
});

it('pressing twice takes one code', async () => {
  const ask = codes('7K2M9-VQR3X', 'AAAAA-BBBBB');
  const seat = new RoomSeat(passingStore(), 'survey-1', room, ask);
  const [one, two] = await Promise.all([seat.take('en'), seat.take('en')]);
  expect(one).toEqual(two);
  expect(ask).toHaveBeenCalledTimes(1);
});

it('a refusal holds nothing, and asking again is possible; another room has codes of its own', async () => {
  const tab = passingStore();
  const seat = new RoomSeat(tab, 'survey-1', room, codes());
  expect(await seat.take('en')).toMatchObject({ kind: 'refused', problem: { code: 'room-empty' } });
  expect(seat.held).toBe('');
  expect(await seat.take('en')).toMatchObject({ kind: 'refused' });
  await new RoomSeat(tab, 'survey-1', room, codes('7K2M9-VQR3X')).take('en');
  expect(new RoomSeat(tab, 'survey-1', 'x'.repeat(16), codes()).held).toBe('');
});

it('a shared device keeps the credential over a reload and no answer', () => {
  const tab = passingStore();
  const draft: Draft = { versionId: 'v1', answers: { 'S-01': 5 }, durations: {}, page: 1 };
  const credential = { keyId: 'k', token: 't', signature: 's' };
  const before = new Drafts(sharedStore(tab), 'survey-1');
  before.keepDraft('7K2M9VQR3X', draft);
  before.keepCredential('7K2M9VQR3X', credential);
  const after = new Drafts(sharedStore(tab), 'survey-1');
  expect(after.draft('7K2M9VQR3X')).toBeNull();
  expect(after.credential('7K2M9VQR3X')).toEqual({ credential });
  after.forget('7K2M9VQR3X');
  expect(tab.length).toBe(0);
});
