import type { Localized } from '@mingjian/contract/localized';

/** What is wrong with a plan or its data, in words that name column, row and value. */
export class PlanError extends Error {
  constructor(readonly text: Localized) {
    super(text.en);
    this.name = 'PlanError';
  }
}
