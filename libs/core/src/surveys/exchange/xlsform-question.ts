import type { ItemMapping } from '@mingjian/contract/surveys';
import type { LocalizedFault } from '../../platform';
import { choicesOf, type ReadElement } from './carried-survey';
import type { Losses, LossReason } from './losses';
import type { ChoiceLists } from './xlsform-choices';
import type { Languages } from './xlsform-languages';
import { sheetFault } from './xlsform-sheets';

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

/** What a question is read from, and where it tells what was wrong or lost. */
export interface QuestionRow {
  type: string;
  name: string;
  row: number;
  cells: ReadonlyMap<string, string>;
  languages: Languages;
  lists: ChoiceLists;
  losses: Losses;
  faults: LocalizedFault[];
}

/** One question, or null where it cannot be carried over or is wrong; which of the two is told. */
export function readQuestion(reading: QuestionRow): ReadElement | null {
  const { type, name, row, cells, languages, losses, faults } = reading;
  const cell = (column: string) => (cells.get(column) ?? '').trim();
  const [word = '', ...rest] = type.split(' ');
  const kind = word.toLowerCase().replace('select1', 'select_one');
  if (computed.has(kind)) {
    losses.add(name, 'type', type, 'computed');
    return null;
  }
  const appearance = cell('appearance');
  const element = elementOf(kind, rest, reading);
  const silent =
    kind === 'note' && languages.text(cells, 'label').zh + languages.text(cells, 'label').en === '';
  if (element === null || silent) {
    losses.add(name, 'type', type, 'question-kind');
    return null;
  }
  if (name === '') {
    faults.push(
      sheetFault(
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

/** What the question is in SurveyJS, or null where there is no such kind. */
function elementOf(
  kind: string,
  rest: readonly string[],
  reading: QuestionRow,
): Record<string, unknown> | null {
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
  { name, row, lists, losses, faults }: QuestionRow,
): Record<string, unknown> | null {
  const [list = ''] = rest;
  const entries = lists.get(list);
  if (!entries) {
    const message = ['choices 表里没有这个选项列表。', 'The sheet choices has no such list.'] as const;
    faults.push(sheetFault({ field: 'survey!type', row }, list, 'list-unknown', ...message));
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
