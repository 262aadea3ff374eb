import type { Survey } from '@mingjian/contract/surveys';

export type SurveyStatus = Survey['status'];
export type SurveyAction = 'edit' | 'publish' | 'open' | 'close';

/**
 * What may be done with a survey in which state, and what it is then. Editing a published survey that is not open yet
 * makes it a draft again (its version stays what it was, the next publication makes another). Once answers may have
 * come in, nothing can be edited; closing can be taken back, which prolongs the fieldwork.
 */
const transitions: Readonly<Record<SurveyStatus, Partial<Record<SurveyAction, SurveyStatus>>>> = {
  draft: { edit: 'draft', publish: 'published' },
  published: { edit: 'draft', open: 'open' },
  open: { close: 'closed' },
  closed: { open: 'open' },
};

/** The state after an action, or null where it is not allowed. */
export function afterAction(status: SurveyStatus, action: SurveyAction): SurveyStatus | null {
  return transitions[status][action] ?? null;
}
