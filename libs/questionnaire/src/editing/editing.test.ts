import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '../check-definition';
import { questionsOf } from '../survey-elements';
import {
  applyEdit,
  edited,
  fromExpression,
  mergeDrafts,
  nameOf,
  questionKinds,
  readPastedList,
  redone,
  sectionsOf,
  startHistory,
  toExpression,
  undone,
  type Condition,
  type Draft,
  type Edit,
} from '.';

const blank: Draft = {
  title: { zh: '问卷', en: 'Survey' },
  json: { pages: [{ name: 'page1', title: { 'zh-cn': '一', en: 'One' }, elements: [] }] },
  items: [],
};
const text = (zh: string) => ({ zh, en: `${zh} en` });
const add = (kind: (typeof questionKinds)[number], ...texts: string[]): Edit => ({
  do: 'add',
  kind,
  texts: texts.map(text),
  audience: 'public',
  section: 'page1',
  at: 99,
});
const after = (...edits: Edit[]) => edits.reduce(applyEdit, blank);
const namesOf = (draft: Draft) => sectionsOf(draft.json).map(({ elements }) => elements.map(nameOf));
const sampleItems = () => after(add('likert', '甲', '乙', '丙'), { do: 'addSection', title: text('二') });

describe('editing a draft', () => {
  it('a pasted list becomes items with codes of the audience', () => {
    const draft = after(add('likert', '甲', '乙'));
    expect(draft.items).toEqual([
      expect.objectContaining({ code: 'P-01', role: 'scored', text: text('甲') }) as object,
      expect.objectContaining({ code: 'P-02', role: 'scored', text: text('乙') }) as object,
    ]);
  });

  it('each row of a matrix is an item; the matrix is none', () => {
    expect(after(add('matrix', '甲', '乙')).items.map(({ code }) => code)).toEqual(['P-01', 'P-02']);
  });

  it.each(questionKinds)('a new question of the kind %s can be checked by the server', (kind) => {
    const draft = after(add(kind, '甲'));
    const filled: Draft = {
      ...draft,
      items: draft.items.map((item) => ({ ...item, dimension: 'quality' as const })),
    };
    const rules = checkDefinition(filled.json, filled.items).faults.map(({ rule }) => rule);
    expect(rules).toEqual(kind === 'image' ? ['picture-missing'] : []);
  });

  it('an item steps over the edge of its section', () => {
    expect(namesOf(applyEdit(sampleItems(), { do: 'step', name: 'P-03', by: 1 }))).toEqual([
      ['P-01', 'P-02'],
      ['P-03'],
    ]);
    const draft = sampleItems();
    expect(applyEdit(draft, { do: 'step', name: 'P-01', by: -1 }), 'nothing above').toBe(draft);
  });

  it('a copy has its own code and measures the same', () => {
    const mapped = applyEdit(sampleItems(), {
      do: 'map',
      code: 'P-01',
      change: { dimension: 'equity', indicatorCode: '3.1' },
    });
    const copied = applyEdit(mapped, { do: 'duplicate', name: 'P-01' });
    expect(namesOf(copied)[0]).toEqual(['P-01', 'P-01_2', 'P-02', 'P-03']);
    expect(copied.items[1]).toMatchObject({ code: 'P-01_2', dimension: 'equity', indicatorCode: '3.1' });
  });

  it('a new code is followed by every condition and text that speaks of the question', () => {
    const draft = applyEdit(sampleItems(), {
      do: 'question',
      name: 'P-03',
      change: { visibleIf: '{P-01} = 1', title: { 'zh-cn': '为什么选“{P-01}”？', en: 'Why {P-01}?' } },
    });
    const renamed = applyEdit(draft, { do: 'rename', name: 'P-01', to: 'Q9' });
    expect(JSON.stringify(renamed)).not.toContain('P-01');
    expect(JSON.stringify(renamed)).toContain('{Q9} = 1');
    expect(applyEdit(draft, { do: 'rename', name: 'P-01', to: 'P-02' }), 'a code that is taken').toBe(draft);
    expect(applyEdit(draft, { do: 'rename', name: 'P-01', to: '一' }), 'no code').toBe(draft);
  });

  it('options pasted take the place of the empty ones that a question starts with', () => {
    const draft = after(add('single', '甲'), {
      do: 'addChoices',
      name: 'P-01',
      list: 'choices',
      texts: [text('红'), text('绿')],
      audience: 'public',
    });
    expect(questionsOf(draft.json)[0]?.definition.choices).toEqual([
      { value: 1, text: { 'zh-cn': '红', en: '红 en' } },
      { value: 2, text: { 'zh-cn': '绿', en: '绿 en' } },
    ]);
  });
});

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc
    .record({
      kind: fc.constantFrom(...questionKinds),
      texts: fc.array(fc.constantFrom(text('甲'), text('乙')), { minLength: 1, maxLength: 3 }),
      section: fc.constantFrom('page1', 'page2'),
      at: fc.nat(6),
    })
    .map((drawn): Edit => ({ do: 'add', audience: 'public', ...drawn })),
  ...(['remove', 'duplicate'] as const).map((what) =>
    fc.nat(6).map((n): Edit => ({ do: what, name: `P-0${n}` })),
  ),
  fc
    .record({ n: fc.nat(6), section: fc.constantFrom('page1', 'page2', 'page9'), at: fc.nat(9) })
    .map(({ n, section, at }): Edit => ({ do: 'move', name: `P-0${n}`, section, at })),
  fc
    .record({ n: fc.nat(6), by: fc.constantFrom(-1 as const, 1 as const) })
    .map(({ n, by }): Edit => ({ do: 'step', name: `P-0${n}`, by })),
  fc
    .record({ n: fc.nat(6), to: fc.nat(8) })
    .map(({ n, to }): Edit => ({ do: 'rename', name: `P-0${n}`, to: `P-0${to}` })),
  fc.constant<Edit>({ do: 'addSection', title: text('节') }),
  fc.constantFrom(1 as const, -1 as const).map((by): Edit => ({ do: 'stepSection', name: 'page1', by })),
  fc.constantFrom('page2', 'page3').map((name): Edit => ({ do: 'removeSection', name })),
);
const someEdits = fc.array(anyEdit, { maxLength: 15 });

