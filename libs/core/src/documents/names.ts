import type { ScreenReason } from '@mingjian/contract/aggregation';
import type { SourceTier } from '@mingjian/contract/indicators';
import type { Localized } from '@mingjian/contract/localized';
import type { Audience, Dimension } from '@mingjian/contract/surveys';

/** The words of the field for what the contract names by key; unknown keys are printed as they are. */
export const audienceNames: Record<Audience, Localized> = {
  public: { zh: '公众', en: 'the public' },
  teacher: { zh: '教师', en: 'teachers' },
  student: { zh: '学生', en: 'students' },
};
const dimensionNames: Record<Dimension, Localized> = {
  overall: { zh: '总体评价', en: 'Overall view' },
  equity: { zh: '教育公平', en: 'Equity' },
  quality: { zh: '教育质量', en: 'Quality' },
  governance: { zh: '政府治理', en: 'Governance' },
};
const groupNames: Record<string, Localized> = {
  kindergarten: { zh: '幼儿园', en: 'kindergarten' },
  primary: { zh: '小学', en: 'primary' },
  junior: { zh: '初中', en: 'junior secondary' },
  senior: { zh: '普通高中', en: 'senior secondary' },
  vocational: { zh: '中等职业学校', en: 'vocational' },
  special: { zh: '特殊教育学校', en: 'special school' },
  urban: { zh: '城区', en: 'urban' },
  town: { zh: '镇区', en: 'town' },
  rural: { zh: '乡村', en: 'rural' },
};
export const cutNames: Record<'stage' | 'area', Localized> = {
  stage: { zh: '学段', en: 'Stage' },
  area: { zh: '城乡', en: 'Area' },
};
export const screenNames: Record<ScreenReason, Localized> = {
  attention: { zh: '注意力检测题答错', en: 'attention check failed' },
  speeding: { zh: '作答过快', en: 'answered too fast' },
  'straight-lining': { zh: '全部选同一项', en: 'straight-lining' },
  'not-applicable': { zh: '“不适用”过多', en: 'mostly not applicable' },
};
export const tierNames: Record<SourceTier, Localized> = {
  statistics: { zh: '统计', en: 'statistics' },
  department: { zh: '部门认定', en: 'certified' },
  survey: { zh: '第三方调查', en: 'survey' },
};

/** Stages and units as the indicator files write them, for English readers. */
const fileWords: Record<string, string> = {
  幼儿园: 'kindergarten',
  小学: 'primary',
  初中: 'junior secondary',
  高中: 'senior secondary',
  普通高中: 'senior secondary',
  中职: 'vocational',
  特殊教育: 'special education',
  系数: 'coefficient',
  件: 'cases',
  起: 'cases',
  人: 'persons',
  间: 'rooms',
  '元/生·年': 'yuan per pupil and year',
  '所/人': 'schools per person',
  '次/年': 'a year',
  '人/人': 'ratio',
  '分(0-100)': 'points (0-100)',
  '等级(A-D)': 'grade (A to D)',
};
export const fileWord = (word: string): Localized => ({ zh: word, en: fileWords[word] ?? word });

/** Groups as people list them: schools from small children to large, places from the town outwards. */
export function inGroupOrder(a: { group: string }, b: { group: string }): number {
  const known = Object.keys(groupNames);
  const at = ({ group }: { group: string }) => (group in groupNames ? known.indexOf(group) : known.length);
  return at(a) - at(b);
}

export const groupName = (group: string): Localized => groupNames[group] ?? { zh: group, en: group };
/** '' stands for the scale over all dimensions. */
export const dimensionName = (key: string): Localized =>
  key === ''
    ? { zh: '全部题目', en: 'All questions' }
    : key in dimensionNames
      ? dimensionNames[key as Dimension]
      : { zh: key, en: key };

/** With a capital, where an English name begins a cell or a sentence. */
export const capital = ({ zh, en }: Localized): Localized => ({
  zh,
  en: en.charAt(0).toUpperCase() + en.slice(1),
});
