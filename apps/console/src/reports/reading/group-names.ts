import type { Localized } from '@mingjian/contract';

/** Groups and dimensions as a report prints them; what a survey named otherwise stays as it is. */
const names: Record<string, Localized> = {
  kindergarten: { zh: '幼儿园', en: 'Kindergarten' },
  primary: { zh: '小学', en: 'Primary' },
  junior: { zh: '初中', en: 'Junior secondary' },
  senior: { zh: '普通高中', en: 'Senior secondary' },
  vocational: { zh: '中等职业学校', en: 'Vocational' },
  special: { zh: '特殊教育学校', en: 'Special school' },
  urban: { zh: '城区', en: 'Urban' },
  town: { zh: '镇区', en: 'Town' },
  rural: { zh: '乡村', en: 'Rural' },
  overall: { zh: '总体评价', en: 'Overall view' },
  equity: { zh: '教育公平', en: 'Equity' },
  quality: { zh: '教育质量', en: 'Quality' },
  governance: { zh: '政府治理', en: 'Governance' },
};

export const nameOfGroup = (key: string): Localized => names[key] ?? { zh: key, en: key };