describe('properties of editing', () => {
  it('undoing all brings back the beginning, redoing all the end', () => {
    fc.assert(
      fc.property(someEdits, (edits) => {
        const end = edits.reduce((history, edit) => edited(history, edit), startHistory(blank));
        let history = end;
        while (history.past.length > 0) history = undone(history);
        expect(history.present).toEqual(blank);
        while (history.future.length > 0) history = redone(history);
        expect(history.present).toEqual(end.present);
        if (end.past.length > 0) expect(redone(undone(end)).present).toEqual(end.present);
      }),
    );
  });

  it('codes stay unique and every item has its mapping, whatever is done', () => {
    fc.assert(
      fc.property(someEdits, (edits) => {
        const draft = edits.reduce(applyEdit, blank);
        const rules = checkDefinition(draft.json, draft.items).faults.map(({ rule }) => rule);
        for (const never of ['name-twice', 'item-twice', 'item-without-question', 'question-without-item'])
          expect(rules).not.toContain(never);
        const pages = sectionsOf(draft.json).map(({ name }) => name);
        expect(new Set(pages).size).toBe(pages.length);
      }),
    );
  });

  it('moving keeps the set of items', () => {
    const isMove = ({ do: what }: Edit) => what === 'move' || what === 'step' || what === 'stepSection';
    fc.assert(
      fc.property(someEdits, fc.array(anyEdit.filter(isMove), { maxLength: 8 }), (edits, moves) => {
        const before = edits.reduce(applyEdit, blank);
        const codes = ({ items }: Draft) => items.map((item) => JSON.stringify(item)).sort();
        expect(codes(moves.reduce(applyEdit, before))).toEqual(codes(before));
      }),
    );
  });

  it('what is typed in one go is undone in one go', () => {
    let history = startHistory(blank);
    for (const zh of ['新', '新问', '新问卷'])
      history = edited(history, { do: 'title', title: { zh, en: '' } }, 'title');
    expect(history.past).toHaveLength(1);
    expect(undone(history).present).toBe(blank);
  });
});

describe('a condition', () => {
  const value = fc.oneof(
    fc.integer({ min: -99, max: 99 }),
    fc.constantFrom('x', '张三', "it's", 'a]b', '12'),
  );
  const rule = fc.oneof(
    fc.record({
      question: fc.constantFrom('P-01', 'child', 'M1.P-02'),
      operator: fc.constantFrom(
        'equal' as const,
        'notEqual' as const,
        'contains' as const,
        'notContains' as const,
        'greater' as const,
        'less' as const,
        'greaterOrEqual' as const,
        'lessOrEqual' as const,
      ),
      value,
    }),
    fc.record({
      question: fc.constantFrom('P-01', 'child'),
      operator: fc.constant('anyOf' as const),
      value: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      question: fc.constantFrom('P-01', 'child'),
      operator: fc.constantFrom('empty' as const, 'notEmpty' as const),
      value: fc.constant(null),
    }),
  );
  it('made by the form is read back by the form', () => {
    fc.assert(
      fc.property(
        fc.record({
          effect: fc.constantFrom('show' as const, 'skip' as const),
          join: fc.constantFrom('and' as const, 'or' as const),
          rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
        }),
        (condition: Condition) => {
          const read = fromExpression(toExpression(condition));
          // One rule alone is joined to nothing.
          expect(read).toEqual(condition.rules.length > 1 ? condition : { ...condition, join: 'and' });
        },
      ),
    );
  });
  it('that the form has no words for is left to the experts', () => {
    expect(fromExpression('age({d}) > 3')).toBeNull();
    expect(fromExpression('{a} = 1 and ({b} = 2 or {c} = 3)')).toBeNull();
    expect(fromExpression('{a} = ')).toBeNull();
  });
});

