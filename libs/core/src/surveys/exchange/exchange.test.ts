import type { CarriedSurvey, ItemMapping } from '@mingjian/contract/surveys';
import { checkDefinition } from '@mingjian/questionnaire';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { Problem } from '../../platform';
import { templateOf } from '../templates';
import { writeLss } from './lss-write';
import { readQuestionnaire } from './read-questionnaire';
import { writeSurveyJs } from './surveyjs-write';
import { writeXlsForm } from './xlsform-write';

type Sheets = Record<string, (string | object)[][]>;

async function workbook(
  sheets: Sheets,
  alter: (book: ExcelJS.Workbook) => void = () => {},
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow(row);
  }
  alter(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
const head = ['type', 'name', 'label::中文 (zh)', 'label::English (en)', 'relevant', 'required'];
const list = [
  ['list_name', 'name', 'label::中文 (zh)', 'label::English (en)'],
  ['yn', '1', '是', 'Yes'],
  ['yn', '2', '否', 'No'],
];
const read = (sheets: Sheets) => workbook(sheets).then((bytes) => readQuestionnaire('f.xlsx', bytes));
const text = (name: string, content: string) => readQuestionnaire(name, Buffer.from(content));

async function faultsOf(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem && error.code === 'bad-questionnaire-file') return error.faults;
    throw error;
  }
  throw new Error('nothing was refused');
}
const elements = (carried: CarriedSurvey, page = 0) =>
  (carried.json.pages as { elements: Record<string, unknown>[] }[])[page]?.elements ?? [];
const byCode = (items: readonly ItemMapping[]) =>
  [...items]
    .sort((a, b) => a.code.localeCompare(b.code))
    .map(({ code, role, dimension, indicatorCode, correctValue, text: { en } }) => [
      code,
      role,
      dimension,
      indicatorCode,
      correctValue,
      en,
    ]);
const englishOf = (items: readonly ItemMapping[]) =>
  items.map(({ code, text: { en } }) => `${code.replace('-', '')} ${en}`).sort();
const lost = (carried: CarriedSurvey) => carried.losses.map(({ item, field, value }) => [item, field, value]);

