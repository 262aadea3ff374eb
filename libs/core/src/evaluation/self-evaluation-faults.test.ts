import { describe, expect, it } from 'vitest';
import { filingFaults, lengthFaults } from './self-evaluation-faults';
import { visitDayFaults, visitFaults } from './visit-faults';

const complete = {
  parts: { review: '自查', results: '成效', practices: '经验', problems: '问题', measures: '措施' },
  publicityUrl: 'https://www.example.cn/1',
  publicityFrom: '2021-05-17',
  publicityTo: '2021-05-23',
  signedBy: '县人民政府',
};
const rules = (faults: { field: string; rule: string }[]) =>
  faults.map(({ field, rule }) => `${field} ${rule}`);

describe('a self-evaluation', () => {
  it('may be filed the day after seven full days of publicity', () => {
    expect(filingFaults(complete, '2021-05-24')).toEqual([]);
    expect(rules(filingFaults(complete, '2021-05-23'))).toEqual(['publicityTo seven-full-days']);
    expect(rules(filingFaults({ ...complete, publicityFrom: '2021-05-18' }, '2021-05-24'))).toEqual([
      'publicityTo seven-full-days',
    ]);
  });

  it('has at most 5,000 characters, white space not counted', () => {
    const parts = { ...complete.parts, results: '成 '.repeat(4992) };
    expect(lengthFaults({ ...complete, parts })).toEqual([]);
    expect(lengthFaults({ ...complete, parts: { ...parts, results: '成'.repeat(4993) } })[0]?.value).toBe(
      '5001',
    );
  });

  it('is told every gap at once', () => {
    const empty = {
      ...complete,
      parts: { ...complete.parts, problems: ' ' },
      publicityUrl: '',
      signedBy: '',
    };
    expect(rules(filingFaults(empty, '2021-06-01'))).toEqual([
      'parts.problems required',
      'publicityUrl required',
      'signedBy required',
    ]);
  });
});

describe('a visit', () => {
  const frame = [
    { stage: 'kindergarten', area: 'urban' },
    { stage: 'primary', area: 'rural' },
  ] as const;

  it('is recorded on its day or later', () => {
    expect(visitDayFaults('2021-05-20', '2021-05-20')).toEqual([]);
    expect(rules(visitDayFaults('2021-05-21', '2021-05-20'))).toEqual(['visitedOn not-in-future']);
  });

  it('covers every kind of school that the county has, rural ones included', () => {
    expect(visitFaults([{ stage: 'kindergarten', rural: false }], frame).map(({ rule }) => rule)).toEqual([
      'all-kinds-of-school',
      'rural-schools',
    ]);
    expect(
      visitFaults(
        [
          { stage: 'kindergarten', rural: false },
          { stage: 'primary', rural: true },
        ],
        frame,
      ),
    ).toEqual([]);
  });
});