describe('two people at one draft', () => {
  const base = sampleItems();
  const retitled = (draft: Draft, name: string, zh: string) =>
    applyEdit(draft, { do: 'question', name, change: { title: { 'zh-cn': zh, en: zh } } });

  it('who changed different items are merged without asking', () => {
    const mine = applyEdit(retitled(base, 'P-01', '我的'), add('text', '新'));
    const theirs = applyEdit(retitled(base, 'P-02', '他的'), { do: 'remove', name: 'P-03' });
    const { draft, conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect(draft.items.map(({ code, text: { zh } }) => `${code} ${zh}`)).toEqual([
      'P-01 我的',
      'P-02 他的',
      'P-04 新',
    ]);
  });

  it('who changed the same item are asked, item by item, and either choice is kept', () => {
    const mine = retitled(retitled(base, 'P-01', '我的'), 'P-02', '我也');
    const theirs = retitled(retitled(base, 'P-01', '他的'), 'P-02', '他也');
    const { conflicts } = mergeDrafts(base, mine, theirs);
    expect(conflicts.map(({ key }) => key)).toEqual(['item P-01', 'item P-02']);
    const { draft } = mergeDrafts(base, mine, theirs, { 'item P-01': 'theirs', 'item P-02': 'mine' });
    expect(draft.items.slice(0, 2).map(({ text: { zh } }) => zh)).toEqual(['他的', '我也']);
  });

  it('of whom one removed what the other changed: it stays, and is named', () => {
    const mine = applyEdit(base, { do: 'remove', name: 'P-01' });
    const { draft, conflicts } = mergeDrafts(base, mine, retitled(base, 'P-01', '他的'));
    expect(conflicts).toEqual([expect.objectContaining({ key: 'item P-01', mine: null }) as object]);
    expect(draft.items.map(({ code }) => code)).toContain('P-01');
  });

  it('of whom one removed a section that the other wrote into: the item stays', () => {
    const mine = applyEdit(base, { do: 'removeSection', name: 'page2' });
    const theirs = applyEdit(base, {
      do: 'add',
      kind: 'text',
      texts: [text('新')],
      audience: 'public',
      section: 'page2',
      at: 0,
    });
    expect(mergeDrafts(base, mine, theirs).draft.items.map(({ code }) => code)).toContain('P-04');
  });

  it('lose nothing: with one side unchanged, the merge is the other side', () => {
    fc.assert(
      fc.property(someEdits, someEdits, (first, more) => {
        const start = first.reduce(applyEdit, applyEdit(blank, { do: 'title', title: text('题') }));
        const end = more.reduce(applyEdit, start);
        for (const { draft, conflicts } of [mergeDrafts(start, end, start), mergeDrafts(start, start, end)]) {
          expect(conflicts).toEqual([]);
          expect(draft.items.map((item) => JSON.stringify(item)).sort()).toEqual(
            end.items.map((item) => JSON.stringify(item)).sort(),
          );
        }
      }),
    );
  });
});

describe('a pasted list', () => {
  it('gives a text a line, without numbers and bullets', () => {
    expect(readPastedList('1. 甲题\n（2）乙题\n• 丙题\n\n③ Fourth')).toEqual([
      { zh: '甲题', en: '' },
      { zh: '乙题', en: '' },
      { zh: '丙题', en: '' },
      { zh: '', en: 'Fourth' },
    ]);
  });
  it('from a sheet has two columns in either order, and cells with line ends', () => {
    expect(readPastedList('甲题\tFirst\r\nSecond\t乙题\r\n"丙\n题"\t"say ""yes"""')).toEqual([
      { zh: '甲题', en: 'First' },
      { zh: '乙题', en: 'Second' },
      { zh: '丙 题', en: 'say "yes"' },
    ]);
  });
  it('keeps quotes and numbers that belong to the text', () => {
    expect(readPastedList('"双减"之后满意吗\n3岁以下托育')).toEqual([
      { zh: '"双减"之后满意吗', en: '' },
      { zh: '3岁以下托育', en: '' },
    ]);
  });
});
