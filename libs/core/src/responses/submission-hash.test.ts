import type { SubmitResponse } from '@mingjian/contract/responses';
import { expect, test } from 'vitest';
import { submissionHash } from './submission-hash';

const body: SubmitResponse = {
  submissionId: '0b0d5c1e-5a0e-4f3c-9a6e-0d6b1f6f1a11',
  versionId: 'v1',
  code: 'ABCDE-FGHJK',
  language: 'zh-CN',
  answers: { 'T-01': 4, 'T-02': 0 },
  durations: { 'T-01': 3100 },
};

test('the order of the answers does not matter, their content does', () => {
  const hash = submissionHash('s1', body);
  expect(submissionHash('s1', { ...body, answers: { 'T-02': 0, 'T-01': 4 } })).toBe(hash);
  expect(submissionHash('s1', { ...body, answers: { 'T-01': 5, 'T-02': 0 } })).not.toBe(hash);
  expect(submissionHash('s1', { ...body, durations: {} })).not.toBe(hash);
  expect(submissionHash('s2', body)).not.toBe(hash);
});

test('nothing of the code is in it', () => {
  expect(submissionHash('s1', { ...body, code: 'another' })).toBe(submissionHash('s1', body));
});
