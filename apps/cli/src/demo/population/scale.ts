import type { SamplingPlan } from '@mingjian/contract/distribution';
import type { WeightingPlan } from '@mingjian/contract/aggregation';
import type { Margin } from '@mingjian/contract/registry';

/** Answers that the population and the sample bring without `--responses`. */
export const DEFAULT_RESPONSES = 6500;
/** Classes grow up to this factor; beyond it there are more classes instead. */
const LARGEST_CLASS_FACTOR = 1.5;
const CLASSES_PER_GRADE = 2;
const TEACHERS_PER_SCHOOL = 12;

/** How large the demo is: factors on the size of classes and on their number. */
export interface Scale {
  classSize: number;
  classes: number;
}

/** The scale at which about this many people answer. */
export function scaleFor(responses: number): Scale {
  const factor = responses / DEFAULT_RESPONSES;
  const classes = Math.max(1, Math.ceil(factor / LARGEST_CLASS_FACTOR));
  return { classSize: factor / classes, classes };
}

/**
 * 抽样方案 of the demo: whole classes of grades 5, 8 and 11 with their parents, and teachers of the same schools. Two
 * classes a grade, because one class alone cannot say how much classes of a school differ.
 */
export function samplingPlanFor(seed: number, scale: Scale): SamplingPlan {
  return {
    seed: seed % 2 ** 31,
    grades: [
      { stage: 'primary', grade: 5 },
      { stage: 'junior', grade: 8 },
      { stage: 'senior', grade: 11 },
      { stage: 'vocational', grade: 11 },
    ],
    takeAllUpTo: 3,
    minimumPerStratum: 3,
    fraction: 0.3,
    classesPerGrade: CLASSES_PER_GRADE * scale.classes,
    teachersPerSchool: Math.max(2, Math.round(TEACHERS_PER_SCHOOL * scale.classSize * scale.classes)),
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
