import type { Localized } from '@mingjian/contract/localized';
import ExcelJS from 'exceljs';
import { entriesOf, recordsIn, textOf } from '../question-outline';
import { parseCondition } from './condition-parse';
import { printCondition } from './condition-print';
import { Losses } from './losses';
import { withoutMarkup } from './texts';
import type { SurveyContent, WrittenSurvey } from './written-survey';

const [zhLabel, enLabel] = ['label::中文 (zh)', 'label::English (en)'];
const [zhHint, enHint] = ['hint::中文 (zh)', 'hint::English (en)'];
const surveyColumns = [
  'type',
  'name',
  zhLabel,
  enLabel,
  zhHint,
  enHint,
  'required',
  'relevant',
  'constraint',
  'parameters',
  'appearance',
  'mingjian_role',
  'mingjian_dimension',
  'mingjian_indicator',
  'mingjian_correct',
] as const;
type Row = Partial<Record<(typeof surveyColumns)[number], string>>;

/** Settings of a question that a row holds, or that mean the same without it. */
const carried =
  /^(type|name|title|description|isRequired|visibleIf|choices|rateValues|rateMin|rateMax|rateStep|rateCount|rows|columns|inputType|min|max|html|eachRowRequired|isAllRowRequired|labelTrue|labelFalse|elements)$/;

/**
 * Writes an XLSForm with both languages. A matrix becomes a group of questions; what the platform knows of an item
 * stands in columns of its own, which other programs pass over.
 */
export async function writeXlsForm(survey: SurveyContent): Promise<WrittenSurvey> {
  const writer = new XlsFormWriter(survey);
  const workbook = new ExcelJS.Workbook();
  sheet(workbook, 'survey', surveyColumns, writer.rows());
  sheet(workbook, 'choices', ['list_name', 'name', zhLabel, enLabel], writer.choices);
  sheet(
    workbook,
    'settings',
    ['form_title', 'form_id', 'default_language'],
    [{ form_title: survey.title.zh, form_id: 'mingjian', default_language: '中文 (zh)' }],
  );
  if (survey.title.en !== '') writer.losses.add('', 'title.en', survey.title.en, 'language');
  return {
    fileName: 'survey.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: new Uint8Array(await workbook.xlsx.writeBuffer()),
    losses: writer.losses.all(),
  };
}

function sheet(
  workbook: ExcelJS.Workbook,
  name: string,
  columns: readonly string[],
  rows: readonly Partial<Record<string, string>>[],
): void {
  const made = workbook.addWorksheet(name);
  made.addRow([...columns]);
  for (const row of rows) made.addRow(columns.map((column) => row[column] ?? ''));
  made.getRow(1).font = { bold: true };
  made.views = [{ state: 'frozen', ySplit: 1 }];
}

class XlsFormWriter {
  readonly losses = new Losses();
  readonly choices: Record<string, string>[] = [];
  private readonly lists = new Map<string, string>();

  constructor(private readonly survey: SurveyContent) {}

  rows(): Row[] {
    const { json } = this.survey;
    for (const [field, value] of Object.entries(json))
      if (!/^(title|locale|pages|elements|questions)$/.test(field))
        this.losses.add('', field, value, 'setting');
    const loose = recordsIn(json.elements ?? json.questions);
    return [
      ...recordsIn(json.pages).flatMap((page, at) => this.group(page, `page_${at + 1}`)),
      ...loose.flatMap((element) => this.element(element)),
    ];
  }

  private group(container: Record<string, unknown>, otherwise: string): Row[] {
    const name = String(container.name ?? otherwise).replace(/[^A-Za-z0-9_.-]/g, '_');
    for (const [field, value] of Object.entries(container))
      if (!/^(type|name|title|visibleIf|elements|questions)$/.test(field))
        this.losses.add('', `${name}.${field}`, value, 'setting');
    return [
      {
        type: 'begin_group',
        name,
        ...labels(textOf(container.title)),
        relevant: this.condition('', container.visibleIf),
      },
      ...recordsIn(container.elements ?? container.questions).flatMap((element) => this.element(element)),
      { type: 'end_group' },
    ];
  }

  private element(definition: Record<string, unknown>): Row[] {
    if (definition.type === 'panel') return this.group(definition, 'group');
    const code = String(definition.name ?? '');
    const type = String(definition.type ?? '');
    for (const [field, value] of Object.entries(definition))
      if (!carried.test(field) && value !== false) this.losses.add(code, field, value, 'setting');
    if (type === 'html') {
      const html = textOf(definition.html);
      const [zh, en] = [withoutMarkup(html.zh), withoutMarkup(html.en)];
      if (zh.lost || en.lost) this.losses.add(code, 'html', html.zh, 'markup');
      return [{ type: 'note', name: code, ...labels({ zh: zh.text, en: en.text }) }];
    }
    const item = this.survey.items.find((each) => each.code === code);
    const common: Row = {
      name: code,
      ...labels(textOf(definition.title ?? code)),
      ...hints(textOf(definition.description)),
      ...(definition.isRequired === true ? { required: 'yes' } : {}),
      relevant: this.condition(code, definition.visibleIf),
      mingjian_role: item?.role ?? '',
      mingjian_dimension: item?.dimension ?? '',
      mingjian_indicator: item?.indicatorCode ?? '',
      mingjian_correct: item?.correctValue === null || item === undefined ? '' : String(item.correctValue),
    };
    if (type === 'matrix') return this.matrix(code, definition, common);
    const kind = this.kind(code, type, definition);
    if (kind === null) {
      this.losses.add(code, 'type', type, 'question-kind');
      return [];
    }
    return [{ ...common, ...kind }];
  }

