import { z } from 'zod';

/** 草稿 → 审核中 → 需修改 or 审核通过 → 已发布 → 开放作答 (may pause: 暂停) → 已结束. */
export const surveyStatus = z.enum([
  'draft',
  'inReview',
  'changesAsked',
  'approved',
  'published',
  'open',
  'paused',
  'closed',
]);
export type SurveyStatus = z.infer<typeof surveyStatus>;

/** Who did something to a survey, and when. */
export const mark = z.object({
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.iso.datetime(),
});

/** POST /api/surveys/:id/submit and /approve: `revision` is the state that the person has seen. */
export const reviewStep = z.strictObject({ revision: z.number().int() });
/** POST /api/surveys/:id/ask-changes: what is to be changed opens a thread about the whole survey. */
export const askChanges = reviewStep.extend({ text: z.string().trim().min(1).max(4000) });
export type AskChanges = z.infer<typeof askChanges>;

/** POST /api/surveys/:id/threads: about one item, or about the whole survey (null). */
export const openThread = z.strictObject({
  itemCode: z.string().max(60).nullable(),
  text: z.string().trim().min(1).max(4000),
});
export type OpenThread = z.infer<typeof openThread>;
/** POST /api/surveys/:id/threads/:threadId/comments. */
export const replyToThread = openThread.pick({ text: true });
/** POST /api/surveys/:id/threads/:threadId/state. */
export const setThreadState = z.strictObject({ resolved: z.boolean() });

/** 审核意见: a remark, what was answered to it, and whether it is settled. */
export const reviewThread = z.object({
  id: z.string(),
  itemCode: z.string().nullable(),
  /** The revision of the survey that was looked at. */
  revision: z.number().int(),
  comments: z.array(mark.extend({ id: z.string(), text: z.string() })),
  resolved: mark.nullable(),
});
export type ReviewThread = z.infer<typeof reviewThread>;
