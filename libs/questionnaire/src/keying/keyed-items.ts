import type { AnswerRule } from '../answer-faults';
import { compileQuestion, type AnswerCheck } from '../compile-question';
import { readChoices, readText } from '../editing';
import type { BothLanguages } from '../item';
import { codesOffered } from '../item-answers';
import { itemCodesOf, questionsOf, type QuestionDefinition, type SurveyDefinition } from '../survey-elements';

/** What a clerk types for a choice, and what is stored for it. */
export interface KeyedChoice {
  key: string;
  value: string | number | boolean;
  text: BothLanguages;
}

/** One line that a clerk keys from paper: a question, or a row of a matrix. */
export interface KeyedItem {
  code: string;
  /** The question under whose name the answer is handed in. */
  question: string;
  isRow: boolean;
  kind: 'one' | 'several' | 'number' | 'date' | 'text';
  title: BothLanguages;
  /** Empty where something is typed. */
  choices: readonly KeyedChoice[];
  /** Every choice has a single key, so that the next line can follow by itself. */
  singleKeys: boolean;
  check: AnswerCheck;
}

/** What was typed, read as an answer: a value, nothing, or the rule that it breaks. */
export type Reading = { value: unknown } | { rule: AnswerRule };

/** Every item of a published version in reading order, as it is keyed from paper. */
export function keyedItems(json: SurveyDefinition): KeyedItem[] {
  return questionsOf(json).flatMap((question): KeyedItem[] => {
    const check = compileQuestion(question)?.check;
    if (check === undefined) return [];
    const kind = kindOf(question);
    const choices = keyed(choicesOf(question));
    const singleKeys = choices.length > 0 && choices.every(({ key }) => key.length === 1);
    const common = { question: question.name, kind, choices, singleKeys };
    if (question.type !== 'matrix') {
      const { name: code } = question;
      const title = titled(readText(question.definition.title), code);
      return [{ ...common, code, title, isRow: false, check }];
    }
    const rows = readChoices(question.definition.rows);
    return itemCodesOf(question).map((code, at) => ({
      ...common,
      code,
      title: titled(rows[at]?.text ?? { zh: '', en: '' }, code),
      isRow: true,
      check: () => null,
    }));
  });
}

/** Full-width digits, blanks and capitals are forgiven; what is left empty is no answer. */
export function readKeyed(item: KeyedItem, typed: string): Reading {
  const text = item.kind === 'text' ? typed.normalize('NFC').trim() : typed.normalize('NFKC').trim();
  if (text === '') return { value: undefined };
  const value = valueOf(item, text);
  if (value === null) return { rule: item.choices.length > 0 ? 'choice-not-offered' : 'wrong-type' };
  const rule = item.check(value);
  return rule === null ? { value } : { rule };
}

function valueOf(item: KeyedItem, text: string): unknown {
  switch (item.kind) {
    case 'text':
    case 'date':
      return text;
    case 'number':
      return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
    case 'one':
      return chosen(item, text);
    case 'several': {
      const apart = text.split(/[\s,;、]+/).filter((key) => key !== '');
      const keys = apart.length === 1 && item.singleKeys ? [...text] : apart;
      const values = keys.map((key) => chosen(item, key));
      return values.includes(null) ? null : values;
    }
  }
}

function chosen(item: KeyedItem, key: string): string | number | boolean | null {
  return item.choices.find((choice) => choice.key === key.toLowerCase())?.value ?? null;
}

function kindOf({ type, definition }: QuestionDefinition): KeyedItem['kind'] {
  if (type === 'comment') return 'text';
  if (type === 'text') {
    if (definition.inputType === 'number') return 'number';
    return definition.inputType === 'date' ? 'date' : 'text';
  }
  const several =
    type === 'checkbox' || type === 'ranking' || (type === 'imagepicker' && definition.multiSelect === true);
  return several ? 'several' : 'one';
}

type Choice = Omit<KeyedChoice, 'key'>;

function choicesOf({ type, definition }: QuestionDefinition): Choice[] {
  if (type === 'text' || type === 'comment') return [];
  if (type === 'matrix') return readChoices(definition.columns);
  if (type === 'boolean') {
    const yes = titled(readText(definition.labelTrue), '是', 'Yes');
    const no = titled(readText(definition.labelFalse), '否', 'No');
    return [
      { value: (definition.valueTrue ?? true) as KeyedChoice['value'], text: yes },
      { value: (definition.valueFalse ?? false) as KeyedChoice['value'], text: no },
    ];
  }
  if (type === 'rating') {
    const listed = readChoices(definition.rateValues);
    const steps = codesOffered(type, definition);
    return steps.map((value) => ({
      value,
      text: listed.find((each) => each.value === value)?.text ?? { zh: '', en: '' },
    }));
  }
  const specials: [string, unknown, unknown, BothLanguages][] = [
    [
      'none',
      definition.showNoneItem ?? definition.hasNone,
      definition.noneText,
      { zh: '以上都不是', en: 'None' },
    ],
    ['refused', definition.showRefuseItem, definition.refuseText, { zh: '拒绝回答', en: 'Refused' }],
    ['dontknow', definition.showDontKnowItem, definition.dontKnowText, { zh: '不知道', en: 'Do not know' }],
  ];
  return [
    ...readChoices(definition.choices),
    ...specials
      .filter(([, shown]) => shown === true)
      .map(([value, , text, usual]) => ({ value, text: titled(readText(text), usual.zh, usual.en) })),
  ];
}

/** Numbers are keyed as they are printed; choices without a number by their place on the page. */
function keyed(choices: readonly Choice[]): KeyedChoice[] {
  const numbered = choices.filter(({ value }) => typeof value === 'number');
  const asPrinted =
    numbered.length > 0 && numbered.every(({ value }) => Number.isInteger(value) && Number(value) >= 0);
  const letters: Readonly<Record<string, string>> = { none: 'n', refused: 'r', dontknow: 'd' };
  return choices.map((choice, at) => {
    const letter = asPrinted && typeof choice.value === 'string' ? letters[choice.value] : undefined;
    const key =
      letter ?? (asPrinted && typeof choice.value === 'number' ? String(choice.value) : String(at + 1));
    return { ...choice, key };
  });
}

function titled(text: BothLanguages, zh: string, en = zh): BothLanguages {
  return { zh: text.zh || zh, en: text.en || text.zh || en };
}
