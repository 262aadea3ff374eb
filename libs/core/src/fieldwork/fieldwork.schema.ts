import { Schema } from 'mongoose';
import type { OpenReceived } from '../responses';

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

/** 班级作答场次. `_id` is the room's name, by chance; who holds it may take codes of the class while it is open. */
export interface RoomDocument {
  _id: string;
  surveyId: string;
  cellId: string;
  closesAt: Date;
  closed: boolean;
}
export const roomSchema = new Schema<RoomDocument>({
  _id: text,
  surveyId: { ...text, index: true },
  cellId: { ...text, index: true },
  closesAt: date,
  closed: { type: Boolean, required: true },
});

/** Codes issued and used by cell, and answers by the open links, as of the first look on a day; `_id` is the cycle. */
export interface DailyCountsDocument {
  _id: string;
  day: string;
  cells: { cellId: string; issued: number; used: number }[];
  received?: OpenReceived[];
}
export const dailyCountsSchema = new Schema<DailyCountsDocument>({
  _id: text,
  day: text,
  cells: { type: Schema.Types.Mixed, required: true },
  received: { type: [Schema.Types.Mixed], default: [] } as never,
});

/** 现场问题, told by a school's coordinator. */
export interface FieldProblemDocument {
  _id: string;
  cycleId: string;
  schoolCode: string;
  schoolName: string;
  by: string;
  at: Date;
  text: string;
  settled: { by: string; at: Date } | null;
}
export const fieldProblemSchema = new Schema<FieldProblemDocument>({
  _id: text,
  cycleId: { ...text, index: true },
  schoolCode: text,
  schoolName: text,
  by: text,
  at: date,
  text,
  settled: { type: Schema.Types.Mixed, default: null },
});
