import type { Localized } from '@mingjian/contract/localized';
import type { AllocationFault } from './allocation';

/** A fault of a sampling plan in words. */
export function allocationFaultMessage({ rule, value }: AllocationFault): Localized {
  switch (rule) {
    case 'grade-twice':
      return { zh: `年级 ${value} 出现了两次。`, en: `The grade ${value} is named twice.` };
    case 'stage-without-schools':
      return { zh: `抽样框中没有学段 ${value} 的学校。`, en: `The frame has no school of stage ${value}.` };
    case 'grade-without-classes':
      return { zh: `抽样框中没有 ${value} 年级的班级。`, en: `The frame has no class of ${value}.` };
    case 'school-without-classes':
      return {
        zh: `学校 ${value} 有学生，但抽样框中没有它的班级名单。`,
        en: `The school ${value} has pupils, but the frame has no list of its classes.`,
      };
    case 'larger-than-frame':
      return {
        zh: `层 ${value} 的学校数少于方案要求的最少抽取数。`,
        en: `Stratum ${value} has fewer schools than the plan's minimum.`,
      };
    case 'stage-without-deviation':
      return {
        zh: `奈曼分配缺少学段 ${value} 的标准差。`,
        en: `Neyman allocation needs a standard deviation for stage ${value}.`,
      };
  }
}
