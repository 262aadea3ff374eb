import type { Evaluation } from '@mingjian/contract/evaluation';
import type { Localized } from '@mingjian/contract/localized';
import { Problem } from '../platform';

const names: Record<keyof Evaluation['inputs'], Localized> = {
  selfEvaluation: { zh: '自评报告', en: 'self-evaluation' },
  monitoring: { zh: '监测报告', en: 'monitoring report' },
  onSite: { zh: '实地督查报告', en: 'on-site report' },
};

export function unknownCounty(): Problem {
  return new Problem(404, 'county-unknown', { zh: '没有这个县（市、区）。', en: 'There is no such county.' });
}

export function sealed(at: Date): Problem {
  const day = at.toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai' });
  return new Problem(409, 'already-filed', {
    zh: `已于 ${day} 报送，不能再修改。`,
    en: `It was filed on ${day} and can no longer change.`,
  });
}

export function merged({ by, at }: { by: string; at: Date }): Problem {
  const when = at.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
  return new Problem(409, 'already-merged', {
    zh: `${by} 已于 ${when} 形成综合评价，内容已固定。`,
    en: `${by} merged the evaluation at ${when}; its content is fixed.`,
  });
}

export function inputsMissing(inputs: readonly (keyof Evaluation['inputs'])[]): Problem {
  return new Problem(409, 'inputs-missing', {
    zh: `还缺少：${inputs.map((input) => names[input].zh).join('、')}。请等待报送，或写明豁免理由。`,
    en: `Still missing: ${inputs.map((input) => names[input].en).join(', ')}. Wait for it, or record why the merge goes on without it.`,
  });
}

export function inputPresent(input: keyof Evaluation['inputs']): Problem {
  return new Problem(409, 'input-present', {
    zh: `${names[input].zh}已经具备，无需说明缺项。`,
    en: `The ${names[input].en} is there; there is nothing to waive.`,
  });
}
