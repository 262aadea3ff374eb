import { describe, expect, it } from 'vitest';
import { buildSurvey, type QuestionnaireEntry } from './build-survey';
import { checkDefinition } from './check-definition';
import { compileValidation } from './compile-validation';
import type { Item } from './item';
import { questionsOf } from './survey-elements';

const agreement = [5, 4, 3, 2, 1, null].map((value) => ({
  value,
  text_zh: `第${value}`,
  text_en: `No. ${value}`,
}));
const entry = (item_code: string, rest: Partial<QuestionnaireEntry>): QuestionnaireEntry => ({
  audience: 'public',
  dimension: '教育公平',
  item_code,
  text_zh: `${item_code} 的题目`,
  text_en: `Text of ${item_code}`,
  type: 'likert5_na',
  options: agreement,
  indicator_code: '3.1',
  ...rest,
});
const questionnaire = (audience: 'public' | 'student'): QuestionnaireEntry[] => [
  entry('P-D1', { audience, type: 'single', dimension: '基本信息', indicator_code: null }),
  entry('P-01', { audience, dimension: '总体评价', indicator_code: 'overall' }),
  entry('P-02', { audience, dimension: '总体评价', indicator_code: 'overall' }),
  ...Array.from({ length: 12 }, (_, index) => entry(`P-${index + 10}`, { audience })),
  entry('P-A1', {
    audience,
    type: 'attention',
    dimension: '质量控制',
    correct_value: 4,
    indicator_code: null,
  }),
  entry('P-T1', { audience, type: 'text', dimension: '开放题', options: undefined, max_length: 300 }),
];

describe('a questionnaire becomes a survey', () => {
  const built = buildSurvey(questionnaire('public'), 'public');

  it('that may be published as it is', () => {
    expect(checkDefinition(built.json, built.items)).toEqual({ faults: [], warnings: [] });
    expect(compileValidation(built.json)).toMatchObject({ unsupported: [], asksCore: false });
  });

  it('whose items know what they measure', () => {
    const role = Object.fromEntries(built.items.map((item) => [item.code, item.role]));
    expect(role).toMatchObject({
      'P-D1': 'demographic',
      'P-01': 'scored',
      'P-02': 'expectation',
      'P-A1': 'attention',
      'P-T1': 'open',
    });
    expect(built.items.find((item) => item.code === 'P-01')).toMatchObject({
      dimension: 'overall',
      indicatorCode: null,
    });
    expect(built.items.find((item) => item.code === 'P-10')).toMatchObject({
      dimension: 'equity',
      indicatorCode: '3.1',
    });
    expect(built.items.find((item) => item.code === 'P-A1')).toMatchObject({
      correctValue: 4,
      dimension: null,
    });
  });

  it('a section a page for adults, a statement a page for pupils, every question once', () => {
    const pupils = buildSurvey(questionnaire('student'), 'student').json;
    expect(built.json.pages).toHaveLength(4);
    expect(pupils.pages).toHaveLength(17);
    for (const json of [built.json, pupils])
      expect(new Set(questionsOf(json).map(({ name }) => name)).size).toBe(17);
  });

  it('whose Chinese is punctuated as print does it', () => {
    const text_zh =
      '\u603b\u7684\u6765\u770b,\u60a8\u5bf9\u672c\u53bf(\u5e02\u3001\u533a)\u6ee1\u610f\u5417?';
    const { items } = buildSurvey(
      [entry('P-01', { text_zh, text_en: 'Overall, are you (all) satisfied?' })],
      'public',
    );
    expect(items[0]?.text).toEqual({
      zh: text_zh.replace(',', '\uff0c').replace('(', '\uff08').replace(')', '\uff09').replace('?', '\uff1f'),
      en: 'Overall, are you (all) satisfied?',
    });
  });

  it('in which not applicable is 0 and nothing but the open question may be skipped', () => {
    const answers = Object.fromEntries(
      built.items.filter((item) => item.role !== 'open').map(({ code }) => [code, 0]),
    );
    expect(compileValidation(built.json).validate(answers).ok).toBe(true);
    expect(compileValidation(built.json).validate({})).toMatchObject({ ok: false, faults: { length: 16 } });
  });
});

