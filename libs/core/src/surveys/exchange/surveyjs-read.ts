import type { CarriedSurvey, ItemMapping } from '@mingjian/contract/surveys';
import { carriedSurvey, type ReadElement } from './carried-survey';
import { badQuestionnaire, Losses } from './losses';
import { isRecord, recordsIn, textOf } from '../question-outline';
import { languageNamed, languageOfText } from './texts';

const deepest = 30;
/** Kinds of questions that are asked here; html shows something only. */
const kinds: ReadonlySet<string> = new Set([
  'radiogroup',
  'dropdown',
  'checkbox',
  'rating',
  'boolean',
  'text',
  'comment',
  'matrix',
  'ranking',
  'imagepicker',
  'html',
]);
/** Settings that bring in what the server could not check, or lead away from the page. */
const refused: ReadonlySet<string> = new Set([
  'choicesByUrl',
  'choicesFromQuestion',
  'valueName',
  'defaultValue',
  'defaultValueExpression',
  'correctAnswer',
  'showOtherItem',
  'hasOther',
  'showCommentArea',
  'hasComment',
  'otherText',
  'setValueExpression',
  'setValueIf',
  'resetValueIf',
  'imageLink',
]);
/** Settings of the whole that are kept as they are. */
const keptOfSurvey: ReadonlySet<string> = new Set([
  'showProgressBar',
  'completedHtml',
  'questionsOnPageMode',
]);

/**
 * Reads a SurveyJS definition (https://surveyjs.io, JSON), or a survey file of this platform, into a draft.
 *
 * @throws Problem 422 `bad-questionnaire-file` with the place of what is wrong
 */
export function readSurveyJs(text: string): CarriedSurvey {
  const read = parsed(text);
  const json = isRecord(read.json) ? read.json : read;
  const mapped = new Map(
    recordsIn(read.items).map((item) => [String(item.code), item as Partial<ItemMapping>]),
  );
  const losses = new Losses();
  const title = textOf(cleanText(json.title, '', 'title', losses));
  for (const [field, value] of Object.entries(json))
    if (!/^(title|pages|elements|questions|locale|items|json)$/.test(field) && !keptOfSurvey.has(field))
      losses.add('', field, value, 'setting');
  const loose = recordsIn(json.elements ?? json.questions);
  const pages = [
    ...recordsIn(json.pages),
    ...(loose.length > 0 ? [{ name: 'page-1', elements: loose } as Record<string, unknown>] : []),
  ];
  const built = pages.map((page, at) => container(page, `pages.${at}`, mapped, losses));
  const carried = carriedSurvey('surveyjs', title, built, losses);
  const kept = Object.fromEntries(Object.entries(json).filter(([field]) => keptOfSurvey.has(field)));
  return { ...carried, json: { ...kept, ...carried.json } };
}

function parsed(text: string): Record<string, unknown> {
  const refuse = (rule: string, value: string, zh: string, en: string) =>
    badQuestionnaire([{ field: 'file', value, rule, message: { zh, en } }]);
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > deepest * 2)
      throw refuse('too-deep', '', '定义嵌套过深。', 'The definition is nested too deeply.');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw refuse(
      'not-json',
      why.slice(0, 120),
      '不是有效的 JSON，文件可能只有一半。',
      'This is not valid JSON; the file may be only half of itself.',
    );
  }
  if (isRecord(value)) return value;
  throw refuse('not-a-survey', '', 'JSON 里不是 SurveyJS 定义。', 'The JSON is no SurveyJS definition.');
}

function container(
  definition: Record<string, unknown>,
  path: string,
  mapped: ReadonlyMap<string, Partial<ItemMapping>>,
  losses: Losses,
): ReadElement {
  const { elements, questions, name, title, visibleIf, type, description } = definition;
  const inside = recordsIn(elements ?? questions).flatMap((each, at) =>
    element(each, `${path}.elements.${at}`, mapped, losses),
  );
  for (const [field, value] of Object.entries(definition))
    if (!/^(elements|questions|name|title|visibleIf|type|description|state)$/.test(field))
      losses.add('', `${String(name ?? path)}.${field}`, value, 'setting');
  return {
    name: String(name ?? path.replaceAll('.', '-')),
    title: textOf(cleanText(title, '', `${path}.title`, losses)),
    element: {
      ...(type === undefined ? {} : { type }),
      ...(description === undefined
        ? {}
        : { description: cleanText(description, '', `${path}.description`, losses) }),
    },
    condition: typeof visibleIf === 'string' ? visibleIf : '',
    at: { field: path },
    inside,
  };
}

function element(
  definition: Record<string, unknown>,
  path: string,
  mapped: ReadonlyMap<string, Partial<ItemMapping>>,
  losses: Losses,
): ReadElement[] {
  const type = String(definition.type ?? '');
  const name = String(definition.name ?? '');
  if (type === 'panel') return [container(definition, path, mapped, losses)];
  if (!kinds.has(type)) {
    losses.add(name, 'type', type, 'question-kind');
    return [];
  }
  const kept: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(definition)) {
    if (/^(name|title|visibleIf|mingjian)$/.test(field)) continue;
    if (refused.has(field)) {
      const reason = /^default/.test(field)
        ? 'default'
        : /other/i.test(field)
          ? 'other'
          : /omment/.test(field)
            ? 'comment'
            : 'setting';
      if (value !== false) losses.add(name, field, value, reason);
    } else kept[field] = cleanText(value, name, field, losses);
  }
  const own = isRecord(definition.mingjian)
    ? (definition.mingjian as Partial<ItemMapping>)
    : mapped.get(name);
  return [
    {
      name,
      title: textOf(cleanText(definition.title ?? name, name, 'title', losses)),
      element: kept,
      condition: typeof definition.visibleIf === 'string' ? definition.visibleIf : '',
      at: { field: path },
      ...(own ? { mapping: own } : {}),
    },
  ];
}

/** Settings whose strings a person reads. */
const textFields =
  /^(title|description|text|html|completedHtml|placeholder|(min|max)RateDescription|label(True|False)|noneText|requiredErrorText)$/;

/** Leaves Chinese and English in every text within; a plain string goes to the language that it is written in. */
function cleanText(value: unknown, item: string, field: string, losses: Losses): unknown {
  const key = field.split('.').at(-1) ?? field;
  if (typeof value === 'string')
    return textFields.test(key) && value !== ''
      ? { [languageOfText(value) === 'zh' ? 'zh-cn' : 'en']: value }
      : value;
  if (Array.isArray(value)) return value.map((each, at) => cleanText(each, item, `${field}.${at}`, losses));
  if (!isRecord(value)) return value;
  if (!textFields.test(key))
    return Object.fromEntries(
      Object.entries(value).map(([inner, each]) => [
        inner,
        cleanText(each, item, `${field}.${inner}`, losses),
      ]),
    );
  const texts: Record<string, string> = {};
  for (const [locale, text] of Object.entries(value)) {
    if (typeof text !== 'string') continue;
    const language = locale === 'default' ? languageOfText(text) : languageNamed(locale);
    if (language === null) losses.add(item, `${field}.${locale}`, text, 'language');
    else texts[language === 'zh' ? 'zh-cn' : 'en'] ??= text;
  }
  return texts;
}
