import type { SurveyStatus } from '@mingjian/contract/surveys';
import { Problem } from '../platform';

export type SurveyAction =
  | 'edit'
  | 'openLink'
  | 'submit'
  | 'askChanges'
  | 'approve'
  | 'publish'
  | 'open'
  | 'pause'
  | 'resume'
  | 'close';

/**
 * What may be done with a survey in which state, and what it is then. Two people bring it to publication: one submits,
 * another asks for changes or approves. An edit takes a review or an approval away; a survey whose changes were asked
 * for stays so until it is submitted again. Editing a published survey that is not open yet makes it a draft again (its
 * version stays what it was, the next publication makes another). Once answers may have come in, nothing can be edited;
 * closing can be taken back, which prolongs the fieldwork.
 */
const transitions: Readonly<Record<SurveyStatus, Partial<Record<SurveyAction, SurveyStatus>>>> = {
  draft: { edit: 'draft', openLink: 'draft', submit: 'inReview' },
  inReview: { edit: 'draft', openLink: 'inReview', askChanges: 'changesAsked', approve: 'approved' },
  changesAsked: { edit: 'changesAsked', openLink: 'changesAsked', submit: 'inReview' },
  approved: { edit: 'draft', openLink: 'approved', askChanges: 'changesAsked', publish: 'published' },
  published: { edit: 'draft', openLink: 'published', open: 'open' },
  open: { pause: 'paused', close: 'closed' },
  paused: { resume: 'open', close: 'closed' },
  closed: { open: 'open' },
};

/** The state after an action, or null where it is not allowed. */
export function afterAction(status: SurveyStatus, action: SurveyAction): SurveyStatus | null {
  return transitions[status][action] ?? null;
}

const statusNames: Record<SurveyStatus, { zh: string; en: string }> = {
  draft: { zh: '还是草稿', en: 'a draft' },
  inReview: { zh: '正在审核', en: 'in review' },
  changesAsked: { zh: '被要求修改', en: 'waiting for changes' },
  approved: { zh: '已通过审核', en: 'approved' },
  published: { zh: '已发布', en: 'published' },
  open: { zh: '正在作答', en: 'open' },
  paused: { zh: '暂停作答', en: 'paused' },
  closed: { zh: '已结束', en: 'closed' },
};
const actionNames: Record<SurveyAction, { zh: string; en: string }> = {
  edit: { zh: '修改', en: 'edited' },
  openLink: { zh: '更改开放链接', en: 'given or refused an open link' },
  submit: { zh: '送审', en: 'submitted for review' },
  askChanges: { zh: '退回修改', en: 'sent back for changes' },
  approve: { zh: '通过审核', en: 'approved' },
  publish: { zh: '发布', en: 'published' },
  open: { zh: '开放作答', en: 'opened' },
  pause: { zh: '暂停作答', en: 'paused' },
  resume: { zh: '恢复作答', en: 'resumed' },
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

/**
 * Four eyes: whoever last changed what is asked does not judge it.
 *
 * @throws Problem 409 `second-person`
 */
export function requireSecondPerson(reviewerId: string, lastEditorId: string | null): void {
  if (reviewerId !== lastEditorId) return;
  throw new Problem(409, 'second-person', {
    zh: '您是最后修改这份问卷的人，须由机构的另一位同事审核。',
    en: 'You were the last to change this survey; a colleague of your agency has to review it.',
  });
}
