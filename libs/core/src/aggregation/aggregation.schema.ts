import { Schema } from 'mongoose';
import type {
  Exclusion,
  ImportedResult,
  Result,
  Run,
  ScreenReason,
  WeightingPlan,
} from '@mingjian/contract/aggregation';
import type { Audience } from '@mingjian/contract/surveys';
import type { SnapshotChunk } from './snapshot-chunks';

/** Numbers, plans and chunks are written once and read whole: their inner shape is the contract's, checked before. */
const whole = { type: Schema.Types.Mixed, required: true } as const;
const text = { type: String, required: true } as const;

/** 运行 */
export interface RunDocument extends Omit<Run, 'id' | 'reports' | 'startedAt' | 'finishedAt'> {
  _id: string;
  startedAt: Date;
  finishedAt: Date | null;
  requestedBy: string;
  /** Whether reports are composed from its results. */
  wantsReports: boolean;
  /** Counties whose report of this run is composed. */
  reportedCounties: string[];
  weightingPlan: WeightingPlan;
  weightingPlanHash: string;
  exclusions: ScreenReason[][];
}
export const runSchema = new Schema<RunDocument>({
  _id: text,
  cycleId: text,
  number: { type: Number, required: true },
  status: text,
  watermark: whole,
  parts: [
    { _id: false, countyCode: text, audience: text, step: text, error: { type: String, default: null } },
  ],
  wantsReports: { type: Boolean, default: true },
  reportedCounties: [String],
  resultHash: { type: String, default: null },
  startedAt: { type: Date, required: true },
  finishedAt: { type: Date, default: null },
  requestedBy: text,
  weightingPlan: whole,
  weightingPlanHash: text,
  exclusions: whole,
});
runSchema.index({ cycleId: 1, number: 1 }, { unique: true });

/** 结果: one county × audience of a run. `published` turns true for all parts of a run at once. */
export interface ResultDocument extends Omit<Result, 'id' | 'createdAt' | 'openLink'> {
  _id: string;
  /** Missing in results from before there were open links. */
  openLink?: Result['openLink'];
  createdAt: Date;
  published: boolean;
}
export const resultSchema = new Schema<ResultDocument>({
  _id: text,
  runId: text,
  cycleId: text,
  countyCode: text,
  audience: text,
  evidence: text,
  surveyVersionId: text,
  surveyVersionHash: text,
  snapshot: whole,
  weightingPlanHash: text,
  codeVersion: text,
  invited: { type: Number, required: true },
  eligible: { type: Number, required: true },
  answered: { type: Number, required: true },
  excluded: { type: Number, default: null },
  flagged: whole,
  withExcluded: { type: Schema.Types.Mixed, default: null },
  weighting: whole,
  reliability: whole,
  plan: { type: Schema.Types.Mixed, default: null },
  estimates: whole,
  distributions: whole,
  importance: whole,
  gaps: whole,
  openLink: { type: Schema.Types.Mixed, default: null },
  hash: text,
  createdAt: { type: Date, required: true },
  published: { type: Boolean, required: true },
});
resultSchema.index({ runId: 1, countyCode: 1, audience: 1 }, { unique: true });

export interface SnapshotChunkDocument extends SnapshotChunk {
  _id: string;
  runId: string;
  countyCode: string;
  audience: string;
  surveyId: string;
  versionId: string;
  partHash: string;
  /** Answers given without a code: never part of the sample. */
  openLink?: boolean;
}
export const snapshotChunkSchema = new Schema<SnapshotChunkDocument>({
  _id: text,
  runId: text,
  countyCode: text,
  audience: text,
  surveyId: text,
  versionId: text,
  partHash: text,
  openLink: { type: Boolean, default: false },
  rows: { type: Number, required: true },
  cellIds: [String],
  cell: { type: Buffer, required: true },
  duration: { type: Buffer, required: true },
  items: { type: Map, of: Buffer, required: true },
});
snapshotChunkSchema.index({ runId: 1, countyCode: 1, audience: 1 });

/** 开放意见: what people of a county × audience wrote, redacted, cut loose from their answers and in an order of its own. */
export interface OpenTextsDocument {
  _id: string;
  runId: string;
  countyCode: string;
  audience: Audience;
  /** Written by the open link: never among the words of the sample. */
  openLink?: boolean;
  texts: string[];
}
export const openTextsSchema = new Schema<OpenTextsDocument>({
  _id: text,
  runId: text,
  countyCode: text,
  audience: text,
  openLink: { type: Boolean, default: false },
  texts: [String],
});
openTextsSchema.index({ runId: 1, countyCode: 1, audience: 1 });

/** 加权方案, one per cycle, frozen by the first answer. */
export interface WeightingPlanDocument {
  /** the cycle */
  _id: string;
  plan: WeightingPlan;
  hash: string;
  setBy: string;
}
export const weightingPlanSchema = new Schema<WeightingPlanDocument>({
  _id: text,
  plan: whole,
  hash: text,
  setBy: text,
});

export interface ExclusionDocument extends Omit<Exclusion, 'id'> {
  _id: string;
}
export const exclusionSchema = new Schema<ExclusionDocument>({
  _id: text,
  cycleId: text,
  reasons: [text],
  note: text,
  proposedBy: text,
  confirmedBy: { type: String, default: null },
});

export interface ImportedResultDocument extends Omit<ImportedResult, 'id' | 'createdAt'> {
  _id: string;
  createdAt: Date;
}
export const importedResultSchema = new Schema<ImportedResultDocument>({
  _id: text,
  cycleId: { ...text, index: true },
  title: text,
  file: whole,
  spec: whole,
  estimates: whole,
  hash: text,
  importedBy: text,
  createdAt: { type: Date, required: true },
});
