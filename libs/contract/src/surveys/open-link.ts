import { z } from 'zod';
import { countyCode } from '../identity';

/** PUT /api/surveys/:id/open-link — until the survey is opened for the first time. */
export const setOpenLink = z.strictObject({ openLink: z.boolean(), revision: z.number().int() });
export type SetOpenLink = z.infer<typeof setOpenLink>;

/** What newcomers read who find the door closed; nothing in both languages stands for the usual words. */
const closingText = z.string().trim().max(200);

/**
 * PUT /api/surveys/:id/open-link-terms — at any time. A quota closes the open link of its county to newcomers once that
 * many answers are stored; who has begun still hands in. A county that is not named takes all who come.
 */
export const putOpenLinkTerms = z.strictObject({
  /** False stops the open link in all counties, while who has a code goes on answering. */
  taking: z.boolean(),
  quotas: z.array(z.strictObject({ countyCode, quota: z.number().int().min(10).max(1_000_000) })).max(200),
  closingText: z.strictObject({ zh: closingText, en: closingText }),
  /** 0 for the first time. */
  revision: z.number().int(),
});
export type PutOpenLinkTerms = z.infer<typeof putOpenLinkTerms>;
export const openLinkTerms = putOpenLinkTerms.extend({ surveyId: z.string() });
export type OpenLinkTerms = z.infer<typeof openLinkTerms>;
