import type { Localized } from '@mingjian/contract/localized';
import { Problem, type LocalizedFault } from '@mingjian/core/platform';

/** What a Standard Schema validator reports; zod's issues carry the further members. */
export interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly code?: string;
  readonly expected?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly format?: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly origin?: string;
}

/** At most this many faults are listed: enough to mend a form, not enough to fill a disk. */
const mostFaults = 50;

/** Turns the issues of a zod schema into one Problem with a fault a field. */
export function invalidInput(issues: readonly Issue[]): Problem {
  return new Problem(
    400,
    'invalid-input',
    { zh: '提交的内容不符合要求，详见各项说明。', en: 'The input breaks the rules listed below.' },
    issues.slice(0, mostFaults).map(faultOf),
  );
}

function faultOf(issue: Issue): LocalizedFault {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  return { field: path.join('.'), rule: issue.code ?? 'custom', message: wording(issue) };
}

function wording(issue: Issue): Localized {
  switch (issue.code) {
    case 'invalid_type':
      return {
        zh: `类型应为 ${issue.expected ?? '?'}，且不能缺少`,
        en: `must be present, of type ${issue.expected ?? '?'}`,
      };
    case 'too_big':
      return measured(issue, issue.maximum, '最多', '最大为', 'at most');
    case 'too_small':
      return measured(issue, issue.minimum, '至少', '最小为', 'at least');
    case 'invalid_format':
      return {
        zh: `格式不正确（${issue.format ?? ''}）`,
        en: `has the wrong format (${issue.format ?? ''})`,
      };
    case 'unrecognized_keys': {
      const keys = (issue.keys ?? []).slice(0, 10).join(', ');
      return { zh: `含有未知字段：${keys}`, en: `has unknown fields: ${keys}` };
    }
    case 'invalid_value': {
      const values = (issue.values ?? []).slice(0, 20).map(String).join(', ');
      return { zh: `应为以下之一：${values}`, en: `must be one of: ${values}` };
    }
    default:
      return { zh: '内容不符合规则', en: issue.message };
  }
}

function measured(
  issue: Issue,
  bound: number | bigint | undefined,
  many: string,
  value: string,
  en: string,
): Localized {
  const limit = String(bound ?? '?');
  if (issue.origin === 'string') return { zh: `${many} ${limit} 个字符`, en: `${en} ${limit} characters` };
  if (issue.origin === 'array' || issue.origin === 'set')
    return { zh: `${many} ${limit} 项`, en: `${en} ${limit} entries` };
  return { zh: `${value} ${limit}`, en: `must be ${en} ${limit}` };
}
