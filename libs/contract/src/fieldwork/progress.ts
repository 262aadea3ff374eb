import { z } from 'zod';
import { countyCode } from '../identity';
import { audience } from '../surveys';

const count = z.number().int();

/** How far the fieldwork has come, as of a day; whoever answered is counted in steps of ten people. */
const reached = {
  countyCode,
  audience,
  /** Codes given out: everybody invited, all of them eligible. */
  invited: count,
  /** Codes traded for a credential, rounded down to ten. */
  used: count,
  /** AAPOR RR1 from the same rounded count: answers over all who were invited; null before anybody was. */
  responseRate: z.number().nullable(),
};
export const progressRow = z.object({ ...reached, target: count.nullable() });
export const progressSchool = z.object({ ...reached, schoolCode: z.string(), schoolName: z.string() });
export const progress = z.object({
  day: z.iso.date(),
  rows: z.array(progressRow),
  /** Schools, the lowest rate first. */
  schools: z.array(progressSchool),
});
export type Progress = z.infer<typeof progress>;

/** GET /api/cycles/:cycleId/coaching-reports: what respondents told; who they are is not known. */
export const coachingReports = z.array(
  z.object({ id: z.string(), surveyId: z.string(), audience, day: z.string(), text: z.string() }),
);
export type CoachingReports = z.infer<typeof coachingReports>;
