import type { Localized } from '@mingjian/contract/localized';
import type { CarriedSurvey } from '@mingjian/contract/surveys';
import { carriedSurvey, choicesOf, type ReadElement } from './carried-survey';
import { readLssDocument, type LssDocument, type LssRow } from './lss-document';
import { LssAttributes } from './lss-attributes';
import { LssTexts } from './lss-texts';
import { Losses } from './losses';
import { localeText, withoutMarkup } from './texts';

const yes = { value: 'Y', text: { zh: '是', en: 'Yes' } };
const no = { value: 'N', text: { zh: '否', en: 'No' } };
const uncertain = { value: 'U', text: { zh: '不确定', en: 'Uncertain' } };
const points = (most: number) =>
  Array.from({ length: most }, (_, at) => ({ value: String(at + 1), text: { zh: '', en: '' } }));
/** Answers that LimeSurvey has built in, by type of question. */
const builtIn: Readonly<Record<string, { value: string; text: Localized }[]>> = {
  '5': points(5),
  Y: [yes, no],
  G: [
    { value: 'F', text: { zh: '女', en: 'Female' } },
    { value: 'M', text: { zh: '男', en: 'Male' } },
  ],
  A: points(5),
  B: points(10),
  C: [yes, uncertain, no],
  E: [
    { value: 'I', text: { zh: '上升', en: 'Increase' } },
    { value: 'S', text: { zh: '不变', en: 'Same' } },
    { value: 'D', text: { zh: '下降', en: 'Decrease' } },
  ],
};
const single: ReadonlySet<string> = new Set(['L', '!', 'O', '5', 'Y', 'G', 'I']);
const matrix: ReadonlySet<string> = new Set(['F', 'A', 'B', 'C', 'E', 'H']);
/** Sections that hold what is read, or describe only how LimeSurvey shows and runs the survey. */
const readSections: ReadonlySet<string> = new Set([
  'LimeSurveyDocType',
  'DBVersion',
  'languages',
  'groups',
  'group_l10ns',
  'questions',
  'question_l10ns',
  'subquestions',
  'answers',
  'answer_l10ns',
  'question_attributes',
  'surveys',
  'surveys_languagesettings',
  'conditions',
]);

/**
 * Reads a LimeSurvey structure file of version 2 to 6 into a draft: groups become pages, arrays become matrices.
 *
 * @throws Problem 422 `bad-questionnaire-file`
 */
export function readLss(text: string): CarriedSurvey {
  const document = readLssDocument(text);
  const losses = new Losses();
  const reader = new LssReader(document, losses);
  for (const name of document.names) {
    const rows = readSections.has(name) ? [] : document.section(name);
    if (rows.length > 0) losses.add('', name, `× ${rows.length}`, 'section');
  }
  return carriedSurvey('lss', reader.title(), reader.pages(), losses);
}

class LssReader {
  private readonly texts: LssTexts;
  private readonly attributes: LssAttributes;
  private readonly questionTexts: LssRow[];
  private readonly answerTexts: LssRow[];
  private readonly subquestions: LssRow[];
  private readonly answers: LssRow[];

  constructor(
    private readonly document: LssDocument,
    private readonly losses: Losses,
  ) {
    this.texts = new LssTexts(document.languages, losses);
    this.attributes = new LssAttributes(document.section('question_attributes'), losses);
    this.questionTexts = document.section('question_l10ns');
    this.answerTexts = document.section('answer_l10ns');
    this.subquestions = document.section('subquestions');
    this.answers = document.section('answers');
  }

  title(): Localized {
    const settings = this.document.section('surveys_languagesettings');
    const told = ['surveyls_welcometext', 'surveyls_endtext', 'surveyls_description'];
    for (const field of told)
      for (const row of settings)
        if (row[field]) this.losses.add('', field, withoutMarkup(row[field]).text, 'notice');
    return this.texts.read('', settings, 'surveyls_title', 'surveyls_language');
  }

