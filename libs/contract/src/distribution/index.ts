import { z } from 'zod';
import { countyCode } from '../identity';
import { area, stage } from '../registry';
import { audience } from '../surveys';

/** 抽样方案, one per cycle, drawn once per seed. Strata are county × stage × area; all classes of a chosen grade have equal chances. */
export const samplingPlan = z.strictObject({
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  /** Grades whose classes are sampled, by stage of school. */
  grades: z.array(z.object({ stage, grade: z.number().int() })).min(1),
  /** Take every school of a stratum with at most this many. */
  takeAllUpTo: z.number().int().min(1),
  minimumPerStratum: z.number().int().min(1),
  fraction: z.number().min(0).max(1),
  classesPerGrade: z.number().int().min(1),
  /** Teachers invited per school at most. */
  teachersPerSchool: z.number().int().min(1),
});
export type SamplingPlan = z.infer<typeof samplingPlan>;

export const stratumRow = z.object({
  countyCode,
  stage,
  area,
  schoolsInFrame: z.number().int(),
  schoolsDrawn: z.number().int(),
  inclusionProbability: z.number(),
  /** Σ 1/π over the drawn schools; equals schoolsInFrame. */
  expanded: z.number(),
});
export const sample = z.object({
  id: z.string(),
  cycleId: z.string(),
  plan: samplingPlan,
  drawnAt: z.iso.datetime(),
  strata: z.array(stratumRow),
  invited: z.array(z.object({ audience, people: z.number().int() })),
});
export type Sample = z.infer<typeof sample>;

/** One printable slip: the code in clear exists only in this reply, the store keeps its hash. */
export const codeSlip = z.object({ code: z.string(), link: z.string() });
export const codeSheet = z.object({
  surveyId: z.string(),
  cellId: z.string(),
  schoolCode: z.string(),
  schoolName: z.string(),
  className: z.string().nullable(),
  slips: z.array(codeSlip),
});
export type CodeSheet = z.infer<typeof codeSheet>;
/** POST /api/surveys/:id/codes issues the codes of one county, once. */
export const issueCodes = z.strictObject({ countyCode });
export const issuedCodes = z.object({ sheets: z.array(codeSheet) });
export type IssuedCodes = z.infer<typeof issuedCodes>;

/** 发放进度: counts only. */
export const fieldworkRow = z.object({
  countyCode,
  audience,
  invited: z.number().int(),
  /** Codes whose credential was issued: in steps of ten while the survey is open. */
  answered: z.number().int(),
});
export const fieldwork = z.object({
  surveys: z.array(
    z.object({
      surveyId: z.string(),
      audience,
      status: z.string(),
      link: z.string(),
      /** Hash of the published list of keys; null until the survey has been opened. */
      keyListHash: z.string().nullable(),
    }),
  ),
  rows: z.array(fieldworkRow),
  asOf: z.iso.datetime(),
});
export type Fieldwork = z.infer<typeof fieldwork>;
