import type { Audience, BothLanguages, Item, ItemRole } from '../item';
import { NOT_APPLICABLE } from '../item';
import { valuesOf } from '../survey-elements';
import { writeChoices, writeText, type Choice, type Element } from './draft';

/** 题型: what the designer offers, each a SurveyJS construct that the server can check. */
export const questionKinds = [
  'likert',
  'matrix',
  'single',
  'multiple',
  'rating',
  'nps',
  'ranking',
  'number',
  'line',
  'text',
  'date',
  'image',
  'consent',
  'attention',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** The value of the one choice that a consent holds. */
const AGREED = 'agree';

/** Five levels of satisfaction, best first, as printed questionnaires have them. */
const satisfaction: readonly [number, string, string][] = [
  [5, '非常满意', 'Very satisfied'],
  [4, '满意', 'Satisfied'],
  [3, '一般', 'Neutral'],
  [2, '不满意', 'Dissatisfied'],
  [1, '非常不满意', 'Very dissatisfied'],
];
const agreementOfPupils: readonly [number, string, string][] = [
  [5, '完全同意', 'I fully agree'],
  [4, '比较同意', 'I rather agree'],
  [3, '说不清', 'I am not sure'],
  [2, '不太同意', 'I rather disagree'],
  [1, '完全不同意', 'I fully disagree'],
];
const notApplicable: BothLanguages = { zh: '不了解／不适用', en: 'Not sure / does not apply' };

export function notApplicableChoice(): Choice {
  return { value: NOT_APPLICABLE, text: notApplicable };
}

/** The levels of a scored item, with 不了解／不适用 as 0. */
function levelsFor(audience: Audience): Choice[] {
  const levels = audience === 'student' ? agreementOfPupils : satisfaction;
  return [...levels.map(([value, zh, en]) => ({ value, text: { zh, en } })), notApplicableChoice()];
}

/** The kind of an element, or null for what only the JSON view can edit. */
export function kindOf(element: Element, items: readonly Item[] = []): QuestionKind | null {
  const attention = items.some((item) => item.code === element.name && item.role === 'attention');
  switch (element.type) {
    case 'radiogroup': {
      if (attention) return 'attention';
      return isFivePoint(valuesOf(element.choices)) ? 'likert' : 'single';
    }
    case 'matrix':
      return 'matrix';
    case 'checkbox': {
      const values = valuesOf(element.choices);
      return values.length === 1 && values[0] === AGREED ? 'consent' : 'multiple';
    }
    case 'rating':
      return element.rateMin === 0 && element.rateMax === 10 ? 'nps' : 'rating';
    case 'ranking':
      return 'ranking';
    case 'imagepicker':
      return 'image';
    case 'comment':
      return 'text';
    case 'text':
      return element.inputType === 'number' ? 'number' : element.inputType === 'date' ? 'date' : 'line';
    default:
      return null;
  }
}

export function isFivePoint(values: readonly (string | number)[]): boolean {
  const levels = values.filter((value) => value !== NOT_APPLICABLE);
  return levels.length === 5 && [1, 2, 3, 4, 5].every((level) => levels.includes(level));
}

/** The first use that a question of a kind is put to. */
export function firstRole(kind: QuestionKind): ItemRole {
  switch (kind) {
    case 'likert':
    case 'matrix':
    case 'rating':
      return 'scored';
    case 'attention':
      return 'attention';
    case 'text':
    case 'line':
      return 'open';
    case 'single':
      return 'demographic';
    default:
      return 'descriptive';
  }
}

const twoChoices: Choice[] = [
  { value: 1, text: { zh: '', en: '' } },
  { value: 2, text: { zh: '', en: '' } },
];

/** A new question of a kind. `rows` gives the codes of a matrix's rows, each an item of its own. */
export function newQuestion(
  kind: QuestionKind,
  name: string,
  title: BothLanguages,
  audience: Audience,
  rows: readonly Choice[] = [],
): Element {
  const common = { name, title: writeText(title, undefined) };
  const choices = (list: readonly Choice[]) => writeChoices(list, undefined);
  switch (kind) {
    case 'likert':
      return { type: 'radiogroup', ...common, isRequired: true, choices: choices(levelsFor(audience)) };
    case 'attention':
      return { type: 'radiogroup', ...common, isRequired: true, choices: choices(levelsFor(audience)) };
    case 'matrix':
      return {
        type: 'matrix',
        ...common,
        eachRowRequired: true,
        columns: choices(levelsFor(audience)),
        rows: choices(rows),
      };
    case 'single':
      return { type: 'radiogroup', ...common, isRequired: true, choices: choices(twoChoices) };
    case 'multiple':
      return { type: 'checkbox', ...common, choices: choices(twoChoices) };
    case 'rating':
      return {
        type: 'rating',
        ...common,
        isRequired: true,
        displayMode: 'buttons',
        rateValues: choices([
          ...[1, 2, 3, 4, 5].map((value) => ({ value, text: { zh: String(value), en: String(value) } })),
          { value: NOT_APPLICABLE, text: { zh: '不了解', en: 'N/A' } },
        ]),
        minRateDescription: writeText({ zh: '很差', en: 'Very poor' }, undefined),
        maxRateDescription: writeText({ zh: '很好', en: 'Very good' }, undefined),
      };
    case 'nps':
      return {
        type: 'rating',
        ...common,
        displayMode: 'buttons',
        rateMin: 0,
        rateMax: 10,
        minRateDescription: writeText({ zh: '完全不会', en: 'Not at all likely' }, undefined),
        maxRateDescription: writeText({ zh: '一定会', en: 'Certainly' }, undefined),
      };
    case 'ranking':
      return {
        type: 'ranking',
        ...common,
        choices: choices(twoChoices),
        selectToRankEnabled: true,
        minSelectedChoices: 2,
        maxSelectedChoices: 2,
      };
    case 'number':
      return { type: 'text', inputType: 'number', ...common };
    case 'date':
      return { type: 'text', inputType: 'date', ...common };
    case 'line':
      return { type: 'text', ...common, maxLength: 60 };
    case 'text':
      return { type: 'comment', ...common, maxLength: 300 };
    case 'image':
      return {
        type: 'imagepicker',
        ...common,
        showLabel: true,
        choices: choices(twoChoices.map((choice) => ({ ...choice, imageLink: '' }))),
      };
    case 'consent':
      return {
        type: 'checkbox',
        ...common,
        isRequired: true,
        choices: choices([
          { value: AGREED, text: { zh: '我已了解并同意', en: 'I have read this and agree' } },
        ]),
      };
  }
}
