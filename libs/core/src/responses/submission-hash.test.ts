import type { SubmitResponse } from '@mingjian/contract/responses';
import { expect, test } from 'vitest';
import { submissionHash } from './submission-hash';

const body: SubmitResponse = {
  keyId: 'k'.repeat(43),
  token: 't'.repeat(91),
  signature: 's'.repeat(342),
  versionId: 'v1',
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

test('nothing of the credential is in it', () => {
  const other = { keyId: 'l'.repeat(43), token: 'u'.repeat(91), signature: 'v'.repeat(342) };
  expect(submissionHash('s1', { ...body, ...other })).toBe(submissionHash('s1', body));
});

test('the same answers from paper are another submission, and what came online hashes as ever', () => {
  const hash = submissionHash('s1', body);
  expect(submissionHash('s1', body, 'online')).toBe(hash);
  expect(
    new Set([hash, submissionHash('s1', body, 'paper'), submissionHash('s1', body, 'assisted')]).size,
  ).toBe(3);
});
