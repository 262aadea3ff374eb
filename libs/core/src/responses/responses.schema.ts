import { Schema } from 'mongoose';
import type { Language } from '@mingjian/contract/localized';
import type { AnswerValue } from '@mingjian/contract/responses';

const text = { type: String, required: true } as const;
const mixed = { type: Schema.Types.Mixed, required: true } as const;

/**
 * 作答: what one person answered. Random `_id`, the day and no time, a cell and no person: nothing here or in the code
 * store leads from one to the other.
 */
export interface ResponseDocument {
  _id: string;
  surveyId: string;
  versionId: string;
  cellId: string;
  /** Asia/Shanghai calendar day. */
  day: string;
  language: Language;
  /** By item code; 不了解/不适用 is 0. */
  answers: Record<string, AnswerValue>;
  /** Milliseconds by item code. */
  durations: Record<string, number>;
  /** Made by the phone; unique, so that sending again stores nothing again. */
  submissionId: string;
  bodyHash: string;
}
export const responseSchema = new Schema<ResponseDocument>(
  {
    _id: text,
    surveyId: { ...text, index: true },
    versionId: text,
    cellId: text,
    day: text,
    language: text,
    answers: mixed,
    durations: mixed,
    submissionId: { ...text, unique: true },
    bodyHash: text,
  },
  { versionKey: false, minimize: false },
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
  { versionKey: false },
);
