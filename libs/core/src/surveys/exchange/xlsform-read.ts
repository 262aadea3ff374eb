import type { Localized } from '@mingjian/contract/localized';
import type { CarriedSurvey, ItemMapping } from '@mingjian/contract/surveys';
import type { LocalizedFault } from '../../platform';
import { carriedSurvey, choicesOf, type ReadElement } from './carried-survey';
import { badQuestionnaire, Losses, type LossReason } from './losses';
import { languageNamed, languageOfText } from './texts';

/** One row of a sheet by its headers, in lower case; `row` as the spreadsheet counts. */
export interface SheetRow {
  row: number;
  cells: ReadonlyMap<string, string>;
}
export interface XlsForm {
  survey: SheetRow[];
  choices: SheetRow[];
  settings: SheetRow[];
}

/** Columns of `survey` that are read; every other filled one is told as lost. */
const knownColumns: ReadonlySet<string> = new Set([
  'type',
  'name',
  'relevant',
  'required',
  'constraint',
  'parameters',
  'appearance',
  'mingjian_role',
  'mingjian_dimension',
  'mingjian_indicator',
  'mingjian_correct',
]);
const columnLosses: Readonly<Record<string, LossReason>> = {
  default: 'default',
  calculation: 'computed',
  trigger: 'computed',
  constraint_message: 'constraint',
};
const computed: ReadonlySet<string> = new Set([
  'calculate',
  'hidden',
  'start',
  'end',
  'today',
  'deviceid',
  'username',
  'phonenumber',
  'email',
  'simserial',
  'subscriberid',
  'start-geopoint',
  'audit',
  'background-audio',
  'csv-external',
  'xml-external',
]);
const inputs: Readonly<Record<string, Record<string, unknown>>> = {
  text: { type: 'text' },
  string: { type: 'text' },
  integer: { type: 'text', inputType: 'number' },
  int: { type: 'text', inputType: 'number' },
  decimal: { type: 'text', inputType: 'number' },
  date: { type: 'text', inputType: 'date' },
};

/**
 * Reads an XLSForm (https://xlsform.org/en/) into a draft. Groups become pages and panels; repeats, calculations,
 * device values and media are told as lost.
 *
 * @throws Problem 422 `bad-questionnaire-file` naming sheet, column, row, value and rule
 */
export function readXlsForm(form: XlsForm): CarriedSurvey {
  const losses = new Losses();
  const faults: LocalizedFault[] = [];
  const languages = new Languages(form, losses);
  const lists = choiceLists(form, languages, faults, losses);
  const root: ReadElement[] = [];
  const stack: { kind: string; row: number; into: ReadElement[]; name: string; skipped: boolean }[] = [];
  for (const { row, cells } of form.survey) {
    const cell = (column: string) => cells.get(column) ?? '';
    const type = inCurrentWords(cell('type'));
    const name = cell('name').trim();
    if (type === '') continue;
    const at = { field: 'survey!type', row };
    const bounds = /^(begin|end)[ _](group|repeat|loop)\b/i.exec(type);
    const inRepeat = stack.some(({ skipped }) => skipped);
    if (bounds?.[1]?.toLowerCase() === 'end') {
      const open = stack.pop();
      if (!open || open.kind !== bounds[2]?.toLowerCase()) {
        faults.push(
          fault(
            at,
            type,
            'group-not-open',
            '没有与之对应的开始行。',
            'Nothing was begun that this could end.',
          ),
        );
      }
      continue;
    }
    const into = stack.at(-1)?.into ?? root;
    if (bounds) {
      const kind = bounds[2]?.toLowerCase() ?? '';
      const skipped = kind !== 'group';
      if (skipped) losses.add(name, 'type', type, 'repeat');
      const group: ReadElement = {
        name: name || `group-${row}`,
        title: languages.text(cells, 'label'),
        element: { type: 'panel' },
        condition: cell('relevant').trim(),
        at,
        inside: [],
      };
      if (!skipped && !inRepeat) into.push(group);
      const appearance = cell('appearance');
      if (appearance !== '') losses.add(name, 'appearance', appearance, 'appearance');
      stack.push({ kind, row, into: group.inside ?? [], name, skipped });
      continue;
    }
    if (inRepeat) {
      losses.add(name, 'type', type, 'repeat');
      continue;
    }
    const read = readQuestion(type, name, row, cells, languages, lists, losses, faults);
    if (read) into.push(read);
  }
  for (const { row, kind, name } of stack) {
    faults.push(
      fault(
        { field: 'survey!type', row },
        `begin ${kind} ${name}`,
        'group-not-closed',
        '没有结束行，文件可能只有一半。',
        'It is never ended; the file may be only half of itself.',
      ),
    );
  }
  if (faults.length > 0) throw badQuestionnaire(faults);
  const title = settingsOf(form, languages, losses);
  return carriedSurvey('xlsform', title, pagesOf(root), losses);
}