describe('an XLSForm', () => {
  test('comes with both languages, choices, conditions and required questions', async () => {
    const carried = await read({
      survey: [
        head,
        ['begin group', 'g', '基本', 'Basic', '', ''],
        ['select_one yn', 'a', '有孩子上学吗？', 'A child at school?', '', 'yes'],
        ['select_multiple yn', 'b', '多选', 'Many', "${a} = '1' and not(${a} = '')", ''],
        ['text', 'c', '说明', 'Explain', "selected(${b}, '2')", ''],
        ['end group', '', '', '', '', ''],
      ],
      choices: list,
    });
    expect(carried.items.map(({ code, text: label }) => [code, label.en])).toEqual([
      ['a', 'A child at school?'],
      ['b', 'Many'],
      ['c', 'Explain'],
    ]);
    expect(elements(carried)).toEqual([
      {
        type: 'radiogroup',
        name: 'a',
        title: { 'zh-cn': '有孩子上学吗？', en: 'A child at school?' },
        isRequired: true,
        choices: [
          { value: 1, text: { 'zh-cn': '是', en: 'Yes' } },
          { value: 2, text: { 'zh-cn': '否', en: 'No' } },
        ],
      },
      expect.objectContaining({ type: 'checkbox', visibleIf: '{a} = 1 and !({a} empty)' }),
      expect.objectContaining({ type: 'text', visibleIf: '{b} contains 2' }),
    ]);
    expect(carried.losses).toEqual([]);
    expect(checkDefinition(carried.json, carried.items).faults).toEqual([]);
  });

  test('tells by item and field what it cannot bring', async () => {
    const carried = await read({
      survey: [
        [...head, 'default', 'label::Español (es)', 'media::image', 'constraint'],
        ['select_one yn or_other', 'a', '甲', 'A', 'count-selected(${b}) > 1', '', '2', 'uno', 'p.jpg', ''],
        ['integer', 'n', '数', 'N', '', '', '', '', '', '. >= 0 and . <= 9'],
        ['geopoint', 'where', '哪里', 'Where', '', '', '', '', '', ''],
        ['calculate', 'sum', '', '', '', '', '', '', '', ''],
        ['begin repeat', 'r', '', '', '', '', '', '', '', ''],
        ['text', 'inside', '内', 'In', '', '', '', '', '', ''],
        ['end repeat', '', '', '', '', '', '', '', '', ''],
        ['text', 'long.name with blanks', '长', 'Long', '', '', '', '', '', '. != 1'],
      ],
      choices: list,
    });
    expect(lost(carried)).toEqual(
      expect.arrayContaining([
        ['a', 'type', 'or_other'],
        ['a', 'default', '2'],
        ['a', 'media::image', 'p.jpg'],
        ['a', 'visibleIf', 'count-selected(${b}) > 1'],
        ['', 'label::español (es)', 'español (es)'],
        ['where', 'type', 'geopoint'],
        ['sum', 'type', 'calculate'],
        ['r', 'type', 'begin repeat'],
        ['inside', 'type', 'text'],
        ['Q_long_name_with_blanks', 'name', 'long.name with blanks'],
      ]),
    );
    expect(carried.items.map(({ code }) => code)).toEqual(['a', 'n', 'Q_long_name_with_blanks']);
    expect(elements(carried)[1]).toMatchObject({ inputType: 'number', min: 0, max: 9 });
  });

  test.each([
    ['sheet', { Sheet1: [['a']] }, { field: 'survey', rule: 'missing-sheet', value: 'Sheet1' }],
    ['column', { survey: [['type'], ['text']] }, { field: 'survey!name', row: 1, rule: 'missing-column' }],
    [
      'list',
      { survey: [head, ['select_one x', 'a', '甲', 'A']] },
      { field: 'survey!type', row: 2, value: 'x', rule: 'list-unknown' },
    ],
    [
      'name',
      { survey: [head, ['text', '', '甲', 'A']] },
      { field: 'survey!name', row: 2, rule: 'name-missing' },
    ],
    [
      'end',
      { survey: [head, ['begin group', 'g'], ['text', 'a', '甲', 'A']] },
      { row: 2, rule: 'group-not-closed' },
    ],
    [
      'begin',
      { survey: [head, ['text', 'a', '甲', 'A'], ['end group']] },
      { row: 3, rule: 'group-not-open' },
    ],
    [
      'twice',
      { survey: [head, ['text', 'a', '甲', 'A'], ['text', 'a', '乙', 'B']] },
      { field: 'survey!name', row: 3, value: 'a', rule: 'name-twice' },
    ],
    [
      'formula',
      { survey: [head, ['text', 'a', { formula: 'B1&"x"', result: 'x' }, 'A']] },
      { field: 'survey!label::中文 (zh)', row: 2, value: '=B1&"x"', rule: 'formula' },
    ],
    [
      'circle',
      { survey: [head, ['text', 'a', '甲', 'A', "${b} = '1'"], ['text', 'b', '乙', 'B', "${a} = '1'"]] },
      { field: 'survey!name', row: 2, value: 'a → b → a', rule: 'logic-cycle' },
    ],
  ])('is refused with the place and the rule: %s', async (_what, sheets, fault) => {
    expect((await faultsOf(read(sheets as Sheets)))[0]).toMatchObject(fault);
  });

  test('is refused with merged cells, naming the range', async () => {
    const bytes = await workbook({ survey: [head, ['text', 'a', '甲', 'A']] }, (book) =>
      book.getWorksheet('survey')?.mergeCells('C2:D3'),
    );
    expect(await faultsOf(readQuestionnaire('f.xlsx', bytes))).toMatchObject([
      { field: 'survey!C:D', row: 2, value: 'C2:D3', rule: 'merged-cells' },
    ]);
  });

  test('is refused with 200,000 rows before any of them becomes a cell, and when half of it is missing', async () => {
    const rows = Array.from({ length: 21_000 }, (_, at) => ['text', `q${at}`, '甲', 'A']);
    const bytes = await workbook({ survey: [head, ...rows] });
    const before = Date.now();
    expect(await faultsOf(readQuestionnaire('f.xlsx', bytes))).toMatchObject([
      { field: 'survey', rule: 'too-many-rows' },
    ]);
    expect(Date.now() - before).toBeLessThan(3000);
    const half = bytes.subarray(0, bytes.length / 2);
    expect(await faultsOf(readQuestionnaire('f.xlsx', half))).toMatchObject([{ rule: 'unreadable' }]);
  });

  test('goes out and comes back: the three questionnaires of the plan keep everything', async () => {
    for (const audience of ['public', 'teacher', 'student'] as const) {
      const survey = templateOf(audience);
      const { bytes } = await writeXlsForm(survey);
      const back = await readQuestionnaire('f.xlsx', bytes);
      expect(byCode(back.items)).toEqual(byCode(survey.items));
      const questions = (json: object) =>
        (json as { pages: { elements: object[] }[] }).pages.flatMap((page) => page.elements);
      expect(questions(back.json)).toEqual(
        questions(survey.json).map((question) => {
          const kept: Record<string, unknown> = { ...question };
          delete kept.maxLength;
          return kept;
        }),
      );
    }
  });
});

