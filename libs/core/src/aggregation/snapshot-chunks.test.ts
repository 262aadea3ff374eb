import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromChunks, snapshotItems, toChunks } from './snapshot-chunks';
import type { AnswerRow } from './screens';

const row = fc.record({
  cellId: fc.constantFrom('cell-a', 'cell-b'),
  answers: fc.dictionary(fc.constantFrom('Q1', 'Q2'), fc.integer({ min: 0, max: 254 })),
  durations: fc.option(fc.record({ all: fc.integer({ min: 0, max: 1_000_000 }) })),
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

it('keeps rows of a Likert matrix as items, and nothing that was typed, ranked or chosen several at a time', () => {
  const json = {
    elements: [
      { type: 'matrix', name: 'M1', rows: ['P-01', 'P-02'], columns: [5, 4, 3, 2, 1, 0] },
      { type: 'checkbox', name: 'C1', choices: [1, 2] },
      { type: 'text', name: 'N1', inputType: 'number' },
    ],
  };
  const items = ['P-01', 'P-02', 'C1', 'N1'].map((code) => ({
    code,
    role: code.startsWith('P') ? ('scored' as const) : ('descriptive' as const),
    text: { zh: code, en: code },
    dimension: null,
    indicatorCode: null,
    correctValue: null,
  }));
  expect(snapshotItems({ json, items })).toEqual(['P-01', 'P-02']);
});