/** Older forms write a type in longer words: `select one from colours`. */
function inCurrentWords(type: string): string {
  return type
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(add )?select (one|1)( prompt using| from)? /i, 'select_one ')
    .replace(/^(add )?select (all that apply|multiple)( prompt using| from)? /i, 'select_multiple ');
}

/** Groups at the top are pages; what stands outside of them goes onto pages between. */
function pagesOf(root: readonly ReadElement[]): ReadElement[] {
  const pages: ReadElement[] = [];
  let loose: ReadElement | null = null;
  for (const element of root) {
    if (element.inside) {
      loose = null;
      pages.push({ ...element, element: {} });
      continue;
    }
    if (loose === null) {
      loose = {
        name: `page-${pages.length + 1}`,
        title: { zh: '', en: '' },
        element: {},
        condition: '',
        at: element.at,
        inside: [],
      };
      pages.push(loose);
    }
    loose.inside?.push(element);
  }
  return pages;
}

function readQuestion(
  type: string,
  name: string,
  row: number,
  cells: ReadonlyMap<string, string>,
  languages: Languages,
  lists: ReadonlyMap<string, { value: string; text: Localized }[]>,
  losses: Losses,
  faults: LocalizedFault[],
): ReadElement | null {
  const cell = (column: string) => (cells.get(column) ?? '').trim();
  const [word = '', ...rest] = type.split(' ');
  const kind = word.toLowerCase().replace('select1', 'select_one');
  if (computed.has(kind)) {
    losses.add(name, 'type', type, 'computed');
    return null;
  }
  const appearance = cell('appearance');
  const element = elementOf(kind, rest, { name, row, cells, languages, lists, losses, faults });
  const silent =
    kind === 'note' && languages.text(cells, 'label').zh + languages.text(cells, 'label').en === '';
  if (element === null || silent) {
    losses.add(name, 'type', type, 'question-kind');
    return null;
  }
  if (name === '') {
    faults.push(
      fault(
        { field: 'survey!name', row },
        '',
        'name-missing',
        '这一题没有 name。',
        'The question has no name.',
      ),
    );
    return null;
  }
  const kept = /^(minimal|likert|multiline)$/.test(appearance) || /dropdown|autocomplete/.test(appearance);
  if (appearance !== '' && !kept) losses.add(name, 'appearance', appearance, 'appearance');
  for (const [column, value] of cells) {
    if (value.trim() === '' || knownColumns.has(column) || languages.reads(column)) continue;
    const medium = /^(media::)?(image|audio|video|big-image)\b/.test(column);
    losses.add(name, column, value, columnLosses[column] ?? (medium ? 'media' : 'setting'));
  }
  const hint = languages.text(cells, 'hint');
  const required = cell('required');
  const isRequired = /^(yes|true|true\(\)|1)$/i.test(required);
  if (required !== '' && !isRequired && !/^(no|false|false\(\)|0)$/i.test(required))
    losses.add(name, 'required', required, 'condition');
  return {
    name,
    title: languages.text(cells, 'label'),
    element: {
      ...element,
      ...(hint.zh === '' && hint.en === '' ? {} : { description: languages.locale(hint) }),
      ...(isRequired && element.type !== 'html' ? { isRequired: true } : {}),
      ...bounds(cell('constraint'), element, name, losses),
    },
    condition: cell('relevant'),
    at: { field: 'survey!name', row },
    mapping: mappingOf(cell),
  };
}

interface Reading {
  name: string;
  row: number;
  cells: ReadonlyMap<string, string>;
  languages: Languages;
  lists: ReadonlyMap<string, { value: string; text: Localized }[]>;
  losses: Losses;
  faults: LocalizedFault[];
}

