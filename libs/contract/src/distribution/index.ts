import { z } from 'zod';
import { countyCode } from '../identity';
import { area, stage } from '../registry';
import { audience } from '../surveys';

/** 样本分配: how many schools a stratum gives, beyond what is taken whole and the minimum. */
export const allocationRule = z.discriminatedUnion('rule', [
  /** The plan's `fraction` of each stratum. */
  z.strictObject({ rule: z.literal('fraction') }),
  /** So many schools a county, in proportion to the pupils of its strata. */
  z.strictObject({ rule: z.literal('proportional'), schoolsPerCounty: z.number().int().min(1).max(2000) }),
  /** 奈曼分配: the same, in proportion to pupils × standard deviation (of the index, in points), given by stage. */
  z.strictObject({
    rule: z.literal('neyman'),
    schoolsPerCounty: z.number().int().min(1).max(2000),
    deviations: z.array(z.strictObject({ stage, sd: z.number().positive().max(50) })).min(1),
  }),
]);
/** What is assumed of the answers before there are any; decides the expected margin of error, never the draw. */
export const samplingAssumptions = z.strictObject({
  responseRate: z.number().gt(0).max(1),
  /** Standard deviation of a person's index, in points. */
  sd: z.number().positive().max(50),
  /** Intraclass correlation within a class, or within a school's teachers. */
  icc: z.number().min(0).max(1),
});
export type SamplingAssumptions = z.infer<typeof samplingAssumptions>;

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
  allocation: allocationRule.default({ rule: 'fraction' }),
  /** `equal`: simple random sampling of schools; `pps`: systematic, with chances proportional to pupils. */
  selection: z.enum(['equal', 'pps']).default('equal'),
  assumptions: samplingAssumptions.default({ responseRate: 0.6, sd: 20, icc: 0.05 }),
});
export type SamplingPlan = z.infer<typeof samplingPlan>;

export const stratumRow = z.object({
  countyCode,
  stage,
  area,
  schoolsInFrame: z.number().int(),
  schoolsDrawn: z.number().int(),
  /** The smallest and the largest chance of a drawn school; one number under equal selection. */
  inclusionProbability: z.number(),
  largestProbability: z.number(),
  /** Σ 1/π over the drawn schools: schoolsInFrame under equal selection, about it under PPS. */
  expanded: z.number(),
  pupilsInFrame: z.number().int(),
  /** Σ pupils/π over the drawn schools: pupilsInFrame under PPS, about it under equal selection. */
  expandedPupils: z.number(),
});
/** 预期精度 of the overall index of one county × audience, from the plan and its assumptions alone. */
export const precisionRow = z.object({
  countyCode,
  audience,
  schools: z.number().int(),
  invited: z.number().int(),
  /** invited × response rate */
  answers: z.number(),
  /** Clustering and unequal weights against simple random sampling of as many. */
  deff: z.number(),
  /** Half of the expected 95% interval, in points; null with fewer than two answers. */
  marginOfError: z.number().nullable(),
});
export type PrecisionRow = z.infer<typeof precisionRow>;
/** POST /api/cycles/:id/sample/preview: what the plan would draw, nothing written. */
export const samplePreview = z.object({
  strata: z.array(stratumRow),
  invited: z.array(z.object({ audience, people: z.number().int() })),
  precision: z.array(precisionRow),
});
export type SamplePreview = z.infer<typeof samplePreview>;
export const sample = z.object({
  id: z.string(),
  cycleId: z.string(),
  plan: samplingPlan,
  drawnAt: z.iso.datetime(),
  strata: z.array(stratumRow),
  invited: z.array(z.object({ audience, people: z.number().int() })),
  precision: z.array(precisionRow),
  /** SHA-256 of the plan and of the frame that it was drawn from. */
  planHash: z.string(),
  frameHash: z.string(),
  drawnBy: z.string(),
  /** Grows with every draw and replacement; sent back with the next draw (`?revision=`, 0 before the first). */
  revision: z.number().int(),
  /** Codes have been issued: it can no longer be drawn again. */
  inUse: z.boolean(),
});
export type Sample = z.infer<typeof sample>;

const namedSchool = z.object({ code: z.string(), name: z.string() });
/**
 * 样本学校 with its 替换学校. `school` is the one that is asked now: the drawn one, or the one that stands in for it and
 * takes over its chance.
 */
export const sampledSchool = z.object({
  countyCode,
  stage,
  area,
  drawn: namedSchool,
  school: namedSchool,
  inclusionProbability: z.number(),
  /** Who may stand in, in order, as declared with the draw; those who did are among them. */
  substitutes: z.array(namedSchool),
  replacements: z.array(
    z.object({
      from: namedSchool,
      to: namedSchool,
      reason: z.string(),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
});
export type SampledSchool = z.infer<typeof sampledSchool>;
/** POST /api/cycles/:id/sample/replacements: the next school on the list stands in for the one named. */
export const replaceSchool = z.strictObject({
  schoolCode: z.string(),
  reason: z.string().trim().min(4).max(300),
});
export type ReplaceSchool = z.infer<typeof replaceSchool>;

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
