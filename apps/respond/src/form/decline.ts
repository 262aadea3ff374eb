import type { Question } from 'survey-core';

const NOT_APPLICABLE = 0;

interface Choices {
  visibleChoices?: { value: unknown }[];
}

/**
 * How a question can be passed over: `none` where an answer is needed and no choice declines it, `leave` where none is
 * needed, `decline` where one choice says "do not know".
 */
export function wayToSkip(question: Question): 'none' | 'leave' | 'decline' {
  if (!question.isRequired) return 'leave';
  const { visibleChoices } = question as Question & Choices;
  return visibleChoices?.some(({ value }) => value === NOT_APPLICABLE) === true ? 'decline' : 'none';
}

/** Passes over what is not answered yet; an answer that is there stays. */
export function skip(question: Question): void {
  if (question.isEmpty() && wayToSkip(question) === 'decline') question.value = NOT_APPLICABLE;
}
