import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromChunks, toChunks } from './snapshot-chunks';
import type { AnswerRow } from './screens';

const row = fc.record({
  cellId: fc.constantFrom('cell-a', 'cell-b'),
  answers: fc.dictionary(fc.constantFrom('Q1', 'Q2'), fc.integer({ min: 0, max: 254 })),
  durations: fc.record({ all: fc.integer({ min: 0, max: 1_000_000 }) }),
});
const sorted = (rows: AnswerRow[]) =>
  rows
    .map(({ cellId, answers, durations }) =>
      JSON.stringify([cellId, answers['Q1'], answers['Q2'], durations]),
    )
    .sort();

it('a snapshot gives back every answer and hides the order in which they came', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
      const forward = toChunks(rows, ['Q1', 'Q2'], (id) => id);
      const backward = toChunks([...rows].reverse(), ['Q1', 'Q2'], (id) => id);
      expect(backward).toEqual(forward);
      expect(sorted(fromChunks(forward.chunks))).toEqual(sorted(rows));
    }),
  );
});

it('refuses a value that a byte cannot hold, rather than cutting it', () => {
  expect(() => toChunks([{ cellId: 'a', answers: { Q1: 300 }, durations: {} }], ['Q1'], (id) => id)).toThrow(
    /300/,
  );
});
