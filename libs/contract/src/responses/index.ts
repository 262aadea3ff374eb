import { z } from 'zod';
import { language, localized } from '../localized';
import { audience, surveyJson } from '../surveys';

/** GET /api/respond/:surveyId — everything the phone needs to show and check the form. */
export const openForm = z.object({
  surveyId: z.string(),
  versionId: z.string(),
  versionHash: z.string(),
  audience,
  title: localized,
  status: z.enum(['published', 'open', 'closed']),
  json: surveyJson,
});
export type OpenForm = z.infer<typeof openForm>;

/** POST /api/respond/:surveyId/code — tells whether a code may answer, before the person starts. */
export const checkCode = z.strictObject({ code: z.string().min(1).max(40) });
export const codeVerdict = z.object({ usable: z.literal(true) });

export const answerValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string(), z.number()])),
]);
export type AnswerValue = z.infer<typeof answerValue>;

/**
 * POST /api/respond/:surveyId/responses. `submissionId` is made by the phone and makes sending again harmless:
 * the same body gets the same reply, another body under the same id or a code already used gets 409.
 * `durations` holds milliseconds per item.
 */
export const submitResponse = z.strictObject({
  submissionId: z.uuid(),
  versionId: z.string().max(40),
  code: z.string().min(1).max(40),
  language,
  answers: z.record(z.string().max(40), z.unknown()),
  durations: z.record(z.string().max(40), z.number().int().min(0).max(86_400_000)),
});
export type SubmitResponse = z.infer<typeof submitResponse>;
export const submitted = z.object({ accepted: z.literal(true), thanks: localized });
export type Submitted = z.infer<typeof submitted>;
/** POST /api/respond/:surveyId/coaching — 举报诱导作答: no code, no identity. */
export const coachingReport = z.strictObject({ text: z.string().min(1).max(1000) });
