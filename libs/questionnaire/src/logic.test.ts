import { describe, expect, it } from 'vitest';
import { logicFaults } from './logic-faults';

const yesNo = (name: string, more: Record<string, unknown> = {}) => ({
  type: 'radiogroup',
  name,
  choices: [1, 2],
  ...more,
});
const faults = (...elements: Record<string, unknown>[]) =>
  logicFaults({ pages: [{ name: 'p', elements }] }).map(
    ({ field, rule, value }) => `${field}: ${rule}${value === undefined ? '' : ` ${value}`}`,
  );

describe('conditions', () => {
  it('that look back at a question which is there are in order', () => {
    expect(faults(yesNo('A'), yesNo('B', { isRequired: true, visibleIf: '{A} = 1' }))).toEqual([]);
  });

  it('must not speak of a question that is not there, or comes later', () => {
    expect(faults(yesNo('A', { visibleIf: '{X} = 1' }))).toEqual(['A: unknown-reference X']);
    expect(faults(yesNo('A', { visibleIf: '{B} = 1' }), yesNo('B'))).toEqual(['A: later-reference B']);
    expect(logicFaults({ pages: [{ name: 'p', visibleIf: '{A} = 1', elements: [yesNo('A')] }] })).toEqual([
      expect.objectContaining({ field: 'A', rule: 'logic-cycle', value: 'A → A' }) as object,
    ]);
  });

  it('in a circle are named all the way round, once', () => {
    expect(
      faults(
        yesNo('A', { visibleIf: '{C} = 1' }),
        yesNo('B', { visibleIf: '{A} = 1' }),
        yesNo('C', { requiredIf: '{B} = 1' }),
      ),
    ).toEqual(['A: logic-cycle A → C → B → A']);
  });

  it('may not hide a required question for good', () => {
    expect(faults(yesNo('A'), yesNo('B', { isRequired: true, visibleIf: '{A} = 3' }))).toEqual([
      'B: never-seen',
    ]);
    expect(faults(yesNo('A'), yesNo('B', { isRequired: true, visibleIf: '{A} = 1 and {A} = 2' }))).toEqual([
      'B: never-seen',
    ]);
    expect(
      faults(
        yesNo('A'),
        yesNo('B', { visibleIf: '{A} = 1' }),
        yesNo('C', { isRequired: true, visibleIf: '{B} = 1 and {A} = 2' }),
      ),
      'B is not asked when A is 2',
    ).toEqual(['C: never-seen']);
    expect(faults(yesNo('A', { isRequired: true, visible: false }))).toEqual(['A: never-seen']);
  });

  it('on numbers, several choices and rows of a matrix can come true', () => {
    const shown = (visibleIf: string) => ({ type: 'comment', name: 'Z', isRequired: true, visibleIf });
    expect(faults({ type: 'text', inputType: 'number', name: 'N' }, shown('{N} > 17'))).toEqual([]);
    expect(faults({ type: 'checkbox', name: 'M', choices: ['a', 'b'] }, shown("{M} contains 'b'"))).toEqual(
      [],
    );
    expect(
      faults({ type: 'matrix', name: 'L', rows: ['L1', 'L2'], columns: [1, 2] }, shown('{L.L2} = 2')),
    ).toEqual([]);
  });
});

describe('an earlier answer in a text', () => {
  const titled = (title: unknown) => ({ type: 'comment', name: 'Z', title });
  it('is of a question before', () => {
    expect(faults(yesNo('A'), titled({ 'zh-cn': '为什么选“{A}”？', en: 'Why {A}?' }))).toEqual([]);
    expect(faults(yesNo('A'), titled('为什么选“{B}”？'))).toEqual(['Z: unknown-reference B']);
    expect(faults(titled('为什么选“{A}”？'), yesNo('A'))).toEqual(['Z: later-reference A']);
  });
  it('is never put into markup', () => {
    expect(faults(yesNo('A'), { type: 'html', name: 'h', html: '<b>{A}</b>' })).toEqual([
      'h: piped-markup A',
    ]);
  });
});
