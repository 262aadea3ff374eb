import { describe, expect, it } from 'vitest';
import type { Estimate } from '@mingjian/contract/aggregation';
import type { ReplayPart } from '../aggregation';
import { coarsened } from './public-microdata';

interface Answer {
  school: string;
  sex: string;
  age: string;
  item: number;
}

const estimate = (suppressed: boolean): Estimate => ({
  id: 'index|item|T-01||',
  measure: 'index',
  scope: 'item',
  key: 'T-01',
  cut: '',
  group: '',
  estimate: suppressed ? null : 70,
  se: null,
  ci: null,
  n: null,
  df: null,
  deff: null,
  suppressed,
  reason: null,
});

/** A part as far as coarsening looks at it. */
function partOf(answers: Answer[], estimates: Estimate[]): ReplayPart {
  const raking = (name: string, of: (answer: Answer) => string) => ({
    name: `rake.${name}`,
    about: { of: 'raking', code: name },
    value: (row: number) => of(answers[row] as Answer),
  });
  return {
    result: { countyCode: '231002', audience: 'teacher', estimates },
    version: { items: [{ code: 'T-01', role: 'scored' }] },
    table: {
      rows: answers.length,
      columns: [
        {
          name: 'school',
          about: { of: 'design', key: 'school' },
          value: (row: number) => answers[row]?.school,
        },
        raking('sex', ({ sex }) => sex),
        raking('age', ({ age }) => age),
        { name: 'T-01', about: { of: 'item', code: 'T-01' }, value: (row: number) => answers[row]?.item },
      ],
    },
  } as unknown as ReplayPart;
}

const answers = (count: number, of: (index: number) => Partial<Answer>): Answer[] =>
  Array.from({ length: count }, (_, index) => ({
    school: `S${index % 3}`,
    sex: '1',
    age: '1',
    item: 1 + (index % 5),
    ...of(index),
  }));

describe('the public file', () => {
  it('tells a combination of background only where ten people share it', () => {
    const many = answers(80, (index) => ({ sex: String(index % 2), age: index < 3 ? '2' : '1' }));
    const part = coarsened(partOf(many, [estimate(false)]), 10);
    expect([...part.categories.keys()]).toEqual(['sex']);
    expect(part.rows).toBe(80);
  });

  it('orders answers by what they say, so that schools leave no trace', () => {
    const part = coarsened(
      partOf(
        answers(60, () => ({})),
        [estimate(false)],
      ),
      10,
    );
    const told = part.answers.get('T-01') ?? [];
    expect(told).toEqual([...told].sort());
    expect(JSON.stringify([...part.categories])).not.toContain('S1');
  });

  it('leaves out background where the result hides a group, the items it hides, and parts of a few people', () => {
    const part = coarsened(
      partOf(
        answers(60, () => ({})),
        [estimate(true)],
      ),
      10,
    );
    expect(part.categories.size).toBe(0);
    expect(part.answers.size).toBe(0);
    expect(
      coarsened(
        partOf(
          answers(9, () => ({})),
          [estimate(false)],
        ),
        10,
      ).rows,
    ).toBe(0);
  });
});
