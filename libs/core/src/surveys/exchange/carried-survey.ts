import type { Localized } from '@mingjian/contract/localized';
import {
  itemMapping,
  type CarriedSurvey,
  type ExchangeFormat,
  type ItemMapping,
} from '@mingjian/contract/surveys';
import type { LocalizedFault } from '../../platform';
import { questionOutline } from '../question-outline';
import { questionsIn, resolved, withKinds, type Dialect } from './condition';
import { parseCondition } from './condition-parse';
import { printCondition } from './condition-print';
import { badQuestionnaire, type Losses } from './losses';
import { localeText } from './texts';

/** A question, page or panel as a reader of a format hands it over: SurveyJS but for names and conditions. */
export interface ReadElement {
  /** As the file calls it. */
  name: string;
  /** Further names by which conditions may refer to it. */
  aliases?: string[];
  title: Localized;
  /** Everything of SurveyJS but name, title and visibleIf. */
  element: Record<string, unknown>;
  /** In the language of the file. */
  condition: string;
  /** Where it stands, for faults. */
  at: { field: string; row?: number };
  mapping?: Partial<Omit<ItemMapping, 'code' | 'text'>>;
  /** Of a page or panel. */
  inside?: ReadElement[];
}

const codePattern = /^[A-Za-z][A-Za-z0-9_-]{0,30}$/;
const noQuestion: LocalizedFault = {
  field: 'file',
  rule: 'no-question',
  message: { zh: '文件里没有可以带入的题目。', en: 'The file has no question that can be carried over.' },
};

/**
 * Gives what was read its final form: codes that follow the rule, conditions in SurveyJS's language, a first guess of
 * what each question is for. What cannot be carried goes to `losses`.
 *
 * @throws Problem 422 `bad-questionnaire-file` for a name or a condition that leads nowhere: twice the same, a circle
 */
export function carriedSurvey(
  format: ExchangeFormat,
  title: Localized,
  pages: readonly ReadElement[],
  losses: Losses,
): CarriedSurvey {
  const all = pages.flatMap(opened);
  const questions = all.filter(({ inside, element }) => inside === undefined && element.type !== 'html');
  if (questions.length === 0) throw badQuestionnaire([noQuestion]);
  requireOnce(questions);
  const codes = codesFor(all, losses);
  const find = (reference: string): ReadElement | undefined =>
    questions.find(({ name, aliases = [] }) => name === reference || aliases.includes(reference));
  const built = (each: ReadElement): Record<string, unknown> => {
    const { title: text, element, condition, inside } = each;
    const shown = conditionOf(each, codes, find, format, losses);
    const titled = localeText(text);
    return {
      ...(element.type === undefined ? {} : { type: element.type }),
      name: codes.get(each) ?? '',
      ...(titled === undefined || element.type === 'html' ? {} : { title: titled }),
      ...element,
      ...(condition === '' || shown === null ? {} : { visibleIf: shown }),
      ...(inside === undefined ? {} : { elements: inside.map(built) }),
    };
  };
  const json = {
    ...(localeText(title) === undefined ? {} : { title: localeText(title) }),
    locale: 'zh-cn',
    pages: pages.filter(({ inside }) => (inside ?? []).length > 0).map(built),
  };
  const items = questions.map((question) => itemOf(question, codes.get(question) ?? ''));
  tellUnknownPiping(json, new Set(codes.values()), losses);
  requireNoCircle(json, new Map(questions.map((each) => [codes.get(each) ?? '', each])));
  return { format, title, json, items, losses: losses.all() };
}

/** A text may repeat an earlier answer; one that repeats something else would show its name. */
function tellUnknownPiping(value: unknown, codes: ReadonlySet<string>, losses: Losses): void {
  if (typeof value === 'string') {
    for (const [whole, name = ''] of value.matchAll(/\{([A-Za-z][A-Za-z0-9_-]*)\}/g))
      if (!codes.has(name)) losses.add('', 'text', `${whole} · ${value}`, 'piping');
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value))
      if (key !== 'visibleIf') tellUnknownPiping(each, codes, losses);
  }
}

function opened(element: ReadElement): ReadElement[] {
  return [element, ...(element.inside ?? []).flatMap(opened)];
}

function requireOnce(questions: readonly ReadElement[]): void {
  const faults = questions
    .filter(({ name }, index) => questions.findIndex((other) => other.name === name) < index)
    .map(({ name, at }): LocalizedFault => ({
      ...at,
      value: name,
      rule: 'name-twice',
      message: { zh: '题号出现了两次。', en: 'The name is there twice.' },
    }));
  if (faults.length > 0) throw badQuestionnaire(faults);
}

