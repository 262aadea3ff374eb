/**
 * A condition on earlier answers, whatever the language it is written in: XLSForm's XPath, LimeSurvey's expressions or
 * SurveyJS's. Only what all three can say; anything else is not carried.
 */
export type Condition =
  | { op: 'and'; parts: Condition[] }
  | { op: 'or'; parts: Condition[] }
  | { op: 'not'; part: Condition }
  | { op: 'compare'; question: string; relation: Relation; value: string | number }
  | { op: 'chosen'; question: string; value: string | number }
  | { op: 'empty'; question: string };
export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type Dialect = 'xlsform' | 'lss' | 'surveyjs';

/**
 * The same condition with its questions resolved.
 *
 * @param resolve what stands for a reference; null when there is no such question
 * @returns null when a question is unknown
 */
export function resolved(
  condition: Condition,
  resolve: (reference: string) => { question: string; choice?: string } | null,
): Condition | null {
  if (condition.op === 'and' || condition.op === 'or') {
    const parts = condition.parts.map((part) => resolved(part, resolve));
    return parts.every((part) => part !== null) ? { op: condition.op, parts } : null;
  }
  if (condition.op === 'not') {
    const part = resolved(condition.part, resolve);
    return part && { op: 'not', part };
  }
  const target = resolve(condition.question);
  if (target === null) return null;
  const { question, choice } = target;
  if (choice === undefined) return { ...condition, question };
  // LimeSurvey has a variable for each choice of a multiple question: "Y" when chosen, else empty.
  const chosen: Condition = { op: 'chosen', question, value: choice };
  if (condition.op === 'empty') return { op: 'not', part: chosen };
  if (condition.op !== 'compare' || condition.value !== 'Y') return null;
  if (condition.relation === '=') return chosen;
  return condition.relation === '!=' ? { op: 'not', part: chosen } : null;
}

/** Every question that a condition asks about. */
export function questionsIn(condition: Condition): string[] {
  if (condition.op === 'and' || condition.op === 'or') return condition.parts.flatMap(questionsIn);
  return condition.op === 'not' ? questionsIn(condition.part) : [condition.question];
}

/** Numbers for numbers: a value that a question offers as a number is compared as one. */
export function withKinds(
  condition: Condition,
  valuesOf: (question: string) => ReadonlySet<string | number>,
  isMultiple: (question: string) => boolean,
): Condition {
  if (condition.op === 'and' || condition.op === 'or')
    return { op: condition.op, parts: condition.parts.map((part) => withKinds(part, valuesOf, isMultiple)) };
  if (condition.op === 'not') return { op: 'not', part: withKinds(condition.part, valuesOf, isMultiple) };
  if (condition.op === 'empty') return condition;
  const offered = valuesOf(condition.question);
  const value = [...offered].find((each) => String(each) === String(condition.value)) ?? condition.value;
  const { question } = condition;
  if (condition.op === 'chosen' && !isMultiple(question))
    return { op: 'compare', question, relation: '=', value };
  if (condition.op === 'compare' && isMultiple(question) && condition.relation === '=')
    return { op: 'chosen', question, value };
  return { ...condition, value };
}
