import { Schema } from 'mongoose';
import type { County, Margin, School, WordMeaning } from '@mingjian/contract/registry';

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

/** 县(市)、区: `_id` is the division code. */
export interface CountyDocument extends Omit<County, 'code'> {
  _id: string;
}
export const countySchema = new Schema<CountyDocument>({ _id: text, nameZh: text, nameEn: text, kind: text });

/** 抽样框 entry: `_id` is the 学校标识码. */
export interface SchoolDocument extends Omit<School, 'code'> {
  _id: string;
}
export const schoolSchema = new Schema<SchoolDocument>({
  _id: text,
  name: text,
  countyCode: { ...text, index: true },
  stage: text,
  area: text,
  teachers: number,
  pupils: number,
  classes: [{ _id: false, grade: number, name: text, pupils: number }],
  fictional: { type: Boolean, required: true },
});

/** 总体边际: `_id` is county, audience, variable and category. */
export interface MarginDocument extends Margin {
  _id: string;
}
export const marginSchema = new Schema<MarginDocument>({
  _id: text,
  countyCode: text,
  audience: text,
  variable: text,
  category: text,
  total: number,
});
marginSchema.index({ countyCode: 1, audience: 1 });

/** Who replaced the frame last; `_id` is `frame`, since the city has one. */
export interface FrameStateDocument {
  _id: string;
  revision: number;
  by: string;
  at: Date;
}
export const frameStateSchema = new Schema<FrameStateDocument>({
  _id: text,
  revision: number,
  by: text,
  at: { type: Date, required: true },
});

/** 取值对应 that an agency has given; `_id` is the agency. */
export interface ExplainedWordsDocument {
  _id: string;
  words: WordMeaning[];
}
export const explainedWordsSchema = new Schema<ExplainedWordsDocument>({
  _id: text,
  words: [{ _id: false, column: text, word: text, meaning: text }],
});
