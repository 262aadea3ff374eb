import type { AnswerRule } from './answer-faults';
import { isRecord, valuesOf, type QuestionDefinition } from './survey-elements';

/** Tells what is wrong with a present answer, or nothing. */
export type AnswerCheck = (value: unknown) => AnswerRule | null;

export interface CompiledQuestion {
  name: string;
  required: boolean;
  /** Free text, which must never be repeated in an error. */
  text: boolean;
  isEmpty: (value: unknown) => boolean;
  check: AnswerCheck;
}

/** Longest text where the question states no length of its own. */
const LONGEST_TEXT = 2000;

/** Settings that bring answers or choices in from where a compiled check cannot follow. */
const uncompilableSettings = [
  'showOtherItem',
  'hasOther',
  'showCommentArea',
  'hasComment',
  'choicesByUrl',
  'choicesFromQuestion',
  'valueName',
  'valuePropertyName',
  'storeOthersAsComment',
  'maskType',
  'cellType',
] as const;

const compilers: Readonly<Record<string, (question: Record<string, unknown>) => AnswerCheck | null>> = {
  radiogroup: oneOf,
  dropdown: oneOf,
  checkbox: manyOf,
  rating,
  boolean: eitherOf,
  text: line,
  comment: text,
  matrix,
  ranking,
  imagepicker: (question) => (question.multiSelect === true ? manyOf(question) : oneOf(question)),
};

