import { z } from 'zod';
import { countyCode } from '../identity';
import { modeCounts } from '../responses';
import { audience, surveyStatus } from '../surveys';

const count = z.number().int();

/** How far the fieldwork has come, as of a day; whoever answered is counted in steps of ten people. */
const reached = {
  countyCode,
  audience,
  /** Codes given out: everybody invited, all of them eligible. */
  invited: count,
  /** Codes traded for a credential; rounded down to ten until the survey is closed. */
  used: count,
};
/** AAPOR RR1 from that count: answers over all who were invited; null before anybody was. */
export const progressRow = z.object({
  ...reached,
  responseRate: z.number().nullable(),
  /** 目标: the answers that the sampling plan counts on, of those invited at the response rate that it assumes. */
  target: count,
});
/** 开放链接 of a county: answers stored, rounded down to ten until the survey is closed; `target` is its quota. */
export const progressOpen = z.object({
  countyCode,
  audience,
  target: count.nullable(),
  received: count,
});
/** In a school ten people are many, so that only what its RR1 is at most can be said honestly. */
export const progressSchool = z.object({
  ...reached,
  schoolCode: z.string(),
  schoolName: z.string(),
  rateAtMost: z.number(),
});
/** GET /api/cycles/:cycleId/progress: the one place of counts. */
export const progress = z.object({
  /** Asia/Shanghai day as of which codes are counted as used; those of a closed survey are final. */
  day: z.iso.date(),
  surveys: z.array(
    z.object({
      surveyId: z.string(),
      audience,
      status: surveyStatus,
      /** Hash of the published list of keys; null until the survey has been opened. */
      keyListHash: z.string().nullable(),
    }),
  ),
  rows: z.array(progressRow),
  open: z.array(progressOpen),
  modes: z.array(modeCounts),
  /** Schools, the lowest bound first. */
  schools: z.array(progressSchool),
});
export type Progress = z.infer<typeof progress>;

/** GET /api/cycles/:cycleId/coaching-reports: what respondents told; who they are is not known. */
export const coachingReports = z.array(
  z.object({ id: z.string(), surveyId: z.string(), audience, day: z.string(), text: z.string() }),
);
export type CoachingReports = z.infer<typeof coachingReports>;
