import { Schema } from 'mongoose';
import type { Sample, SampledSchool } from '@mingjian/contract/distribution';
import { storedById } from '../platform';
import type { CellFrame } from './cell-frame';

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

/** 样本: one a cycle. */
export interface SampleDocument extends Omit<Sample, 'id' | 'drawnAt' | 'revision' | 'inUse'> {
  _id: string;
  drawnAt: Date;
  /** `surveyId.countyCode` of everything whose codes were issued; guards both issuing twice and drawing again. */
  issued: string[];
  /** Schools replaced so far; guards two replacements at once. */
  replaced: number;
  /** Of the cycle, and replacements before this draw; absent where the first draw was of an earlier version. */
  draws?: number;
}
export const sampleSchema = new Schema<SampleDocument>({
  _id: text,
  cycleId: { ...text, unique: true },
  plan: { type: Schema.Types.Mixed, required: true },
  drawnAt: { type: Date, required: true },
  strata: { type: Schema.Types.Mixed, required: true },
  invited: { type: Schema.Types.Mixed, required: true },
  precision: { type: Schema.Types.Mixed, required: true },
  planHash: text,
  frameHash: text,
  drawnBy: text,
  issued: [{ type: String }],
  replaced: number,
  draws: { type: Number },
});

/** 抽样单元格 of a cycle. Answers name a cell, and a cell names no place. */
export interface CellDocument extends Omit<CellFrame, 'id'> {
  _id: string;
  cycleId: string;
  surveyId: string;
}
export const cellSchema = new Schema<CellDocument>({
  _id: text,
  cycleId: { ...text, index: true },
  surveyId: text,
  audience: text,
  countyCode: text,
  stage: text,
  area: text,
  schoolKey: text,
  classKey: { type: String, default: null },
  grade: { type: Number, default: null },
  schoolsInStratum: number,
  schoolsDrawn: number,
  certain: { type: Boolean, required: true },
  schoolWeight: number,
  classesInGrade: { type: Number, default: null },
  classesDrawn: { type: Number, default: null },
  eligible: number,
  invited: number,
});
cellSchema.index({ surveyId: 1, countyCode: 1 });

/** Where a cell is: kept apart, read only to print slips. `_id` is the cell's. */
export interface CellPlaceDocument {
  _id: string;
  cycleId: string;
  schoolCode: string;
  schoolName: string;
  className: string | null;
}
export const cellPlaceSchema = new Schema<CellPlaceDocument>({
  _id: text,
  cycleId: { ...text, index: true },
  schoolCode: text,
  schoolName: text,
  className: { type: String, default: null },
});

/** 样本学校: `_id` is cycle and code of the drawn school. Kept apart from the cells, as places are. */
export interface SampledSchoolDocument extends SampledSchool {
  _id: string;
  cycleId: string;
}
export const sampledSchoolSchema = new Schema<SampledSchoolDocument>({
  _id: text,
  cycleId: { ...text, index: true },
  countyCode: text,
  stage: text,
  area: text,
  drawn: { type: Schema.Types.Mixed, required: true },
  school: { type: Schema.Types.Mixed, required: true },
  inclusionProbability: number,
  substitutes: { type: Schema.Types.Mixed, required: true },
  replacements: { type: Schema.Types.Mixed, required: true },
});

/**
 * 一次性作答码: `_id` is its keyed hash. One bit, and no date: used means that a credential was issued, and who comes
 * again with the same blinded message (known by its keyed hash) gets the same signature again.
 */
export interface CodeDocument {
  _id: string;
  surveyId: string;
  cellId: string;
  used: boolean;
  blinded: string | null;
  /** How it is handed out where that is no slip; `reserve` is a code that nobody knows yet. */
  via?: 'reserve' | 'device' | 'message';
}
export const codeSchema = new Schema<CodeDocument>(
  {
    _id: text,
    surveyId: text,
    cellId: text,
    used: { type: Boolean, required: true },
    via: { type: String },
    blinded: { type: String, default: null },
  },
  storedById,
);
codeSchema.index({ surveyId: 1, cellId: 1, used: 1 });

/** 签名密钥: `_id` is the SHA-256 of the modulus. */
export interface SigningKeyDocument {
  _id: string;
  surveyId: string;
  /** What answers under it name: the cell, or what stands for the cells that share it. */
  cellId: string;
  cellIds: string[];
  /** The county whose people answer under it without a code; then there are neither cells nor codes. */
  openCounty?: string;
  /** Codes that can get a credential under it. */
  codes: number;
  modulus: string;
  /** The private key, encrypted. */
  sealed: string;
}
export const signingKeySchema = new Schema<SigningKeyDocument>({
  _id: text,
  surveyId: text,
  cellId: text,
  cellIds: [text],
  openCounty: String,
  codes: number,
  modulus: text,
  sealed: text,
});
signingKeySchema.index({ surveyId: 1, cellIds: 1 });

/** 公钥清单 of a survey: `hash` is null until it opens, and never changes afterwards. */
export interface KeyListDocument {
  _id: string;
  keys: number;
  hash: string | null;
}
export const keyListSchema = new Schema<KeyListDocument>({
  _id: text,
  keys: number,
  hash: { type: String, default: null },
});

/** Codes given out and used in one cell. */
export interface CellCount {
  cellId: string;
  issued: number;
  used: number;
}