  /** The columns that say what kind of question it is. */
  private kind(code: string, type: string, definition: Record<string, unknown>): Row | null {
    const list = () => this.list(code, entriesOf(definition.choices));
    switch (type) {
      case 'radiogroup':
        return { type: `select_one ${list()}` };
      case 'dropdown':
        return { type: `select_one ${list()}`, appearance: 'minimal' };
      case 'imagepicker':
        this.losses.add(code, 'choices.imageLink', '', 'media');
        return { type: `${definition.multiSelect === true ? 'select_multiple' : 'select_one'} ${list()}` };
      case 'checkbox':
        return { type: `select_multiple ${list()}` };
      case 'ranking':
        return { type: `rank ${list()}` };
      case 'rating': {
        const listed = entriesOf(definition.rateValues);
        if (listed.length > 0) return { type: `select_one ${this.list(code, listed)}`, appearance: 'likert' };
        const start = Number(definition.rateMin ?? 1);
        const step = Number(definition.rateStep ?? 1);
        const end = Number(definition.rateMax ?? start + (Number(definition.rateCount ?? 5) - 1) * step);
        return { type: 'range', parameters: `start=${start} end=${end} step=${step}` };
      }
      case 'boolean': {
        const named = (label: unknown, otherwise: Localized) => {
          const text = textOf(label);
          return text.zh === '' && text.en === '' ? otherwise : text;
        };
        const entries = [
          { value: 'yes', text: named(definition.labelTrue, { zh: '是', en: 'Yes' }) },
          { value: 'no', text: named(definition.labelFalse, { zh: '否', en: 'No' }) },
        ];
        this.losses.add(code, 'type', 'boolean', 'layout-changed');
        return { type: `select_one ${this.list(code, entries)}` };
      }
      case 'comment':
        return { type: 'text', appearance: 'multiline' };
      case 'text':
        return this.input(code, definition);
      default:
        return null;
    }
  }

  private input(code: string, definition: Record<string, unknown>): Row {
    const input = definition.inputType ?? 'text';
    if (input === 'date') return { type: 'date' };
    if (input !== 'number') {
      if (input !== 'text') this.losses.add(code, 'inputType', input, 'setting');
      return { type: 'text' };
    }
    const bounds = [
      ...(typeof definition.min === 'number' ? [`. >= ${definition.min}`] : []),
      ...(typeof definition.max === 'number' ? [`. <= ${definition.max}`] : []),
    ];
    return { type: 'decimal', constraint: bounds.join(' and ') };
  }

  private matrix(code: string, definition: Record<string, unknown>, common: Row): Row[] {
    this.losses.add(code, 'type', 'matrix', 'layout-changed');
    const list = this.list(code, entriesOf(definition.columns));
    const everyRow = definition.eachRowRequired === true || definition.isAllRowRequired === true;
    return [
      { ...common, required: '', type: 'begin_group', appearance: 'field-list' },
      ...entriesOf(definition.rows).map(({ value, text }) => ({
        type: `select_one ${list}`,
        name: `${code}_${value.replace(/[^A-Za-z0-9_-]/g, '_')}`,
        ...labels(text.zh === '' && text.en === '' ? { zh: value, en: value } : text),
        ...(everyRow ? { required: 'yes' } : {}),
      })),
      { type: 'end_group' },
    ];
  }

  /** Equal lists are written once. */
  private list(code: string, entries: readonly { value: string; text: Localized }[]): string {
    const key = JSON.stringify(entries);
    const known = this.lists.get(key);
    if (known !== undefined) return known;
    const name = `list_${this.lists.size + 1}`;
    this.lists.set(key, name);
    for (const { value, text } of entries) {
      const allowed = value.replace(/\s+/g, '_');
      if (allowed !== value) this.losses.add(code, 'choices', value, 'choice-renamed');
      const shown = text.zh === '' && text.en === '' ? { zh: value, en: value } : text;
      this.choices.push({ list_name: name, name: allowed, ...labels(shown) });
    }
    return name;
  }

  private condition(code: string, value: unknown): string {
    if (typeof value !== 'string' || value === '') return '';
    const parsed = parseCondition(value, 'surveyjs');
    if (parsed) return printCondition(parsed, 'xlsform', (name) => name);
    this.losses.add(code, 'visibleIf', value, 'condition');
    return '';
  }
}

/** `{code}` in a text repeats an answer; XLSForm writes `${code}`. */
const piped = (text: string) => text.replace(/\{([A-Za-z][A-Za-z0-9_-]*)\}/g, '${$1}');

function labels({ zh, en }: Localized): Row {
  return { [zhLabel]: piped(zh), [enLabel]: piped(en) };
}

function hints({ zh, en }: Localized): Row {
  return { [zhHint]: zh, [enHint]: en };
}
