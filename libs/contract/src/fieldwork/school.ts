import { z } from 'zod';
import { localized } from '../localized';
import { audience, surveyStatus } from '../surveys';

/**
 * GET /api/cycles/:cycleId/school — what a school's coordinator sees: codes used, as of a day, and nothing else; and the
 * agency of the school that it names (`?school=`), in steps of ten while people answer.
 */
export const schoolCell = z.object({
  cellId: z.string(),
  surveyId: z.string(),
  audience,
  title: localized,
  status: surveyStatus,
  className: z.string().nullable(),
  codes: z.number().int(),
  used: z.number().int(),
  /** The open class session, if there is one. */
  roomId: z.string().nullable(),
});
export const schoolField = z.object({
  schoolCode: z.string(),
  schoolName: z.string(),
  /** Asia/Shanghai day of the counts; they are taken once a day. */
  day: z.iso.date(),
  cells: z.array(schoolCell),
});
export type SchoolField = z.infer<typeof schoolField>;
export type SchoolCell = z.infer<typeof schoolCell>;

/** POST /api/surveys/:id/cells/:cellId/replace — voids the unused slips of a class and makes as many new ones. */
export const replacedSlips = z.object({ cellId: z.string(), codes: z.array(z.string()) });
export type ReplacedSlips = z.infer<typeof replacedSlips>;

/** POST /api/cycles/:cycleId/field-problems — a coordinator tells the agency what went wrong. */
export const reportProblem = z.strictObject({ text: z.string().trim().min(1).max(1000) });
export const fieldProblem = z.object({
  id: z.string(),
  schoolCode: z.string(),
  schoolName: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  text: z.string(),
  settled: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
});
export type FieldProblem = z.infer<typeof fieldProblem>;
