import { Schema } from 'mongoose';
import type { Audience, ItemMapping, Survey, SurveyJson, SurveyVersion } from '@mingjian/contract/surveys';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const mixed = { type: Schema.Types.Mixed, required: true } as const;

/** 问卷: the draft and its state. What is answered is always a version. */
export interface SurveyDocument {
  _id: string;
  cycleId: string;
  audience: Audience;
  title: Survey['title'];
  json: SurveyJson;
  items: ItemMapping[];
  status: Survey['status'];
  /** Goes up with every change; a writer says which one they saw. */
  revision: number;
  changedBy: string;
  changedAt: Date;
  publishedVersion: { id: string; number: number; hash: string; publishedAt: Date } | null;
  /** Asia/Shanghai day on which it was last closed. */
  closedOn: string | null;
}
export const surveySchema = new Schema<SurveyDocument>(
  {
    _id: text,
    cycleId: text,
    audience: text,
    title: mixed,
    json: mixed,
    items: mixed,
    status: text,
    revision: { type: Number, required: true },
    changedBy: text,
    changedAt: date,
    publishedVersion: { type: Schema.Types.Mixed, default: null },
    closedOn: { type: String, default: null },
  },
  // Empty objects in a definition mean something to SurveyJS and must not be dropped.
  { versionKey: false, minimize: false },
);
surveySchema.index({ cycleId: 1, audience: 1 }, { unique: true });

/** 发布版本: what respondents answer. Written once, never changed, never removed. */
export interface SurveyVersionDocument extends Omit<SurveyVersion, 'id' | 'publishedAt'> {
  _id: string;
  cycleId: string;
  publishedAt: Date;
  publishedBy: string;
}
const fixed = { required: true, immutable: true } as const;
export const surveyVersionSchema = new Schema<SurveyVersionDocument>(
  {
    _id: { type: String, ...fixed },
    surveyId: { type: String, ...fixed },
    cycleId: { type: String, ...fixed },
    number: { type: Number, ...fixed },
    audience: { type: String, ...fixed },
    title: { type: Schema.Types.Mixed, ...fixed },
    hash: { type: String, ...fixed },
    json: { type: Schema.Types.Mixed, ...fixed },
    items: { type: Schema.Types.Mixed, ...fixed },
    publishedAt: { type: Date, ...fixed },
    publishedBy: { type: String, ...fixed },
  },
  { versionKey: false, minimize: false },
);
surveyVersionSchema.index({ surveyId: 1, number: 1 }, { unique: true });

function refuse(): never {
  throw new Error('a published version of a survey never changes');
}
// `immutable` alone would drop a change silently; whoever tries one has to hear of it.
surveyVersionSchema.pre(
  [
    'updateOne',
    'updateMany',
    'replaceOne',
    'findOneAndUpdate',
    'findOneAndReplace',
    'findOneAndDelete',
    'deleteOne',
    'deleteMany',
  ],
  refuse,
);
surveyVersionSchema.pre('bulkWrite', refuse);
surveyVersionSchema.pre('save', function () {
  if (!this.isNew) refuse();
});
