import { z } from 'zod';
import { localized } from '../localized';
import { itemMapping } from './items';

export const exchangeFormat = z.enum(['xlsform', 'lss', 'surveyjs']);
export type ExchangeFormat = z.infer<typeof exchangeFormat>;

/** Something that the other format has and this one does not: told, never dropped silently. */
export const loss = z.object({
  /** The question's code, or empty for the questionnaire as a whole. */
  item: z.string(),
  field: z.string(),
  value: z.string(),
  reason: localized,
});
export type Loss = z.infer<typeof loss>;

/** POST /api/cycles/:id/questionnaire-file (multipart file): what would come, and what would be lost. Writes nothing. */
export const carriedSurvey = z.object({
  format: exchangeFormat,
  title: localized,
  json: z.record(z.string(), z.unknown()),
  items: z.array(itemMapping),
  losses: z.array(loss),
});
export type CarriedSurvey = z.infer<typeof carriedSurvey>;
