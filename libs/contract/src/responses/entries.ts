import { z } from 'zod';
import { audience } from '../surveys';
import { submitResponse } from './submission';

/**
 * 作答方式: by oneself with a code · by 开放链接 without one · 纸质问卷 keyed by a clerk · 代填, written down for somebody who
 * cannot.
 */
export const responseMode = z.enum(['online', 'open', 'paper', 'assisted']);
export type ResponseMode = z.infer<typeof responseMode>;
/** The modes that the agency enters. */
export const entryMode = responseMode.exclude(['online', 'open']);
export type EntryMode = z.infer<typeof entryMode>;

/**
 * POST /api/surveys/:id/entries — an answer that the agency keyed twice, under a credential and without the code. Nobody
 * timed it, so it holds no durations. Refused as `submitResponse` is.
 */
export const enterResponse = submitResponse.omit({ durations: true }).extend({ mode: entryMode }).strict();
export type EnterResponse = z.infer<typeof enterResponse>;

const count = z.number().int();
/** Answers of a survey by mode; each rounded down to ten until the survey is closed. */
export const modeCounts = z.object({
  audience,
  online: count,
  open: count,
  paper: count,
  assisted: count,
});
export type ModeCounts = z.infer<typeof modeCounts>;
