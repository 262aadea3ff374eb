import type { SubmitResponse } from '@mingjian/contract/responses';
import { expect, it } from 'vitest';
import { passingStore, Drafts, resumed, type Draft } from './drafts';

const draft: Draft = { versionId: 'v1', submissionId: 's1', answers: { 'P-01': 5 }, durations: {}, page: 2 };
const body: SubmitResponse = {
  submissionId: 's1',
  versionId: 'v1',
  code: '7K029PQ1',
  language: 'zh-CN',
  answers: { 'P-01': 5 },
  durations: { 'P-01': 4000 },
};

it('keeps a draft by survey and code, and nothing once it is sent', () => {
  const store = passingStore();
  const drafts = new Drafts(store, 'survey-1');
  drafts.keepDraft('7K029PQ1', draft);
  expect(drafts.draft('7K029PQ1')).toEqual(draft);
  expect(drafts.draft('7K029PQ2')).toBeNull();
  expect(new Drafts(store, 'survey-2').draft('7K029PQ1')).toBeNull();
  drafts.keepUnsent(body);
  expect(drafts.allUnsent()).toEqual([body]);
  drafts.forget('7K029PQ1');
  expect(store.length).toBe(0);
});

it('keeps the answers of a refused submission for correction', () => {
  const drafts = new Drafts(passingStore(), 'survey-1');
  drafts.keepDraft('7K029PQ1', draft);
  drafts.keepUnsent(body);
  drafts.backToDraft('7K029PQ1');
  expect(drafts.unsent('7K029PQ1')).toBeNull();
  expect(drafts.draft('7K029PQ1')).toEqual(draft);
});

it('survives a store that holds rubbish or refuses to keep', () => {
  const store = passingStore();
  const drafts = new Drafts(store, 'survey-1');
  drafts.keepUnsent(body);
  store.setItem(store.key(0) ?? '', '{');
  expect(drafts.unsent('7K029PQ1')).toBeNull();
  const full = {
    ...passingStore(),
    setItem: () => {
      throw new Error('quota');
    },
  };
  expect(new Drafts(full, 'survey-1').keepUnsent(body)).toBe(false);
});

it('goes on with a draft of this version; of another it takes the answers into a new submission', () => {
  expect(resumed(draft, 'v1')).toBe(draft);
  const moved = resumed(draft, 'v2');
  expect(moved).toEqual({ ...draft, versionId: 'v2', submissionId: moved.submissionId, page: 0 });
  expect(moved.submissionId).not.toBe('s1');
  expect(resumed(null, 'v1')).toMatchObject({ versionId: 'v1', answers: {}, durations: {}, page: 0 });
});
