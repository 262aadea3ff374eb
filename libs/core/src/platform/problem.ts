import type { Localized } from '@mingjian/contract/localized';

/** A fault in the input, in both languages; `row` counts from 1, the header being row 1. */
export interface LocalizedFault {
  field: string;
  row?: number;
  value?: string;
  rule: string;
  message: Localized;
}

/** Of more faults than these a reply lists the first; all of them come as CSV to whoever asks for it. */
export const listedFaults = 50;

/**
 * An error that a person may read: RFC 9457 problem details before their language is known.
 *
 * @param status HTTP status
 * @param code stable, in kebab case; clients and tests rely on it, never on the text
 * @param text what happened and what to do, in both languages
 */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: Localized,
    readonly faults: readonly LocalizedFault[] = [],
    /** Seconds after which trying again makes sense; sent as Retry-After. */
    readonly retryAfter: number | null = null,
  ) {
    super(`${code}: ${text.en}`);
    this.name = 'Problem';
  }
}
