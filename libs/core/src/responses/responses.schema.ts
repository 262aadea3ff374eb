import { Schema } from 'mongoose';
import type { Language } from '@mingjian/contract/localized';
import type { AnswerValue, EntryMode, ResponseMode } from '@mingjian/contract/responses';
import { storedById } from '../platform';

const text = { type: String, required: true } as const;
const mixed = { type: Schema.Types.Mixed, required: true } as const;

/**
 * 作答: what one person answered. Random `_id`, the week and no time, a cell and no person: nothing here or in the code
 * store leads from one to the other. Stored in the order of `_id`, so not in the order of arrival.
 */
export interface ResponseDocument {
  _id: string;
  surveyId: string;
  versionId: string;
  cellId: string;
  /** Monday of the week in Asia/Shanghai, YYYY-MM-DD. */
  week: string;
  language: Language;
  /** Absent from answers of before there was any other way: then `online`. */
  mode?: ResponseMode;
  /** By item code; 不了解/不适用 is 0. */
  answers: Record<string, AnswerValue>;
  /** Milliseconds by item code. */
  durations: Record<string, number>;
  /** SHA-256 of the credential's token; unique, so that sending again stores nothing again. */
  nonce: string;
  bodyHash: string;
}
export const responseSchema = new Schema<ResponseDocument>(
  {
    _id: text,
    surveyId: { ...text, index: true },
    versionId: text,
    cellId: text,
    week: text,
    language: text,
    mode: { type: String, default: 'online' },
    answers: mixed,
    durations: mixed,
    nonce: { ...text, unique: true },
    bodyHash: text,
  },
  { minimize: false, ...storedById },
);

// Few of a survey's answers, and counted by county for whoever comes next.
responseSchema.index({ cellId: 1 }, { partialFilterExpression: { mode: 'open' } });

/** A solved challenge that was used; `_id` is its hash, and the day on which it is forgotten is all that it knows. */
export interface UsedSolutionDocument {
  _id: string;
  goneAfter: Date;
}
export const usedSolutionSchema = new Schema<UsedSolutionDocument>(
  { _id: text, goneAfter: { type: Date, required: true, expires: 0 } },
  storedById,
);

/** 诱导作答举报: the text and the day; who sent it is not known. */
export interface CoachingReportDocument {
  _id: string;
  surveyId: string;
  day: string;
  text: string;
}
export const coachingReportSchema = new Schema<CoachingReportDocument>(
  { _id: text, surveyId: { ...text, index: true }, day: text, text },
  storedById,
);

/** 录入登记: how many answers somebody entered on a day; what the audit log is told when the day is over. */
export interface EntryCountDocument {
  _id: string;
  surveyId: string;
  /** Asia/Shanghai. */
  day: string;
  actor: string;
  mode: EntryMode;
  count: number;
  filed: boolean;
}
export const entryCountSchema = new Schema<EntryCountDocument>({
  _id: text,
  surveyId: text,
  day: { ...text, index: true },
  actor: text,
  mode: text,
  count: { type: Number, required: true },
  filed: { type: Boolean, default: false },
});