/** What the question is in SurveyJS, or null where there is no such kind. */
function elementOf(kind: string, rest: readonly string[], reading: Reading): Record<string, unknown> | null {
  const { name, cells, languages, losses } = reading;
  const appearance = cells.get('appearance')?.trim() ?? '';
  if (kind === 'text' && /multiline/.test(appearance)) return { type: 'comment' };
  const input = inputs[kind];
  if (input) return { ...input };
  switch (kind) {
    case 'note': {
      const text = languages.text(cells, 'label');
      const escaped = (part: string) =>
        part.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
      return { type: 'html', html: languages.locale({ zh: escaped(text.zh), en: escaped(text.en) }) };
    }
    case 'acknowledge':
    case 'trigger':
      return { type: 'boolean' };
    case 'range':
      return rangeOf(cells.get('parameters') ?? '', name, losses);
    case 'select_one':
    case 'select_multiple':
    case 'rank':
      return selectOf(kind, rest, appearance, reading);
    default:
      return null;
  }
}

function selectOf(
  kind: string,
  rest: readonly string[],
  appearance: string,
  { name, row, lists, losses, faults }: Reading,
): Record<string, unknown> | null {
  const [list = ''] = rest;
  const entries = lists.get(list);
  if (!entries) {
    const message = ['choices 表里没有这个选项列表。', 'The sheet choices has no such list.'] as const;
    faults.push(fault({ field: 'survey!type', row }, list, 'list-unknown', ...message));
    return null;
  }
  const other =
    rest.slice(1).some((each) => /^or[_ ]?(specify_)?other$/i.test(each)) ||
    /or specify other/i.test(rest.join(' '));
  const withOther = other ? [...entries, { value: 'other', text: { zh: '其他', en: 'Other' } }] : entries;
  if (other) losses.add(name, 'type', rest.slice(1).join(' '), 'other');
  const type =
    kind === 'select_multiple'
      ? 'checkbox'
      : kind === 'rank'
        ? 'ranking'
        : /minimal|dropdown|autocomplete/.test(appearance)
          ? 'dropdown'
          : 'radiogroup';
  return { type, choices: choicesOf(withOther) };
}

const mostSteps = 11;

function rangeOf(parameters: string, name: string, losses: Losses): Record<string, unknown> {
  const of = (key: string, otherwise: number) => {
    const found = new RegExp(`\\b${key}\\s*=\\s*(-?\\d+(?:\\.\\d+)?)`).exec(parameters)?.[1];
    return found === undefined ? otherwise : Number(found);
  };
  const [start, end, step] = [of('start', 1), of('end', 10), of('step', 1)];
  if (step > 0 && (end - start) / step < mostSteps)
    return { type: 'rating', rateMin: start, rateMax: end, ...(step === 1 ? {} : { rateStep: step }) };
  losses.add(name, 'parameters', parameters, 'layout-changed');
  return { type: 'text', inputType: 'number', min: start, max: end };
}

/** Bounds of a number, the only constraint that is one in SurveyJS too. */
function bounds(
  constraint: string,
  element: Record<string, unknown>,
  name: string,
  losses: Losses,
): Record<string, unknown> {
  if (constraint === '') return {};
  const parts = constraint.split(/\s+and\s+/i).map((part) => {
    const [, relation, value] = /^\(?\s*\.\s*(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?)\s*\)?$/.exec(part.trim()) ?? [];
    if (relation === '>=') return { min: Number(value) };
    return relation === '<=' ? { max: Number(value) } : null;
  });
  if (element.inputType === 'number' && parts.every((part) => part !== null))
    return Object.assign({}, ...parts) as Record<string, unknown>;
  losses.add(name, 'constraint', constraint, 'constraint');
  return {};
}

function mappingOf(cell: (column: string) => string): ReadElement['mapping'] {
  const role = cell('mingjian_role');
  if (role === '') return undefined;
  const correct = cell('mingjian_correct');
  return {
    role: role as ItemMapping['role'],
    dimension: (cell('mingjian_dimension') || null) as ItemMapping['dimension'],
    indicatorCode: cell('mingjian_indicator') || null,
    correctValue: /^-?\d+$/.test(correct) ? Number(correct) : null,
  };
}