/** Compiles one question to a plain check; null when it is of a kind that is not offered. */
export function compileQuestion(question: Omit<QuestionDefinition, 'within'>): CompiledQuestion | null {
  const { name, type, definition } = question;
  const compile = Object.hasOwn(compilers, type) ? compilers[type] : undefined;
  if (compile === undefined || uncompilableSettings.some((setting) => Boolean(definition[setting])))
    return null;
  const check = compile(definition);
  if (check === null) return null;
  return {
    name,
    check,
    required:
      // A condition, where there is one, decides instead.
      (definition.isRequired === true && !definition.requiredIf) ||
      (type === 'matrix' && everyRowRequired(definition)) ||
      (type === 'ranking' && asksForSome(definition)),
    text: type === 'comment' || type === 'text',
    isEmpty: type === 'matrix' ? isEmptyMatrix : isEmpty,
  };
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

function isEmptyMatrix(value: unknown): boolean {
  return isEmpty(value) || (isRecord(value) && Object.keys(value).length === 0);
}

function offered(question: Record<string, unknown>): Set<string | number> {
  const special: [string, unknown][] = [
    ['none', question.showNoneItem ?? question.hasNone],
    ['refused', question.showRefuseItem],
    ['dontknow', question.showDontKnowItem],
  ];
  return new Set([
    ...valuesOf(question.choices),
    ...special.filter(([, shown]) => shown === true).map(([value]) => value),
  ]);
}

function isChoice(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** A choice must be of the kind offered: "5" for 5 is a client that is not ours. */
function choiceRule(choices: ReadonlySet<string | number>, value: unknown): AnswerRule | null {
  if (!isChoice(value)) return 'wrong-type';
  if (choices.has(value)) return null;
  const sameInAnotherKind = [...choices].some((choice) => String(choice) === String(value));
  return sameInAnotherKind ? 'wrong-type' : 'choice-not-offered';
}

function oneOf(question: Record<string, unknown>): AnswerCheck {
  const choices = offered(question);
  return (value) => choiceRule(choices, value);
}

function manyOf(question: Record<string, unknown>): AnswerCheck {
  const choices = offered(question);
  const least = positive(question.minSelectedChoices) ?? 0;
  const most = positive(question.maxSelectedChoices) ?? choices.size;
  return (value) => {
    if (!Array.isArray(value)) return 'wrong-type';
    if (value.length > choices.size) return 'too-many';
    for (const each of value) {
      const rule = choiceRule(choices, each);
      if (rule !== null) return rule;
    }
    if (new Set(value).size < value.length) return 'chosen-twice';
    if (value.length < least) return 'too-few';
    return value.length > most ? 'too-many' : null;
  };
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}

function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Steps of a rating as SurveyJS counts them: listed values, else from rateMin by rateStep to rateMax (or rateCount). */
function rating(question: Record<string, unknown>): AnswerCheck {
  const listed = valuesOf(question.rateValues);
  const first = finite(question.rateMin) ?? 1;
  const step = positive(question.rateStep) ?? 1;
  const last = finite(question.rateMax) ?? first + ((positive(question.rateCount) ?? 5) - 1) * step;
  const steps = Math.floor((last - first) / step + 1e-9) + 1;
  const choices = new Set<string | number>(
    listed.length > 0
      ? listed
      : Array.from({ length: Math.max(0, Math.min(steps, 100)) }, (_, index) => first + index * step),
  );
  return (value) => choiceRule(choices, value);
}

function eitherOf(question: Record<string, unknown>): AnswerCheck {
  const choices: unknown[] = [question.valueTrue ?? true, question.valueFalse ?? false];
  const kinds = new Set(choices.map((choice) => typeof choice));
  return (value) => {
    if (!kinds.has(typeof value)) return 'wrong-type';
    return choices.includes(value) ? null : 'choice-not-offered';
  };
}

function text(question: Record<string, unknown>): AnswerCheck {
  const longest = positive(question.maxLength) ?? LONGEST_TEXT;
  return (value) => {
    if (typeof value !== 'string') return 'wrong-type';
    return value.length > longest ? 'too-long' : null;
  };
}

function line(question: Record<string, unknown>): AnswerCheck | null {
  const kind = question.inputType ?? 'text';
  if (kind === 'text') return text(question);
  if (kind === 'date') return day(question);
  if (kind !== 'number') return null;
  const least = finite(question.min) ?? -Infinity;
  const most = finite(question.max) ?? Infinity;
  return (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'wrong-type';
    return value < least || value > most ? 'out-of-range' : null;
  };
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** A calendar day, `YYYY-MM-DD`, within `min` and `max`. */
function day(question: Record<string, unknown>): AnswerCheck {
  const least = typeof question.min === 'string' ? question.min : '';
  const most = typeof question.max === 'string' ? question.max : '9999-12-31';
  return (value) => {
    if (typeof value !== 'string' || !isDay(value)) return 'wrong-type';
    return value < least || value > most ? 'out-of-range' : null;
  };
}

function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

/** survey-core lets nobody pass over a ranking that asks for a number of choices. */
function asksForSome(ranking: Record<string, unknown>): boolean {
  return ranking.selectToRankEnabled === true && positive(ranking.minSelectedChoices) !== null;
}

/** All choices in order, or the first few where only some are to be put in order. */
function ranking(question: Record<string, unknown>): AnswerCheck {
  const some = question.selectToRankEnabled === true;
  const choices = offered(question).size;
  return manyOf(some ? question : { ...question, minSelectedChoices: choices, maxSelectedChoices: choices });
}

function everyRowRequired(matrixQuestion: Record<string, unknown>): boolean {
  return matrixQuestion.eachRowRequired === true || matrixQuestion.isAllRowRequired === true;
}

/** One choice a row: `{ row: column }`. */
function matrix(question: Record<string, unknown>): AnswerCheck {
  const rows = valuesOf(question.rows).map(String);
  const columns = new Set(valuesOf(question.columns));
  const everyRow = everyRowRequired(question);
  const noColumnTwice = question.eachRowUnique === true;
  return (value) => {
    if (!isRecord(value)) return 'wrong-type';
    const answered = Object.keys(value);
    if (answered.some((row) => !rows.includes(row))) return 'choice-not-offered';
    for (const row of answered) {
      const rule = choiceRule(columns, value[row]);
      if (rule !== null) return rule;
    }
    if (everyRow && answered.length < rows.length) return 'required';
    if (noColumnTwice && new Set(Object.values(value)).size < answered.length) return 'chosen-twice';
    return null;
  };
}
