import { Model, type Question } from 'survey-core';
import type { AnswerFault } from './answer-faults';
import type { SurveyDefinition } from './survey-elements';

/**
 * What survey-core itself says of the answers: what it would not have asked, would not have offered or would
 * not have let pass. It is exact for every construct and some thousand times slower than a compiled check,
 * and lenient about kinds ("1" passes for 1), so the compiled checks come first.
 */
export function coreVerdict(
  json: SurveyDefinition,
  answers: Readonly<Record<string, unknown>>,
): AnswerFault[] {
  const survey = new Model(structuredClone(json));
  survey.data = structuredClone(answers);
  const questions = survey.getAllQuestions();
  const faults: AnswerFault[] = questions
    .filter((question) => !isAsked(question) && Object.hasOwn(answers, question.name))
    .map((question) => ({ field: question.name, rule: 'not-asked' }));
  survey.validate(true);
  for (const question of questions) {
    if (!isAsked(question) || question.errors.length === 0) continue;
    const missing = question.isRequired && question.isEmpty();
    faults.push({ field: question.name, rule: missing ? 'required' : 'rejected' });
  }
  const blamed = new Set(faults.map((fault) => fault.field));
  survey.clearIncorrectValues(true);
  for (const [name, value] of Object.entries(answers)) {
    if (!blamed.has(name) && JSON.stringify(survey.getValue(name)) !== JSON.stringify(value)) {
      faults.push({ field: name, rule: 'choice-not-offered' });
    }
  }
  survey.dispose();
  return faults;
}

function isAsked(question: Question): boolean {
  return question.isVisible && question.isParentVisible;
}