const lss = (sections: string, languages = '<language>zh-Hans</language><language>en</language>') =>
  `<?xml version="1.0" encoding="UTF-8"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>261</DBVersion><languages>${languages}</languages>${sections}</document>`;
const rows = (name: string, all: Record<string, string>[]) =>
  `<${name}><rows>${all
    .map(
      (row) =>
        `<row>${Object.entries(row)
          .map(([key, value]) => `<${key}><![CDATA[${value}]]></${key}>`)
          .join('')}</row>`,
    )
    .join('')}</rows></${name}>`;
const group = rows('groups', [{ gid: '1', group_name: '甲组', group_order: '1', language: 'zh-Hans' }]);
const question = (qid: string, type: string, title: string, more: Record<string, string> = {}) => ({
  qid,
  gid: '1',
  type,
  title,
  question: `<p>题 <b>${title}</b></p>`,
  question_order: qid,
  mandatory: 'N',
  other: 'N',
  relevance: '1',
  language: 'zh-Hans',
  ...more,
});

describe('a LimeSurvey file', () => {
  test('brings choices, arrays, ranking, texts and relevance', async () => {
    const carried = await text(
      'f.lss',
      lss(
        group +
          rows('questions', [
            question('1', 'L', 'q1', { mandatory: 'Y' }),
            question('2', 'M', 'q2'),
            question('3', 'A', 'q3', { relevance: '((q1.NAOK == "1") and (q2_SQ1.NAOK == "Y"))' }),
            question('4', 'N', 'q4', { relevance: 'Q1.NAOK > 1' }),
            question('5', '|', 'q5'),
          ]) +
          rows('subquestions', [
            {
              qid: '21',
              parent_qid: '2',
              title: 'SQ1',
              question: '一',
              question_order: '1',
              language: 'zh-Hans',
            },
            {
              qid: '31',
              parent_qid: '3',
              title: 'SQ1',
              question: '行',
              question_order: '1',
              language: 'zh-Hans',
            },
          ]) +
          rows('answers', [
            { qid: '1', code: '1', answer: '好', sortorder: '1', language: 'zh-Hans' },
            { qid: '1', code: '1', answer: 'Good', sortorder: '1', language: 'en' },
            { qid: '1', code: '2', answer: '差', sortorder: '2', language: 'zh-Hans' },
          ]) +
          rows('quota', [{ id: '1' }]),
      ),
    );
    expect(elements(carried)).toEqual([
      expect.objectContaining({
        type: 'radiogroup',
        name: 'q1',
        title: { 'zh-cn': '题 q1' },
        isRequired: true,
        choices: [
          { value: 1, text: { 'zh-cn': '好', en: 'Good' } },
          { value: 2, text: { 'zh-cn': '差' } },
        ],
      }),
      expect.objectContaining({ type: 'checkbox', choices: [{ value: 'SQ1', text: { 'zh-cn': '一' } }] }),
      expect.objectContaining({ type: 'matrix', visibleIf: "{q1} = 1 and {q2} contains 'SQ1'" }),
      expect.objectContaining({ type: 'text', inputType: 'number', visibleIf: '{q1} > 1' }),
    ]);
    expect(lost(carried)).toEqual(
      expect.arrayContaining([
        ['q5', 'type', '|'],
        ['', 'quota', '× 1'],
        ['q1', 'question', '<p>题 <b>q1</b></p>'],
      ]),
    );
  });

  test('does not expand entities, neither a billion laughs nor a file outside', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>${lss(group).slice(38)}`;
    const outside = `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><document>&x;</document>`;
    expect(await faultsOf(text('f.lss', laughs))).toMatchObject([{ rule: 'doctype' }]);
    expect(await faultsOf(text('f.lss', outside))).toMatchObject([{ rule: 'doctype' }]);
  });

  test('is refused when half of it is missing, or when it is another kind of XML', async () => {
    const whole = lss(group + rows('questions', [question('1', 'T', 'q1')]));
    expect(await faultsOf(text('f.lss', whole.slice(0, whole.length / 2)))).toMatchObject([
      { rule: 'not-xml', row: 1 },
    ]);
    expect(await faultsOf(text('f.lss', '<svg></svg>'))).toMatchObject([{ rule: 'not-lss' }]);
  });

  test('goes out and comes back with the questions of the plan in both languages', async () => {
    const survey = templateOf('teacher');
    const { bytes, losses } = writeLss(survey);
    const back = await readQuestionnaire('f.lss', bytes);
    expect(englishOf(back.items)).toEqual(englishOf(survey.items));
    expect(back.losses).toEqual([]);
    expect(losses.some(({ reason }) => reason.en.includes('cannot hold use'))).toBe(true);
  });
});

describe('a SurveyJS definition', () => {
  test('goes out and comes back with its mapping', async () => {
    const survey = templateOf('student');
    const back = await readQuestionnaire('f.json', writeSurveyJs(survey).bytes);
    expect(byCode(back.items)).toEqual(byCode(survey.items));
    expect(back.losses).toEqual([]);
    expect(checkDefinition(back.json, back.items).faults).toEqual([]);
  });

  test('leaves behind what cannot be checked here, and says so', async () => {
    const carried = await text(
      'f.json',
      JSON.stringify({
        title: { default: 'My survey', de: 'Umfrage', 'zh-cn': '调查' },
        triggers: [{ type: 'complete' }],
        elements: [
          {
            type: 'radiogroup',
            name: 'a',
            title: 'A',
            choices: ['x'],
            defaultValue: 'x',
            showOtherItem: true,
          },
          { type: 'file', name: 'b' },
        ],
      }),
    );
    expect(carried.title).toEqual({ zh: '调查', en: 'My survey' });
    expect(lost(carried)).toEqual([
      ['', 'title.de', 'Umfrage'],
      ['', 'triggers', '[{"type":"complete"}]'],
      ['a', 'defaultValue', 'x'],
      ['a', 'showOtherItem', 'true'],
      ['b', 'type', 'file'],
    ]);
  });

  test('is refused when it is half, too deep or empty', async () => {
    expect(await faultsOf(text('f.json', '{"elements": ['))).toMatchObject([{ rule: 'not-json' }]);
    expect(await faultsOf(text('f.json', `{"a":${'['.repeat(100_000)}`))).toMatchObject([
      { rule: 'too-deep' },
    ]);
    expect(await faultsOf(text('f.json', '{}'))).toMatchObject([{ rule: 'no-question' }]);
  });
});

describe('a file that is none of the three', () => {
  test('is told apart by its content, whatever its name says', async () => {
    const named = await faultsOf(text('survey.xlsx', '{"elements":[]}'));
    expect(named).toMatchObject([{ field: 'survey.xlsx', value: 'xlsx', rule: 'not-what-it-says' }]);
    const gbk = iconv.encode('题号,题目\r\nQ1,您满意吗？\r\n', 'gb18030');
    expect(await faultsOf(readQuestionnaire('题目.csv', gbk))).toMatchObject([
      { row: 1, value: '题号,题目', rule: 'table-not-questionnaire' },
    ]);
    expect(await faultsOf(readQuestionnaire('a.png', Uint8Array.of(0x89, 0x50, 0, 0)))).toMatchObject([
      { rule: 'unknown-format' },
    ]);
  });
});
