import { ConditionRunner } from 'survey-core';
import { questionsOf, visitDefinition, type SurveyDefinition } from './survey-elements';

/** Whether and how each question is asked, given the answers before it. */
export interface AskedQuestions {
  /** Names of the questions that are shown, in reading order. */
  asked: ReadonlySet<string>;
  /** Those of them that a condition makes required. */
  required: ReadonlySet<string>;
  /** Those of them that cannot be answered now, and so are not required. */
  disabled: ReadonlySet<string>;
  /** The answers without those to questions that are not shown. */
  answers: Record<string, unknown>;
}

type Test = (answers: Readonly<Record<string, unknown>>) => boolean;

interface ConditionalQuestion {
  name: string;
  shown: Test[];
  required: Test | null;
  enabled: Test[];
}

export interface CompiledConditions {
  evaluate: (answers: Readonly<Record<string, unknown>>) => AskedQuestions;
  /** Whether every condition looks back only, so that one pass in reading order decides all of them. */
  exact: boolean;
}

/** Keys of a page, panel or question whose expression decides how a question is asked. */
export const conditionKeys = ['visibleIf', 'requiredIf', 'enableIf'] as const;

/**
 * Compiles the conditions of a survey once. Questions are judged in reading order, and an answer to a question that is
 * not shown counts for nothing afterwards, as on the phone. The expressions are survey-core's own, some microseconds each.
 */
export function compileConditions(json: SurveyDefinition): CompiledConditions {
  const questions = questionsOf(json);
  const compiled: ConditionalQuestion[] = questions.map(({ name, definition, within }) => {
    const around = [...within, definition];
    return {
      name,
      shown: around.flatMap((each) => [
        ...(each.visible === false ? [() => false] : []),
        ...testsOf(each.visibleIf),
      ]),
      required: testsOf(definition.requiredIf)[0] ?? null,
      enabled: around.flatMap((each) => testsOf(each.enableIf)),
    };
  });
  return {
    evaluate: (answers) => evaluate(compiled, answers),
    exact: referencesOf(json).every(({ to, place }) => place !== null && to >= 0 && to < place),
  };
}

function testsOf(expression: unknown): Test[] {
  if (typeof expression !== 'string' || expression.trim() === '') return [];
  const runner = new ConditionRunner(expression);
  return [(answers) => runner.runValues(answers) === true];
}

function evaluate(
  questions: readonly ConditionalQuestion[],
  given: Readonly<Record<string, unknown>>,
): AskedQuestions {
  const asked = new Set<string>();
  const required = new Set<string>();
  const disabled = new Set<string>();
  const answers: Record<string, unknown> = {};
  for (const question of questions) {
    if (!question.shown.every((test) => test(answers))) continue;
    asked.add(question.name);
    if (!question.enabled.every((test) => test(answers))) disabled.add(question.name);
    if (question.required?.(answers) === true) required.add(question.name);
    if (Object.hasOwn(given, question.name)) answers[question.name] = given[question.name];
  }
  return { asked, required, disabled, answers };
}

/** A condition that names a question. */
export interface Reference {
  /** The questions whose asking depends on it: one, or all of a page or panel. */
  from: readonly string[];
  /** Name of the page, panel or question that carries the condition. */
  at: string;
  variable: string;
  /** Position of the question named, in reading order; -1 where there is none. */
  to: number;
  /** Position of the first question that depends on it; null where none does. */
  place: number | null;
}

/** Every mention of a question in a condition of a page, panel or question. */
export function referencesOf(json: SurveyDefinition): Reference[] {
  const questions = questionsOf(json);
  const position = new Map(questions.map(({ name }, index) => [name, index]));
  const containers = new Set(questions.flatMap(({ definition, within }) => [...within, definition]));
  return [...containers].flatMap((container) => {
    const own = questions.filter(
      ({ definition, within }) => definition === container || within.includes(container),
    );
    const from = own.map(({ name }) => name);
    const place = from[0] === undefined ? null : (position.get(from[0]) ?? null);
    return variablesOf(container).map((variable) => ({
      from,
      at: String(container.name ?? ''),
      variable,
      to: position.get(questionIn(variable, position)) ?? -1,
      place,
    }));
  });
}

/** The question that a variable such as `child` or `matrix.row` speaks of. */
function questionIn(variable: string, known: ReadonlyMap<string, number>): string {
  if (known.has(variable)) return variable;
  return variable.split('.')[0] ?? variable;
}

function variablesOf(container: Record<string, unknown>): string[] {
  return conditionKeys.flatMap((key) => {
    const expression = container[key];
    if (typeof expression !== 'string' || expression.trim() === '') return [];
    return new ConditionRunner(expression).getVariables();
  });
}

/** Whether a definition holds what only survey-core itself can judge: other expressions, validators, triggers. */
export function asksMoreThanConditions(json: SurveyDefinition): boolean {
  let found = false;
  visitDefinition(json, (path, value) => {
    const key = path.at(-1) ?? '';
    if (value === '' || value === false || !needsCore.test(key)) return;
    const list = path.at(-3) ?? '';
    const compiled = (conditionKeys as readonly string[]).includes(key) && elementLists.has(list);
    if (!compiled) found = true;
  });
  return found;
}

const needsCore = /(If|Expression)$|^(expression|validators|triggers|calculatedValues)$/;
const elementLists: ReadonlySet<string> = new Set(['pages', 'elements', 'questions']);