function choiceLists(
  { choices }: XlsForm,
  languages: Languages,
  faults: LocalizedFault[],
  losses: Losses,
): Map<string, { value: string; text: Localized }[]> {
  const lists = new Map<string, { value: string; text: Localized }[]>();
  for (const { row, cells } of choices) {
    const list = (cells.get('list_name') ?? cells.get('list name') ?? '').trim();
    const value = (cells.get('name') ?? cells.get('value') ?? '').trim();
    if (list === '' && value === '') continue;
    if (list === '' || value === '') {
      const message = [
        '每个选项都要有 list_name 和 name。',
        'Each choice needs a list_name and a name.',
      ] as const;
      faults.push(fault({ field: 'choices!name', row }, list || value, 'choice-incomplete', ...message));
      continue;
    }
    const entries = lists.get(list) ?? [];
    if (entries.some((entry) => entry.value === value)) {
      const message = ['同一列表里这个选项出现了两次。', 'The choice is in its list twice.'] as const;
      faults.push(fault({ field: 'choices!name', row }, value, 'choice-twice', ...message));
    }
    entries.push({ value, text: languages.text(cells, 'label') });
    lists.set(list, entries);
    for (const [column, text] of cells) {
      if (text.trim() === '' || /^(list[_ ]name|name|value)$/.test(column) || languages.reads(column))
        continue;
      const medium = /image|audio|video/.test(column);
      losses.add(`${list}=${value}`, column, text, medium ? 'media' : 'setting');
    }
  }
  return lists;
}

function settingsOf({ settings }: XlsForm, languages: Languages, losses: Losses): Localized {
  const cells = settings[0]?.cells ?? new Map<string, string>();
  for (const [column, value] of cells)
    if (value.trim() !== '' && !/^form_title|^default_language$|^title/.test(column))
      losses.add('', `settings!${column}`, value, 'setting');
  const title = languages.text(cells, 'form_title');
  return title.zh === '' && title.en === '' ? languages.text(cells, 'title') : title;
}

/** Which columns hold Chinese and which English; any other language is told once a column. */
class Languages {
  private readonly moved: string | null;

  constructor(form: XlsForm, losses: Losses) {
    const named = new Map<string, string>();
    for (const { cells } of [...form.survey, ...form.choices])
      for (const [column, value] of cells) {
        const language = languageIn(column);
        if (language !== null && value.trim() !== '') named.set(column, language);
      }
    const foreign = [...named].filter(([, language]) => languageNamed(language) === null);
    const alone = foreign.length > 0 && foreign.length === named.size && !hasPlainLabels(form);
    this.moved = alone ? (foreign[0]?.[1] ?? null) : null;
    for (const [column, language] of foreign)
      losses.add('', column, language, language === this.moved ? 'language-moved' : 'language');
  }

  /** Whether a column is one of texts, which are read or told as a language. */
  reads(column: string): boolean {
    return /^(label|hint|form_title)(::|:|$)/.test(column);
  }

  text(cells: ReadonlyMap<string, string>, field: string): Localized {
    const found: Localized = { zh: '', en: '' };
    for (const [column, value] of cells) {
      if (value.trim() === '' || column.split(/::?/)[0]?.trim() !== field) continue;
      const name = languageIn(column);
      const language =
        name === null
          ? languageOfText(value)
          : (languageNamed(name) ?? (name === this.moved ? ('en' as const) : null));
      if (language !== null && (name !== null || found[language] === ''))
        found[language] = value.trim().replace(/\$\{\s*([^}]+?)\s*\}/g, '{$1}');
    }
    return found;
  }

  locale({ zh, en }: Localized): Record<string, string> {
    return { ...(zh === '' ? {} : { 'zh-cn': zh }), ...(en === '' ? {} : { en }) };
  }
}

function languageIn(column: string): string | null {
  const [field = '', ...rest] = column.split(/::?/);
  return /^(label|hint|form_title)$/.test(field.trim()) && rest.length > 0 ? rest.join(':').trim() : null;
}

function hasPlainLabels({ survey }: XlsForm): boolean {
  return survey.some(({ cells }) => (cells.get('label') ?? '').trim() !== '');
}

function fault(
  at: { field: string; row: number },
  value: string,
  rule: string,
  zh: string,
  en: string,
): LocalizedFault {
  return { ...at, value, rule, message: { zh, en } };
}
