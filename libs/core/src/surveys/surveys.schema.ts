import { Schema } from 'mongoose';
import type {
  Audience,
  ItemMapping,
  OpenLinkTerms,
  ReviewThread,
  Survey,
  SurveyJson,
  SurveyVersion,
} from '@mingjian/contract/surveys';
import type { Schedule } from './schedule';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;
const mixed = { type: Schema.Types.Mixed, required: true } as const;

/** Who did something, and when. */
export interface Mark {
  by: { id: string; name: string };
  at: Date;
}

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
  /** Of what is asked, whereas `changedBy` also names who took it to another state. */
  lastEdit: Mark | null;
  /** Of the content as it stands. */
  approval: Mark | null;
  /** Whether people without a code may answer; missing is false. */
  openLink?: boolean;
  /** The version of another cycle that it was copied from. */
  copiedFrom: string | null;
  publishedVersion: { id: string; number: number; hash: string; publishedAt: Date } | null;
  /** Asia/Shanghai day on which it was last closed. */
  closedOn: string | null;
  /** Once closed: until when an answer under a credential from before is taken. */
  lateUntil: Date | null;
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
    lastEdit: { type: Schema.Types.Mixed, default: null },
    approval: { type: Schema.Types.Mixed, default: null },
    openLink: { type: Boolean, default: false },
    copiedFrom: { type: String, default: null },
    publishedVersion: { type: Schema.Types.Mixed, default: null },
    closedOn: { type: String, default: null },
    lateUntil: { type: Date, default: null },
  },
  // Empty objects in a definition mean something to SurveyJS and must not be dropped.
  { minimize: false },
);
surveySchema.index({ cycleId: 1, audience: 1 }, { unique: true });

/** 发布版本: what respondents answer. Written once, never changed, never removed. */
export interface SurveyVersionDocument extends Omit<SurveyVersion, 'id' | 'publishedAt'> {
  _id: string;
  cycleId: string;
  publishedAt: Date;
  /** Names, as they were then. */
  publishedBy: string;
  approvedBy: string | null;
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
    approvedBy: { type: String, default: null, immutable: true },
  },
  { minimize: false },
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

/** 开放链接的条件 of a survey; `_id` is the survey. */
export interface OpenLinkTermsDocument extends Omit<OpenLinkTerms, 'surveyId'> {
  _id: string;
  changedBy: string;
  changedAt: Date;
}
export const openLinkTermsSchema = new Schema<OpenLinkTermsDocument>({
  _id: text,
  taking: { type: Boolean, required: true },
  quotas: { type: Schema.Types.Mixed, required: true } as never,
  closingText: { type: Schema.Types.Mixed, required: true } as never,
  revision: { type: Number, required: true },
  changedBy: text,
  changedAt: date,
});

/** 审核意见 on a survey. */
export interface ReviewThreadDocument extends Omit<ReviewThread, 'id' | 'comments' | 'resolved'> {
  _id: string;
  surveyId: string;
  cycleId: string;
  comments: (Mark & { id: string; text: string })[];
  resolved: Mark | null;
}
export const reviewThreadSchema = new Schema<ReviewThreadDocument>({
  _id: text,
  surveyId: text,
  cycleId: text,
  itemCode: { type: String, default: null },
  revision: { type: Number, required: true },
  comments: { type: [Schema.Types.Mixed], required: true } as never,
  resolved: { type: Schema.Types.Mixed, default: null },
});
reviewThreadSchema.index({ surveyId: 1 });

/** 定时开放与结束; `_id` is the survey's. */
export interface ScheduleDocument extends Schedule {
  _id: string;
  revision: number;
  changedBy: string;
  changedAt: Date;
}
export const scheduleSchema = new Schema<ScheduleDocument>({
  _id: text,
  opensAt: { type: Date, default: null },
  closesAt: { type: Date, default: null },
  opened: { type: Boolean, required: true },
  closed: { type: Boolean, required: true },
  revision: { type: Number, required: true },
  changedBy: { type: String, default: '' },
  changedAt: date,
});