  pages(): ReadElement[] {
    const groups = byOrder(onceBy(this.document.section('groups'), 'gid'), 'group_order');
    const questions = byOrder(onceBy(this.document.section('questions'), 'qid'), 'question_order');
    const texts = this.document.section('group_l10ns');
    return groups.map((group) => {
      const own = [...texts, ...this.document.section('groups')].filter(({ gid }) => gid === group.gid);
      const name = `group-${group.gid ?? ''}`;
      if (group.randomization_group)
        this.losses.add('', `${name}.randomization_group`, group.randomization_group, 'setting');
      const description = this.texts.read('', own, 'description');
      return {
        name,
        title: this.texts.read('', own, 'group_name'),
        element: localeText(description) === undefined ? {} : { description: localeText(description) },
        condition: conditionOf(group.grelevance),
        at: { field: `groups.${group.gid ?? ''}` },
        inside: questions
          .filter(({ gid }) => gid === group.gid)
          .flatMap((question) => this.question(question)),
      };
    });
  }

  private question(row: LssRow): ReadElement[] {
    const code = row.title ?? '';
    const qid = row.qid ?? '';
    const type = row.type ?? '';
    const rows = [...this.questionTexts, ...this.document.section('questions')].filter(
      (each) => each.qid === qid,
    );
    const title = this.texts.read(code, rows, 'question');
    const help = this.texts.read(code, rows, 'help');
    for (const { script } of rows) if (script) this.losses.add(code, 'script', script, 'setting');
    const elements = this.elements(row, type, title);
    if (elements === null) {
      this.losses.add(code, 'type', type, 'question-kind');
      return [];
    }
    this.attributes.tellUnread(code, qid, elements[0]?.element ?? {});
    if (row.preg) this.losses.add(code, 'preg', row.preg, 'constraint');
    if (row.mandatory === 'S') this.losses.add(code, 'mandatory', 'S', 'setting');
    if (row.encrypted === 'Y') this.losses.add(code, 'encrypted', 'Y', 'setting');
    const required = row.mandatory === 'Y';
    return elements.map((each) => ({
      ...each,
      aliases: [...(each.aliases ?? []), `Q${qid}`, `${row.sid ?? ''}X${row.gid ?? ''}X${qid}`],
      element: {
        ...each.element,
        ...(localeText(help) === undefined || each.element.type === 'html'
          ? {}
          : { description: localeText(help) }),
        ...(!required || each.element.type === 'html'
          ? {}
          : each.element.type === 'matrix'
            ? { eachRowRequired: true, isRequired: true }
            : { isRequired: true }),
      },
      condition: conditionOf(row.relevance),
      at: { field: `questions.${code}` },
    }));
  }

  /** What the question is in SurveyJS; one with a line for each subquestion becomes several. */
  private elements(row: LssRow, type: string, title: Localized): ReadElement[] | null {
    const name = row.title ?? '';
    const one = (element: Record<string, unknown>): ReadElement[] => [
      { name, title, element, condition: '', at: { field: '' } },
    ];
    if (single.has(type) && type !== 'I') {
      if (type === 'O') this.losses.add(name, 'type', 'O', 'comment');
      const choices = this.withOther(row, builtIn[type] ?? this.answersOf(row));
      return one({ type: type === '!' ? 'dropdown' : 'radiogroup', choices: choicesOf(choices) });
    }
    if (type === 'M' || type === 'P') {
      if (type === 'P') this.losses.add(name, 'type', 'P', 'comment');
      const choices = choicesOf(this.withOther(row, this.subquestionsOf(row)));
      return one({ type: 'checkbox', choices, ...this.attributes.limits(row, 'SelectedChoices') });
    }
    if (type === 'R') return one({ type: 'ranking', choices: choicesOf(this.answersOf(row, true)) });
    if (matrix.has(type)) {
      if (type === 'H') this.losses.add(name, 'type', 'H', 'layout-changed');
      const rows = this.subquestionsOf(row).map(({ value, text }) => ({
        value,
        text: localeText(text) ?? value,
      }));
      return one({ type: 'matrix', columns: choicesOf(builtIn[type] ?? this.answersOf(row)), rows });
    }
    const longest = this.attributes.value(row, 'maximum_chars');
    const maxLength = /^\d+$/.test(longest) ? { maxLength: Number(longest) } : {};
    switch (type) {
      case 'S':
        return one({ type: 'text', ...maxLength });
      case 'T':
      case 'U':
        return one({ type: 'comment', ...maxLength });
      case 'N':
        return one({ type: 'text', inputType: 'number', ...this.attributes.bounds(row) });
      case 'D':
        return one({ type: 'text', inputType: 'date' });
      case 'X':
        return one({
          type: 'html',
          html: localeText({ zh: escaped(title.zh), en: escaped(title.en) }) ?? '',
        });
      case 'K':
      case 'Q': {
        this.losses.add(name, 'type', type, 'layout-changed');
        const input = type === 'K' ? { type: 'text', inputType: 'number' } : { type: 'text' };
        return this.subquestionsOf(row).map(({ value, text }) => ({
          name: `${name}_${value}`,
          title: joined(title, text),
          element: input,
          condition: '',
          at: { field: '' },
        }));
      }
      default:
        return null;
    }
  }

