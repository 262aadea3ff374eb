import type { Result } from '@mingjian/contract/aggregation';
import { version } from '../../../../package.json';

/** Which code made a result; stands in every result and its hash. */
export const CODE_VERSION = version;

/** The version that made a result, where it is not this one; null where all are of this one. */
export function otherVersion(results: readonly Pick<Result, 'codeVersion'>[]): string | null {
  return results.find(({ codeVersion }) => codeVersion !== CODE_VERSION)?.codeVersion ?? null;
}
