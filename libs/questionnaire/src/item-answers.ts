import { compileQuestion } from './compile-question';
import { isRecord, itemCodesOf, questionsOf, valuesOf, type SurveyDefinition } from './survey-elements';

/** Largest value that a coded item takes: a snapshot keeps a byte an item. */
const LARGEST_CODE = 254;

/** Answers by item code: the rows of a matrix, stored under the name of the matrix, stand beside the other items. */
export function itemAnswers(answers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const byItem: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(answers)) {
    if (isRecord(value)) Object.assign(byItem, value);
    else byItem[name] = value;
  }
  return byItem;
}

/**
 * The codes of the items that are answered by one small whole number (0 to 254) each, in reading order: what can be
 * kept a byte an item. Numbers typed, dates, texts, rankings and several choices are not among them.
 */
export function codedItems(json: SurveyDefinition): string[] {
  return questionsOf(json).flatMap((question) => {
    const values = codesOffered(question.type, question.definition);
    const coded =
      values.length > 0 &&
      values.every((value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LARGEST_CODE);
    return coded ? itemCodesOf(question) : [];
  });
}

/** The values that one person's answer to a question, or to a row of it, can take; none where they cannot be listed. */
export function codesOffered(type: string, definition: Record<string, unknown>): (string | number)[] {
  if (type === 'radiogroup' || type === 'dropdown') return valuesOf(definition.choices);
  if (type === 'imagepicker' && definition.multiSelect !== true) return valuesOf(definition.choices);
  if (type === 'matrix') return valuesOf(definition.columns);
  if (type !== 'rating') return [];
  const listed = valuesOf(definition.rateValues);
  if (listed.length > 0) return listed;
  const check = compileQuestion({ name: '', type, definition })?.check;
  const all = Array.from({ length: 101 }, (_, value) => value);
  return check === undefined ? [] : all.filter((value) => check(value) === null);
}
