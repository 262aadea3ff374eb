import type { Localized } from '@mingjian/contract/localized';
import { entriesOf, recordsIn, textOf } from '../question-outline';
import { parseCondition } from './condition-parse';
import { printCondition } from './condition-print';
import { Losses } from './losses';
import type { SurveyContent, WrittenSurvey } from './written-survey';

type Row = Record<string, string>;
/** Database version of LimeSurvey 5.4, from which on its importer reads texts apart from questions. */
const databaseVersion = '485';
const surveyId = '100001';
const languages = [
  ['zh-Hans', 'zh'],
  ['en', 'en'],
] as const;
const types: Readonly<Record<string, string>> = {
  radiogroup: 'L',
  imagepicker: 'L',
  dropdown: '!',
  checkbox: 'M',
  ranking: 'R',
  matrix: 'F',
  comment: 'T',
  text: 'S',
  boolean: 'Y',
  rating: 'L',
  html: 'X',
};
const carried =
  /^(type|name|title|description|isRequired|visibleIf|choices|rateValues|rateMin|rateMax|rateStep|rateCount|rows|columns|inputType|min|max|maxLength|html|eachRowRequired|isAllRowRequired)$/;

/** Writes a LimeSurvey structure file in both languages. Codes lose what LimeSurvey does not allow in them. */
export function writeLss(survey: SurveyContent): WrittenSurvey {
  const writer = new LssWriter(survey);
  return {
    fileName: 'survey.lss',
    mediaType: 'application/xml',
    bytes: Buffer.from(writer.document()),
    losses: writer.losses.all(),
  };
}

class LssWriter {
  readonly losses = new Losses();
  private readonly tables = new Map<string, Row[]>();
  private readonly codes = new Map<string, string>();
  private ids = 0;

  constructor(private readonly survey: SurveyContent) {}

  document(): string {
    const { json, title, items } = this.survey;
    if (items.some(({ role, indicatorCode }) => role === 'scored' || indicatorCode !== null))
      this.losses.add('', 'items', items.map(({ code }) => code).join(', '), 'mapping');
    for (const [field, value] of Object.entries(json))
      if (!/^(title|locale|pages|elements|questions)$/.test(field))
        this.losses.add('', field, value, 'setting');
    const loose = recordsIn(json.elements ?? json.questions);
    const pages = [...recordsIn(json.pages), ...(loose.length > 0 ? [{ elements: loose }] : [])];
    pages.forEach((page, at) => this.group(page, at));
    this.add('surveys', { sid: surveyId, language: 'zh-Hans', additional_languages: 'en', format: 'G' });
    for (const [language, key] of languages)
      this.add('surveys_languagesettings', {
        surveyls_survey_id: surveyId,
        surveyls_language: language,
        surveyls_title: title[key] || title.zh,
      });
    const body = [...this.tables].map(([name, rows]) => table(name, rows)).join('\n');
    return `<?xml version="1.0" encoding="UTF-8"?>
<document>
 <LimeSurveyDocType>Survey</LimeSurveyDocType>
 <DBVersion>${databaseVersion}</DBVersion>
 <languages>
${languages.map(([language]) => `  <language>${language}</language>`).join('\n')}
 </languages>
${body}
</document>
`;
  }

  private add(section: string, row: Row): void {
    const rows = this.tables.get(section) ?? [];
    rows.push(row);
    this.tables.set(section, rows);
  }

  private id(): string {
    this.ids += 1;
    return String(this.ids);
  }

  private group(page: Record<string, unknown>, at: number): void {
    const gid = this.id();
    const title = textOf(page.title);
    this.add('groups', {
      gid,
      sid: surveyId,
      group_order: String(at + 1),
      grelevance: this.condition('', page.visibleIf) || '1',
    });
    this.texts(
      'group_l10ns',
      { gid },
      { group_name: title, description: textOf(page.description) },
      `${at + 1}`,
    );
    const questions = recordsIn(page.elements ?? page.questions).flatMap((element) => this.opened(element));
    questions.forEach((question, order) => this.question(gid, question, order + 1));
  }

  /** Panels have no counterpart: their questions stand in the group, each with the panel's condition. */
  private opened(element: Record<string, unknown>): Record<string, unknown>[] {
    if (element.type !== 'panel') return [element];
    this.losses.add('', String(element.name ?? 'panel'), textOf(element.title).zh, 'layout-changed');
    return recordsIn(element.elements).flatMap((inner) =>
      this.opened({
        ...inner,
        ...(element.visibleIf === undefined
          ? {}
          : {
              visibleIf: [element.visibleIf, inner.visibleIf]
                .filter((each) => each !== undefined)
                .map((each) => `(${String(each)})`)
                .join(' and '),
            }),
      }),
    );
  }

