import type { Survey } from '@mingjian/contract/surveys';
import { Problem } from '../platform';

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

const statusNames: Record<SurveyStatus, { zh: string; en: string }> = {
  draft: { zh: '尚未发布', en: 'a draft' },
  published: { zh: '已发布', en: 'published' },
  open: { zh: '正在作答', en: 'open' },
  closed: { zh: '已结束', en: 'closed' },
};
const actionNames: Record<SurveyAction, { zh: string; en: string }> = {
  edit: { zh: '修改', en: 'edited' },
  publish: { zh: '发布', en: 'published' },
  open: { zh: '开放作答', en: 'opened' },
  close: { zh: '结束作答', en: 'closed' },
};

/** The state after an action. @throws Problem 409 `survey-state` where it is not allowed, naming both */
export function requireAction(status: SurveyStatus, action: SurveyAction): SurveyStatus {
  const after = afterAction(status, action);
  if (after !== null) return after;
  const now = statusNames[status];
  const wanted = actionNames[action];
  throw new Problem(409, 'survey-state', {
    zh: `问卷${now.zh}，不能${wanted.zh}。`,
    en: `The survey is ${now.en} and cannot be ${wanted.en}.`,
  });
}
