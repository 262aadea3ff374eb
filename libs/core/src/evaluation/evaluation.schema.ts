import { Schema } from 'mongoose';
import type { Evaluation, Merge } from '@mingjian/contract/evaluation';

type Filed<T> = Omit<NonNullable<T>, 'submittedAt'> & {
  submittedAt: Date | null;
  savedBy: string;
  savedAt: Date;
};

export type StoredMerge = Omit<Merge, 'at'> & { at: Date };

/** 县级评价: the inputs of one county in one cycle and their merge. */
export interface EvaluationDocument {
  /** cycle and county */
  _id: string;
  cycleId: string;
  countyCode: string;
  selfEvaluation: Filed<Evaluation['selfEvaluation']> | null;
  onSite: Filed<Evaluation['onSite']> | null;
  rectification: (NonNullable<Evaluation['rectification']> & { savedBy: string; savedAt: Date }) | null;
  waivers: { input: 'selfEvaluation' | 'monitoring' | 'onSite'; reason: string; by: string; at: Date }[];
  /** The last merge, whether it still stands or not. */
  merged: StoredMerge | null;
  /** Merges before it, the latest first. */
  earlier: StoredMerge[];
}

const whole = { type: Schema.Types.Mixed, default: null };

export const evaluationSchema = new Schema<EvaluationDocument>(
  {
    _id: { type: String, required: true },
    cycleId: { type: String, required: true, index: true },
    countyCode: { type: String, required: true },
    selfEvaluation: whole,
    onSite: whole,
    rectification: whole,
    waivers: { type: [Schema.Types.Mixed], default: [] } as never,
    merged: whole,
    earlier: { type: [Schema.Types.Mixed], default: [] } as never,
  },
  { minimize: false },
);