describe('a draft is not published', () => {
  const built = buildSurvey(questionnaire('public'), 'public');
  const withElement = (element: Record<string, unknown>) => ({
    ...built.json,
    pages: [...(built.json.pages as object[]), { name: 'more', elements: [element] }],
  });
  const rules = (json: Record<string, unknown>, items: readonly Item[] = built.items) =>
    checkDefinition(json, items).faults.map((fault) => fault.rule);

  it.each([
    [
      'with a script in an explanation',
      { type: 'html', name: 'h', html: '<script>alert(1)</script>' },
      'script',
    ],
    [
      'with a handler in an explanation',
      { type: 'html', name: 'h', html: '<b onclick=alert(1)>x</b>' },
      'script',
    ],
    ['with a script address', { type: 'html', name: 'h', html: '<p>java&#115;cript:alert(1)</p>' }, 'script'],
    [
      'with a split script address',
      { type: 'image', name: 'h', imageLink: 'java\tscript:alert(1)' },
      'script',
    ],
    [
      'with a picture from outside',
      { type: 'image', name: 'h', imageLink: 'https://example.org/a.png' },
      'external-address',
    ],
    [
      'with a picture from another host',
      { type: 'image', name: 'h', imageLink: '//example.org/a.png' },
      'external-address',
    ],
    [
      'with a host behind a backslash',
      { type: 'image', name: 'h', imageLink: '/\\example.org/a.png' },
      'external-address',
    ],
    [
      'with a host behind a tab',
      { type: 'image', name: 'h', imageLink: '/\t/example.org/a.png' },
      'external-address',
    ],
    ['with a frame', { type: 'html', name: 'h', html: '<iframe></iframe>' }, 'markup'],
    ['with markup in a help text', { type: 'html', name: 'h', html: 'x', description: '<b>x</b>' }, 'markup'],
  ])('%s', (_, element, rule) => {
    expect(rules(withElement(element))).toEqual([rule]);
  });

  it.each([
    ['anywhere', { navigateToUrl: '/r/next' }],
    [
      'on a condition',
      { navigateToUrlOnCondition: [{ expression: '{P-01} = 1', url: 'https:example.org' }] },
    ],
  ])('that sends people %s afterwards', (_, more) => {
    expect(rules({ ...built.json, ...more })).toContain('external-address');
  });

  it('but plain emphasis, and less-than signs, are welcome', () => {
    expect(rules(withElement({ type: 'html', name: 'h', html: '<p>请<b>独立</b>作答,3 < 5</p>' }))).toEqual(
      [],
    );
  });

  it('when questions and items do not match', () => {
    expect(rules(built.json, built.items.slice(1))).toEqual(['question-without-item']);
    expect(rules(withElement({ type: 'comment', name: 'P-01' }))).toContain('name-twice');
    expect(rules(withElement({ type: 'comment', name: '第一题' }))).toEqual([
      'bad-name',
      'question-without-item',
    ]);
    expect(rules({ pages: [] }, [])).toEqual(['no-question']);
  });

  it('when a scored item cannot be scored or an attention item cannot be answered', () => {
    const broken = built.items.map((item) => {
      if (item.code === 'P-01') return { ...item, dimension: null };
      return item.code === 'P-A1' ? { ...item, correctValue: 9 } : item;
    });
    expect(rules(built.json, broken)).toEqual(['scored-without-dimension', 'attention-answer']);
    const open = built.items.map((item) =>
      item.code === 'P-T1' ? { ...item, role: 'expectation' as const } : item,
    );
    expect(rules(built.json, open)).toEqual(['scored-values']);
  });
});

it('missing languages and an unusual number of items are said, and do not stop publication', () => {
  const built = buildSurvey(questionnaire('public').slice(0, 8), 'public');
  const half = { ...built.json, title: '只有中文', description: { en: 'English only' } };
  const { faults, warnings } = checkDefinition(half, built.items);
  expect(faults).toEqual([]);
  expect(warnings.map((warning) => warning.rule)).toEqual([
    'few-scored-items',
    'no-attention-item',
    'missing-english',
    'missing-chinese',
  ]);
});

it('a missing language is said with the item and the text that lacks it', () => {
  const json = {
    title: { 'zh-cn': '问卷' },
    pages: [
      {
        name: 'p1',
        title: { en: 'School' },
        elements: [
          {
            type: 'radiogroup',
            name: 'P-01',
            title: '满意吗？',
            choices: [{ value: 1, text: { 'zh-cn': '是' } }],
          },
          {
            type: 'matrix',
            name: 'm',
            title: { 'zh-cn': '评', en: 'Rate' },
            rows: [{ value: 'P-02', text: '饭' }],
          },
        ],
      },
    ],
  };
  const said = checkDefinition(json, []).warnings.filter(({ rule }) => rule.startsWith('missing-'));
  expect(said.map(({ field, message }) => `${field}|${message.zh}|${message.en}`)).toEqual([
    '|问卷标题缺少英文。|The English title of the survey is missing.',
    '|第 1 部分的标题缺少中文。|The Chinese title of section 1 is missing.',
    'P-01|题目缺少英文。|The English wording is missing.',
    'P-01|选项“1”缺少英文。|The English choice “1” is missing.',
    'm|陈述“P-02”缺少英文。|The English statement “P-02” is missing.',
  ]);
});