/** Codes as the platform wants them; one that has to change is told. */
function codesFor(elements: readonly ReadElement[], losses: Losses): Map<ReadElement, string> {
  const taken = new Set(elements.map(({ name }) => name).filter((name) => codePattern.test(name)));
  return new Map(
    elements.map((element) => {
      if (element.inside !== undefined || codePattern.test(element.name)) return [element, element.name];
      const base = `Q_${element.name}`.replace(/[^A-Za-z0-9_-]+/g, '_').slice(0, 27);
      let code = base;
      for (let at = 2; taken.has(code); at += 1) code = `${base}_${at}`;
      taken.add(code);
      losses.add(code, 'name', element.name, 'renamed');
      return [element, code];
    }),
  );
}

const dialects: Record<ExchangeFormat, Dialect> = { xlsform: 'xlsform', lss: 'lss', surveyjs: 'surveyjs' };

function conditionOf(
  each: ReadElement,
  codes: ReadonlyMap<ReadElement, string>,
  find: (reference: string) => ReadElement | undefined,
  format: ExchangeFormat,
  losses: Losses,
): string | null {
  if (each.condition === '') return null;
  const parsed = parseCondition(each.condition, dialects[format]);
  const resolve = (reference: string) => {
    const direct = find(reference);
    if (direct) return { question: codes.get(direct) ?? '' };
    const cut = reference.lastIndexOf('_');
    const whole = cut > 0 && format === 'lss' ? find(reference.slice(0, cut)) : undefined;
    return whole ? { question: codes.get(whole) ?? '', choice: reference.slice(cut + 1) } : null;
  };
  const found = parsed && resolved(parsed, resolve);
  if (found === null) {
    losses.add(each.inside ? '' : (codes.get(each) ?? ''), 'visibleIf', each.condition, 'condition');
    return null;
  }
  const elementOf = (code: string) => [...codes].find(([, own]) => own === code)?.[0].element ?? {};
  const offered = (code: string) => {
    const { choices, rateValues } = elementOf(code);
    return new Set([...listed(choices), ...listed(rateValues)]);
  };
  const multiple = (code: string) => elementOf(code).type === 'checkbox';
  return printCondition(withKinds(found, offered, multiple), 'surveyjs', (code) => code);
}

function listed(list: unknown): (string | number)[] {
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown) =>
    typeof entry === 'object' && entry !== null
      ? (entry as { value: string | number }).value
      : (entry as string),
  );
}

function itemOf({ title, element, mapping, name }: ReadElement, code: string): ItemMapping {
  const open = element.type === 'text' || element.type === 'comment';
  const fallen = title.zh === '' && title.en === '' ? { zh: name, en: name } : title;
  const text = { zh: fallen.zh || fallen.en, en: fallen.en };
  const guess: ItemMapping = {
    code,
    role: open ? 'open' : 'demographic',
    text,
    dimension: null,
    indicatorCode: null,
    correctValue: null,
  };
  const own = itemMapping.safeParse({ ...guess, ...mapping });
  return own.success ? own.data : guess;
}

/** @throws Problem when questions decide upon each other in a circle, so that none of them could ever be asked */
function requireNoCircle(json: Record<string, unknown>, read: ReadonlyMap<string, ReadElement>): void {
  const asks = new Map(
    questionOutline(json).map(({ code, definition, within }) => [
      code,
      [...within, definition].flatMap(({ visibleIf }) => {
        const condition = typeof visibleIf === 'string' ? parseCondition(visibleIf, 'surveyjs') : null;
        return condition ? questionsIn(condition) : [];
      }),
    ]),
  );
  const circle = circleIn(asks);
  if (circle === null) return;
  const at = read.get(circle[0] ?? '')?.at ?? { field: 'visibleIf' };
  throw badQuestionnaire([
    {
      ...at,
      value: [...circle, circle[0]].join(' → '),
      rule: 'logic-cycle',
      message: {
        zh: '这些题的显示条件互相依赖，谁也不会出现。',
        en: 'These questions are shown depending on each other, so none ever appears.',
      },
    },
  ]);
}

function circleIn(asks: ReadonlyMap<string, readonly string[]>): string[] | null {
  const settled = new Set<string>();
  for (const start of asks.keys()) {
    const path: string[] = [];
    const circle = walk(start, asks, settled, path);
    if (circle) return circle;
  }
  return null;
}

function walk(
  code: string,
  asks: ReadonlyMap<string, readonly string[]>,
  settled: Set<string>,
  path: string[],
): string[] | null {
  if (settled.has(code)) return null;
  const before = path.indexOf(code);
  if (before >= 0) return path.slice(before);
  path.push(code);
  for (const next of asks.get(code) ?? []) {
    const circle = walk(next, asks, settled, path);
    if (circle) return circle;
  }
  path.pop();
  settled.add(code);
  return null;
}

/** Choices as SurveyJS has them: values that are all whole numbers become numbers. */
export function choicesOf(
  entries: readonly { value: string; text: Localized }[],
): { value: string | number; text?: Record<string, string> }[] {
  const numeric = entries.every(({ value }) => /^-?(0|[1-9]\d{0,8})$/.test(value));
  return entries.map(({ value, text }) => {
    const own = localeText(text);
    return { value: numeric ? Number(value) : value, ...(own === undefined ? {} : { text: own }) };
  });
}
