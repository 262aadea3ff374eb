import type {
  ReportComment,
  ReportDetail,
  ReportModel,
  ReportStatus,
  ReportSummary,
} from '@mingjian/contract/reports';
import { Schema } from 'mongoose';

const text = { type: String, required: true } as const;
/** Written once and read whole; the inner shape is the contract's. */
const whole = { type: Schema.Types.Mixed, required: true } as const;

/** 监测报告: one version of one county's report. Its files lie in their own collection, by their SHA-256. */
export interface ReportDocument {
  _id: string;
  cycleId: string;
  countyCode: string;
  version: number;
  runId: string;
  status: ReportStatus;
  /** over the model alone: what every file of it carries */
  modelHash: string;
  /** over the model and the files' hashes */
  hash: string;
  revision: number;
  changedBy: string;
  changedAt: Date;
  model: ReportModel;
  files: ReportSummary['files'];
  /** Whether `files` and `hash` are those of `model`; false between an edit and its rendering. */
  rendered: boolean;
  /** 放行: whether people's own words, redacted, are in it. */
  quotationsReleased: boolean;
  headline: ReportSummary['headline'];
  comments: ReportComment[];
  history: ReportDetail['history'];
  submittedAt: string | null;
  acceptedAt: string | null;
  acceptedBy: string | null;
}
export const reportSchema = new Schema<ReportDocument>(
  {
    _id: text,
    cycleId: text,
    countyCode: text,
    version: { type: Number, required: true },
    runId: { ...text, index: true },
    status: text,
    modelHash: { ...text, index: true },
    hash: { ...text, index: true },
    revision: { type: Number, required: true },
    changedBy: text,
    changedAt: { type: Date, required: true },
    model: whole,
    files: whole,
    rendered: { type: Boolean, default: true },
    quotationsReleased: { type: Boolean, default: false },
    headline: whole,
    comments: whole,
    history: whole,
    submittedAt: { type: String, default: null },
    acceptedAt: { type: String, default: null },
    acceptedBy: { type: String, default: null },
  },
  { minimize: false },
);
reportSchema.index({ 'files.sha256': 1 });
reportSchema.index({ cycleId: 1, countyCode: 1, version: 1 }, { unique: true });

/** A rendered file; `_id` is the SHA-256 of its bytes, so equal files are kept once and a changed one shows. */
export interface ReportFileDocument {
  _id: string;
  bytes: Buffer;
}
export const reportFileSchema = new Schema<ReportFileDocument>({
  _id: text,
  bytes: { type: Buffer, required: true },
});
