import { z } from 'zod';
import { countyCode } from '../identity';

export const indicatorKind = z.enum(['quantitative', 'qualitative']);
export const direction = z.enum(['higher', 'lower', 'target']);

/** One node of the 6/24/69 tree; level 3 nodes are the leaves that take values. Threshold grammar: see thresholds.ts in core. */
export const indicator = z.object({
  code: z.string().regex(/^\d(\.\d{1,2}){0,2}$/),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  nameZh: z.string(),
  nameEn: z.string(),
  kind: indicatorKind.nullable(),
  unit: z.string(),
  direction: direction.nullable(),
  threshold: z.string(),
  source: z.string(),
  fromPlan: z.boolean(),
  surveyLinked: z.boolean(),
});
export type Indicator = z.infer<typeof indicator>;

/**
 * POST /api/cycles/:id/indicators: 指标代码,一级指标,二级指标,三级指标,类型,单位,方向,目标值,数据来源,方案原文,关联问卷 |
 * code,level1,level2,level3,type,unit,direction,threshold,source,from_plan,survey_linked, and a second file of English
 * names (code,name_en). The reply counts what was read; the city's 2021 tree has 6, 24 and 69.
 */
export const indicatorsImport = z.object({
  encoding: z.string(),
  level1: z.number().int(),
  level2: z.number().int(),
  level3: z.number().int(),
  quantitative: z.number().int(),
  qualitative: z.number().int(),
  fromPlan: z.number().int(),
  withoutEnglishName: z.number().int(),
  /** The shape of the plan of 2021: 6, 24 and 69. Another year may decide on another shape. */
  planShape: z.boolean(),
});
export type IndicatorsImport = z.infer<typeof indicatorsImport>;

/** 数据来源: statistics bureau or audited education statistics, department-certified, third-party survey. */
export const sourceTier = z.enum(['statistics', 'department', 'survey']);
export type SourceTier = z.infer<typeof sourceTier>;

/** 学段 prefix of a staged threshold (小学, 初中, 高中, 幼儿园, …) or '' for the whole county. */
export const indicatorValue = z.object({
  id: z.string(),
  countyCode,
  indicatorCode: z.string(),
  year: z.number().int(),
  stagePrefix: z.string(),
  value: z.number().nullable(),
  grade: z.enum(['A', 'B', 'C', 'D']).nullable(),
  sourceTier,
  evidence: z.string(),
  /** Against the threshold of its indicator; null where there is none. */
  meets: z.boolean().nullable(),
});
export type IndicatorValue = z.infer<typeof indicatorValue>;

/** CSV: 区划代码,指标代码,年度,学段,数值,来源层级,佐证材料 | county_code,indicator_code,year,stage,value,source_tier,evidence */
export const valuesImport = z.object({
  dryRun: z.boolean(),
  values: z.number().int(),
  counties: z.number().int(),
  encoding: z.string(),
});
export type ValuesImport = z.infer<typeof valuesImport>;

export const putIndicatorValue = z.strictObject({
  countyCode,
  indicatorCode: z.string(),
  year: z.number().int(),
  stagePrefix: z.string().max(10),
  value: z.string().max(30),
  sourceTier,
  evidence: z.string().min(1).max(500),
});
export type PutIndicatorValue = z.infer<typeof putIndicatorValue>;

/** GET /api/cycles/:id/indicators?county=…: the tree with this year's and last year's values. */
export const indicatorSheet = z.object({
  year: z.number().int(),
  indicators: z.array(indicator),
  values: z.array(indicatorValue),
});
export type IndicatorSheet = z.infer<typeof indicatorSheet>;
