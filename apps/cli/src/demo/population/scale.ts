import type { SamplingPlan } from '@mingjian/contract/distribution';
import type { WeightingPlan } from '@mingjian/contract/aggregation';
import type { Margin } from '@mingjian/contract/registry';

/** Answers that the population and the sample bring without `--responses`. */
export const DEFAULT_RESPONSES = 6500;
/** Classes grow up to this factor; beyond it there are more classes instead. */
const LARGEST_CLASS_FACTOR = 1.5;
/** Below this many answers the sample takes fewer schools and one class of each, for a quick try. */
const SMALL = 2400;
/** A quick try has no earlier years to be compared with. */
export const hasEarlierYears = (responses: number): boolean => responses >= SMALL;
/** Answers that the small sample brings with classes of full size. */
const SMALL_RESPONSES = 2800;

/** How large the demo is: factors on the size of classes and on their number, and what is drawn. */
export interface Scale {
  classSize: number;
  classes: number;
  schoolsPerStratum: number;
  fraction: number;
  classesPerGrade: number;
  teachersPerSchool: number;
}

/**
 * The scale at which about this many people answer. Two classes a grade, because one class alone cannot say how much
 * the classes of a school differ.
 */
export function scaleFor(responses: number): Scale {
  const isSmall = responses < SMALL;
  const factor = responses / (isSmall ? SMALL_RESPONSES : DEFAULT_RESPONSES);
  const classes = Math.max(1, Math.ceil(factor / LARGEST_CLASS_FACTOR));
  return {
    classSize: factor / classes,
    classes,
    schoolsPerStratum: isSmall ? 2 : 3,
    fraction: isSmall ? 0.2 : 0.3,
    classesPerGrade: (isSmall ? 1 : 2) * classes,
    teachersPerSchool: Math.max(2, Math.round(12 * factor)),
  };
}

/** 抽样方案 of the demo: whole classes of grades 5, 8 and 11 with their parents, and teachers of the same schools. */
export function samplingPlanFor(seed: number, scale: Scale): SamplingPlan {
  return {
    seed: seed % 2 ** 31,
    grades: [
      { stage: 'primary', grade: 5 },
      { stage: 'junior', grade: 8 },
      { stage: 'senior', grade: 11 },
      { stage: 'vocational', grade: 11 },
    ],
    takeAllUpTo: scale.schoolsPerStratum,
    minimumPerStratum: scale.schoolsPerStratum,
    fraction: scale.fraction,
    classesPerGrade: scale.classesPerGrade,
    teachersPerSchool: scale.teachersPerSchool,
    allocation: { rule: 'fraction' },
    selection: 'equal',
    assumptions: { responseRate: 0.6, sd: 20, icc: 0.05 },
  };
}

/**
 * What is audited about each target population: the variables that raking uses. Where a school stands (T-D2) is held by
 * the strata already.
 */
export const auditedVariables: WeightingPlan['margins'] = [
  { audience: 'public', variable: 'P-D3', categories: ['1', '2', '3'] },
  { audience: 'public', variable: 'P-D4', categories: ['1', '2', '3', '4'] },
  { audience: 'teacher', variable: 'T-D1', categories: ['2', '3', '4', '5'] },
  { audience: 'teacher', variable: 'T-D3', categories: ['1', '2', '3'] },
  { audience: 'student', variable: 'S-D1', categories: ['2', '3', '4', '5'] },
  { audience: 'student', variable: 'S-D2', categories: ['1', '2'] },
  { audience: 'student', variable: 'S-D3', categories: ['1', '2'] },
];

/**
 * 加权方案 of the demo, put before the first answer.
 */
const demoWeightingPlan: WeightingPlan = {
  nonresponseClass: 'stratum-grade',
  margins: auditedVariables,
  minimumCell: 20,
  trim: { lower: 0.3, upper: 3 },
  suppressBelow: 10,
  cuts: ['stage', 'area'],
  screens: { attention: true, millisecondsPerItem: 2000, straightLining: true, notApplicableShare: 0.5 },
};

/**
 * The plan for one population. In a very small one a category can be empty in some county; such a variable has no
 * complete margin and is left out.
 */
export function weightingPlanFor(margins: readonly Margin[]): WeightingPlan {
  const counties = new Set(margins.map((margin) => margin.countyCode)).size;
  const complete = ({ variable, categories }: WeightingPlan['margins'][number]) =>
    margins.filter((margin) => margin.variable === variable).length === counties * categories.length;
  return { ...demoWeightingPlan, margins: auditedVariables.filter(complete) };
}
