import { afterEach, expect, it, vi } from 'vitest';
import { ProblemError } from '../wire/problem';
import { sendEntry } from './entry-sending';

const told = { faults: vi.fn(), unforeseen: vi.fn() };
afterEach(() => vi.resetAllMocks());

it('ties the faults of a refusal to their fields, and leaves the words to the view that shows it', async () => {
  const fault = { field: 'year', rule: 'minimum', message: '年份太早' };
  const problem = {
    type: 'about:blank',
    title: '',
    status: 400,
    detail: '',
    code: 'invalid-input',
    faults: [fault],
  };
  await sendEntry(() => Promise.reject(new ProblemError(problem)), told);
  expect(told.faults).toHaveBeenCalledWith([fault]);
  expect(told.unforeseen).not.toHaveBeenCalled();
});

it('shows what nobody foresaw, and leaves it in the log: a button never does nothing', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const fault = new TypeError("Cannot read properties of undefined (reading 'map')");
  await sendEntry(() => {
    throw fault;
  }, told);
  expect(told.unforeseen).toHaveBeenCalledWith(fault);
  expect(log).toHaveBeenCalledWith(fault);
});
