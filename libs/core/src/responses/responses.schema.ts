import { Schema } from 'mongoose';
import type { Language } from '@mingjian/contract/localized';
import type { AnswerValue } from '@mingjian/contract/responses';
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
    answers: mixed,
    durations: mixed,
    nonce: { ...text, unique: true },
    bodyHash: text,
  },
  { versionKey: false, minimize: false, ...storedById },
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
  { versionKey: false, ...storedById },
);
