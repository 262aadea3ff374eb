import { z } from 'zod';

/** PUT /api/surveys/:id/schedule — when a survey opens and closes by itself; null leaves it to a person. */
export const putSchedule = z.strictObject({
  opensAt: z.iso.datetime({ offset: true }).nullable(),
  closesAt: z.iso.datetime({ offset: true }).nullable(),
  /** 0 for the first time. */
  revision: z.number().int(),
});
export type PutSchedule = z.infer<typeof putSchedule>;

export const surveySchedule = z.object({
  surveyId: z.string(),
  opensAt: z.iso.datetime().nullable(),
  closesAt: z.iso.datetime().nullable(),
  /** What was due has been done. */
  opened: z.boolean(),
  closed: z.boolean(),
  revision: z.number().int(),
});
export type SurveySchedule = z.infer<typeof surveySchedule>;
