import { z } from 'zod';
import { localized } from '../localized';
import { audience, itemMapping } from './items';
import { mark, surveyStatus } from './reviews';
import { surveyJson } from './survey-json';

export * from './exchange';
export * from './items';
export * from './open-link';
export * from './reviews';
export * from './schedule';
export * from './survey-json';
export * from './versions';
export type { PreviewMessage } from './preview';

export const createSurvey = z.strictObject({
  cycleId: z.string(),
  audience,
  title: localized,
  json: surveyJson,
  items: z.array(itemMapping).max(200),
});
export type CreateSurvey = z.infer<typeof createSurvey>;
export const updateSurvey = z.strictObject({
  title: localized,
  json: surveyJson,
  items: z.array(itemMapping).max(200),
  revision: z.number().int(),
});

/** POST /api/surveys/:id/close — for how many hours answers under a credential from before are still taken. */
export const defaultLateHours = 72;
export const closeSurvey = z
  .strictObject({ lateHours: z.number().int().min(0).max(336).default(defaultLateHours) })
  .default({ lateHours: defaultLateHours });

export const survey = z.object({
  id: z.string(),
  cycleId: z.string(),
  audience,
  title: localized,
  status: surveyStatus,
  revision: z.number().int(),
  /** Who last changed what is asked; somebody else has to approve it. */
  lastEdit: mark.nullable(),
  /** Of the content as it stands: an edit takes it away. */
  approval: mark.nullable(),
  /** Whether people without a code may answer, as a sample of nobody knows whom. */
  openLink: z.boolean(),
  /** The version of another cycle that it was copied from. */
  copiedFrom: z.string().nullable(),
  publishedVersion: z
    .object({ id: z.string(), number: z.number().int(), hash: z.string(), publishedAt: z.iso.datetime() })
    .nullable(),
  warnings: z.array(localized),
});
export type Survey = z.infer<typeof survey>;
export const surveyDetail = survey.extend({ json: surveyJson, items: z.array(itemMapping) });
export type SurveyDetail = z.infer<typeof surveyDetail>;

export const surveyVersion = z.object({
  id: z.string(),
  surveyId: z.string(),
  number: z.number().int(),
  audience,
  title: localized,
  hash: z.string(),
  json: surveyJson,
  items: z.array(itemMapping),
  publishedAt: z.iso.datetime(),
});
export type SurveyVersion = z.infer<typeof surveyVersion>;
