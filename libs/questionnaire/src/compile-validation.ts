import type { AnswerFault } from './answer-faults';
import { compileQuestion, type CompiledQuestion } from './compile-question';
import { asksMoreThanConditions, compileConditions, type CompiledConditions } from './conditions';
import { coreVerdict } from './core-verdict';
import { containersOf, isRecord, questionsOf, type SurveyDefinition } from './survey-elements';

export type AnswersVerdict =
  { ok: true; answers: Record<string, unknown> } | { ok: false; faults: AnswerFault[] };

export interface CompiledValidation {
  /**
   * Judges the answers of one person. Unanswered questions, and those that the earlier answers hide, are left out of
   * the answers handed back.
   */
  validate: (answers: unknown) => AnswersVerdict;
  /** Names of the questions that answers may speak of. */
  names: ReadonlySet<string>;
  /** Names of questions that no check exists for; a survey with any of them must not be published. */
  unsupported: string[];
  /** Whether validators, triggers or uncommon conditions make survey-core itself have the last word. */
  asksCore: boolean;
}

const LONGEST_FAULT_VALUE = 40;
const MOST_FAULTS = 50;

/**
 * Compiles a published survey once into a plain function that judges answers, in microseconds and without
 * survey-core's model, unless the survey holds triggers, validators or conditions that look ahead. What it lets pass,
 * survey-core lets pass; it is stricter in kinds, lengths, numbers of choices, calendar days and steps of a rating,
 * which survey-core leaves to the input field.
 */
export function compileValidation(json: SurveyDefinition): CompiledValidation {
  const compiled = new Map<string, CompiledQuestion>();
  const unsupported: string[] = [];
  for (const question of questionsOf(json)) {
    const own = compileQuestion(question);
    if (own === null) unsupported.push(question.name);
    else compiled.set(question.name, own);
  }
  const conditions = compileConditions(json);
  const asksCore =
    !conditions.exact ||
    asksMoreThanConditions(json) ||
    containersOf(json).some((container) => container.isRequired === true);
  return {
    names: new Set(compiled.keys()),
    unsupported,
    asksCore,
    validate: (answers) => judge(json, compiled, conditions, asksCore, answers),
  };
}

function judge(
  json: SurveyDefinition,
  compiled: ReadonlyMap<string, CompiledQuestion>,
  conditions: CompiledConditions,
  asksCore: boolean,
  answers: unknown,
): AnswersVerdict {
  if (!isRecord(answers)) return { ok: false, faults: [{ field: '', rule: 'answers-object' }] };
  const faults: AnswerFault[] = [];
  const accepted: Record<string, unknown> = {};
  const now = conditions.evaluate(answers);
  for (const name of Object.keys(answers)) {
    if (!compiled.has(name))
      faults.push({ field: name.slice(0, LONGEST_FAULT_VALUE), rule: 'unknown-question' });
  }
  for (const question of compiled.values()) {
    if (conditions.exact && !now.asked.has(question.name)) continue;
    const value = Object.hasOwn(answers, question.name) ? answers[question.name] : undefined;
    if (question.isEmpty(value)) {
      const required =
        (question.required || now.required.has(question.name)) && !now.disabled.has(question.name);
      if (required && !asksCore) faults.push({ field: question.name, rule: 'required' });
      continue;
    }
    const rule = question.check(value);
    if (rule === null) accepted[question.name] = value;
    else faults.push({ field: question.name, rule, ...shown(question, value) });
  }
  if (faults.length === 0 && asksCore) faults.push(...coreVerdict(json, accepted));
  return faults.length === 0
    ? { ok: true, answers: accepted }
    : { ok: false, faults: faults.slice(0, MOST_FAULTS) };
}

function shown(question: CompiledQuestion, value: unknown): { value?: string } {
  if (question.text || (typeof value === 'object' && value !== null)) return {};
  return { value: String(value).slice(0, LONGEST_FAULT_VALUE) };
}