  private question(gid: string, definition: Record<string, unknown>, order: number): void {
    const code = String(definition.name ?? '');
    const kind = String(definition.type ?? '');
    const type = kind === 'text' ? inputType(definition.inputType) : types[kind];
    for (const [field, value] of Object.entries(definition))
      if (!carried.test(field) && value !== false) this.losses.add(code, field, value, 'setting');
    if (type === undefined) {
      this.losses.add(code, 'type', kind, 'question-kind');
      return;
    }
    if (kind === 'rating' || kind === 'imagepicker') this.losses.add(code, 'type', kind, 'layout-changed');
    const qid = this.id();
    const everyRow = definition.eachRowRequired === true || definition.isAllRowRequired === true;
    this.add('questions', {
      qid,
      parent_qid: '0',
      sid: surveyId,
      gid,
      type,
      title: this.code(code),
      other: 'N',
      mandatory: definition.isRequired === true || everyRow ? 'Y' : 'N',
      question_order: String(order),
      relevance: this.condition(code, definition.visibleIf) || '1',
    });
    const text = kind === 'html' ? textOf(definition.html) : textOf(definition.title ?? code);
    this.texts('question_l10ns', { qid }, { question: text, help: textOf(definition.description) }, code);
    const choices = kind === 'rating' ? steps(definition) : entriesOf(definition.choices);
    if (kind === 'checkbox') this.subquestions(gid, qid, code, choices);
    else if (kind === 'matrix') {
      this.subquestions(gid, qid, code, entriesOf(definition.rows));
      this.answers(qid, code, entriesOf(definition.columns));
    } else this.answers(qid, code, choices);
    this.attribute(qid, 'maximum_chars', definition.maxLength);
    this.attribute(qid, 'min_num_value_n', definition.min);
    this.attribute(qid, 'max_num_value_n', definition.max);
  }

  private attribute(qid: string, attribute: string, value: unknown): void {
    if (typeof value === 'number')
      this.add('question_attributes', { qid, attribute, value: String(value), language: '' });
  }

  private answers(qid: string, code: string, entries: readonly { value: string; text: Localized }[]): void {
    entries.forEach(({ value, text }, at) => {
      const aid = this.id();
      const own = this.choice(code, value, 5);
      this.add('answers', {
        aid,
        qid,
        code: own,
        sortorder: String(at),
        assessment_value: '0',
        scale_id: '0',
      });
      this.texts('answer_l10ns', { aid }, { answer: shown(value, text) }, code);
    });
  }

  private subquestions(
    gid: string,
    parent: string,
    code: string,
    entries: readonly { value: string; text: Localized }[],
  ): void {
    entries.forEach(({ value, text }, at) => {
      const qid = this.id();
      const title = this.choice(code, value, 20);
      const row = { qid, parent_qid: parent, sid: surveyId, gid, type: 'T', title };
      this.add('subquestions', { ...row, question_order: String(at + 1), scale_id: '0', relevance: '1' });
      this.texts('question_l10ns', { qid }, { question: shown(value, text) }, code);
    });
  }

  private texts(section: string, of: Row, fields: Record<string, Localized>, code: string): void {
    for (const [language, key] of languages) {
      const texts = Object.fromEntries(
        Object.entries(fields).map(([field, text]) => [field, text[key] || text.zh || text.en]),
      );
      if (Object.keys(texts).length > 0) this.add(section, { id: this.id(), ...of, ...texts, language });
      else this.losses.add(code, section, language, 'language');
    }
  }

  /** LimeSurvey's codes: letters and digits, at most twenty. */
  private code(code: string): string {
    const known = this.codes.get(code);
    if (known !== undefined) return known;
    let own = code.replace(/[^A-Za-z0-9]/g, '').slice(0, 17) || 'Q';
    for (let at = 2; [...this.codes.values()].includes(own); at += 1) own = `${own.slice(0, 17)}x${at}`;
    if (own !== code) this.losses.add(code, 'name', own, 'renamed');
    this.codes.set(code, own);
    return own;
  }

  private choice(code: string, value: string, most: number): string {
    const own = value.replace(/[^A-Za-z0-9]/g, '').slice(0, most) || 'A';
    if (own !== value) this.losses.add(code, 'choices', value, 'choice-renamed');
    return own;
  }

  private condition(code: string, value: unknown): string {
    if (typeof value !== 'string' || value === '') return '';
    const parsed = parseCondition(value, 'surveyjs');
    if (parsed) return printCondition(parsed, 'lss', (name) => this.code(name));
    this.losses.add(code, 'visibleIf', value, 'condition');
    return '';
  }
}

function inputType(input: unknown): string {
  return input === 'number' ? 'N' : input === 'date' ? 'D' : 'S';
}

function steps(definition: Record<string, unknown>): { value: string; text: Localized }[] {
  const listed = entriesOf(definition.rateValues);
  if (listed.length > 0) return listed;
  const first = Number(definition.rateMin ?? 1);
  const step = Number(definition.rateStep ?? 1);
  const last = Number(definition.rateMax ?? first + (Number(definition.rateCount ?? 5) - 1) * step);
  const count = Math.max(0, Math.min(100, Math.floor((last - first) / step) + 1));
  return Array.from({ length: count }, (_, at) => ({
    value: String(first + at * step),
    text: { zh: '', en: '' },
  }));
}

function shown(value: string, { zh, en }: Localized): Localized {
  return zh === '' && en === '' ? { zh: value, en: value } : { zh, en };
}

function table(name: string, rows: readonly Row[]): string {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  // A CDATA section ends at its first mark, so a mark within is split over two.
  const cell = (field: string, value: string) =>
    `    <${field}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${field}>`;
  return ` <${name}>
  <fields>
${fields.map((field) => `   <fieldname>${field}</fieldname>`).join('\n')}
  </fields>
  <rows>
${rows.map((row) => `   <row>\n${fields.map((field) => cell(field, row[field] ?? '')).join('\n')}\n   </row>`).join('\n')}
  </rows>
 </${name}>`;
}