  private withOther(row: LssRow, entries: { value: string; text: Localized }[]) {
    if (row.other !== 'Y') return entries;
    this.losses.add(row.title ?? '', 'other', 'Y', 'other');
    return [...entries, { value: 'other', text: { zh: '其他', en: 'Other' } }];
  }

  private answersOf(row: LssRow, ranked = false): { value: string; text: Localized }[] {
    const own = byOrder(
      onceBy(
        this.answers.filter(({ qid }) => qid === row.qid),
        'code',
      ),
      'sortorder',
    );
    const entries = own.map((answer) => {
      const texts = [...this.answerTexts, ...this.answers].filter((each) =>
        each.aid ? each.aid === answer.aid : each.qid === row.qid && each.code === answer.code,
      );
      if (answer.assessment_value && answer.assessment_value !== '0')
        this.losses.add(
          row.title ?? '',
          `answers.${answer.code ?? ''}.assessment_value`,
          answer.assessment_value,
          'setting',
        );
      return { value: answer.code ?? '', text: this.texts.read(row.title ?? '', texts, 'answer') };
    });
    return entries.length > 0 || !ranked ? entries : this.subquestionsOf(row);
  }

  private subquestionsOf(row: LssRow): { value: string; text: Localized }[] {
    const own = this.subquestions.filter(({ parent_qid: parent }) => parent === row.qid);
    return byOrder(onceBy(own, 'qid'), 'question_order').map((sub) => {
      const texts = [...this.questionTexts, ...this.subquestions].filter(({ qid }) => qid === sub.qid);
      if (sub.relevance && conditionOf(sub.relevance) !== '')
        this.losses.add(
          row.title ?? '',
          `subquestions.${sub.title ?? ''}.relevance`,
          sub.relevance,
          'condition',
        );
      return { value: sub.title ?? '', text: this.texts.read(row.title ?? '', texts, 'question') };
    });
  }
}

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>');

function joined(title: Localized, part: Localized): Localized {
  const both = (left: string, right: string) => [left, right].filter((text) => text !== '').join('：');
  return { zh: both(title.zh, part.zh), en: both(title.en, part.en).replace('：', ': ') };
}

/** "1" is LimeSurvey's word for always. */
function conditionOf(relevance: string | undefined): string {
  const text = (relevance ?? '').trim();
  return text === '1' ? '' : text;
}

/** Older files repeat a row for each language. */
function onceBy(rows: readonly LssRow[], key: string): LssRow[] {
  return [...new Map(rows.map((row) => [row[key], row] as const).reverse()).values()].reverse();
}

function byOrder(rows: readonly LssRow[], field: string): LssRow[] {
  return [...rows].sort((a, b) => Number(a[field] ?? 0) - Number(b[field] ?? 0));
}
