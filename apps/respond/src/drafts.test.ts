import { expect, it } from 'vitest';
import { passingStore, Drafts, resumed, type Draft, type Unsent } from './drafts';

const draft: Draft = { versionId: 'v1', answers: { 'P-01': 5 }, durations: {}, page: 2 };
const unsent: Unsent = {
  code: '7K029PQ1',
  content: {
    versionId: 'v1',
    language: 'zh-CN',
    answers: { 'P-01': 5 },
    durations: { 'P-01': 4000 },
  },
};
const blinding = (blindedMessage: string) => ({
  key: { id: 'k', modulus: 'm' },
  token: 't',
  salt: 's',
  inverse: 'i',
  blindedMessage,
});

it('keeps a draft by survey and code, and nothing once it is sent', () => {
  const store = passingStore();
  const drafts = new Drafts(store, 'survey-1');
  drafts.keepDraft('7K029PQ1', draft);
  expect(drafts.draft('7K029PQ1')).toEqual(draft);
  expect(drafts.draft('7K029PQ2')).toBeNull();
  expect(new Drafts(store, 'survey-2').draft('7K029PQ1')).toBeNull();
  drafts.keepUnsent(unsent);
  expect(drafts.allUnsent()).toEqual([unsent]);
  drafts.keepBlinding('7K029PQ1', blinding('b1'));
  drafts.forget('7K029PQ1');
  expect(store.length).toBe(0);
});

it('keeps the answers of a refused submission for correction', () => {
  const drafts = new Drafts(passingStore(), 'survey-1');
  drafts.keepDraft('7K029PQ1', draft);
  drafts.keepUnsent(unsent);
  drafts.backToDraft('7K029PQ1');
  expect(drafts.unsent('7K029PQ1')).toBeNull();
  expect(drafts.draft('7K029PQ1')).toEqual(draft);
});

it('survives a store that holds rubbish or refuses to keep', () => {
  const store = passingStore();
  const drafts = new Drafts(store, 'survey-1');
  drafts.keepUnsent(unsent);
  store.setItem(store.key(0) ?? '', '{');
  expect(drafts.unsent('7K029PQ1')).toBeNull();
  const full = {
    ...passingStore(),
    setItem: () => {
      throw new Error('quota');
    },
  };
  const refusing = new Drafts(full, 'survey-1');
  expect(refusing.keepUnsent(unsent)).toBe(false);
  refusing.keepCredential('7K029PQ1', { keyId: 'k', token: 't', signature: 's' });
  expect(refusing.credential('7K029PQ1')).toMatchObject({ credential: { signature: 's' } });
  expect(refusing.draft('7K029PQ1')).toBeNull();
});

it('goes on with the first blinded message of a code, in a second tab too, until there is a credential', () => {
  const store = passingStore();
  const [one, two] = [new Drafts(store, 'survey-1'), new Drafts(store, 'survey-1')];
  expect(one.keepBlinding('7K029PQ1', blinding('b1')).blindedMessage).toBe('b1');
  expect(two.keepBlinding('7K029PQ1', blinding('b2')).blindedMessage).toBe('b1');
  const credential = { keyId: 'k', token: 't', signature: 's' };
  two.keepCredential('7K029PQ1', credential);
  expect(one.credential('7K029PQ1')).toEqual({ credential });
});

it('goes on with a draft of this version; of another it takes the answers to its beginning', () => {
  expect(resumed(draft, 'v1')).toBe(draft);
  expect(resumed(draft, 'v2')).toEqual({ ...draft, versionId: 'v2', page: 0 });
  expect(resumed(null, 'v1')).toMatchObject({ versionId: 'v1', answers: {}, durations: {}, page: 0 });
});

it('sends what a page from before there were credentials left unsent', () => {
  const store = passingStore();
  const drafts = new Drafts(store, 'survey-1');
  drafts.keepUnsent(unsent);
  const { code, content } = unsent;
  store.setItem(store.key(0) ?? '', JSON.stringify({ code, ...content, submissionId: 'b7' }));
  expect(drafts.unsent(code)).toEqual(unsent);
  expect(drafts.allUnsent()).toEqual([unsent]);
});

it('knows from the browser that another tab has handed in under the same code', () => {
  const told: { key: string; newValue: string | null }[] = [];
  const kept = passingStore();
  const store = {
    ...kept,
    removeItem: (key: string) => {
      told.push({ key, newValue: null });
      kept.removeItem(key);
    },
  };
  const [one, two] = [new Drafts(store, 'survey-1'), new Drafts(kept, 'survey-1')];
  one.keepCredential('7K029PQ1', { keyId: 'k', token: 't', signature: 's' });
  one.backToDraft('7K029PQ1');
  expect(told.some((change) => two.isHandedInElsewhere(change, '7K029PQ1'))).toBe(false);
  one.forget('7K029PQ1');
  expect(told.some((change) => two.isHandedInElsewhere(change, '7K029PQ1'))).toBe(true);
  expect(told.some((change) => two.isHandedInElsewhere(change, '7K029PQ2'))).toBe(false);
});
