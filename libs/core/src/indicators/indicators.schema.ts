import { Schema } from 'mongoose';
import type { Indicator, IndicatorValue } from '@mingjian/contract/indicators';

const text = { type: String, required: true } as const;
const maybeEmpty = { type: String, default: '' } as const;

/** 指标 of one cycle: `_id` is the cycle and the code. */
export interface IndicatorDocument extends Indicator {
  _id: string;
  cycleId: string;
  /** Place in the tree as it was imported. */
  position: number;
}
export const indicatorSchema = new Schema<IndicatorDocument>({
  _id: text,
  cycleId: text,
  position: { type: Number, required: true },
  code: text,
  level: { type: Number, required: true },
  nameZh: text,
  nameEn: maybeEmpty,
  kind: { type: String, default: null },
  unit: maybeEmpty,
  direction: { type: String, default: null },
  threshold: maybeEmpty,
  source: maybeEmpty,
  fromPlan: { type: Boolean, required: true },
  surveyLinked: { type: Boolean, required: true },
});
indicatorSchema.index({ cycleId: 1, position: 1 });

/** 指标值: one for each county, indicator, year and stage of a cycle. */
export interface IndicatorValueDocument extends Omit<IndicatorValue, 'id' | 'meets'> {
  _id: string;
  cycleId: string;
  filedBy: string;
  filedAt: Date;
}
export const indicatorValueSchema = new Schema<IndicatorValueDocument>({
  _id: text,
  cycleId: text,
  countyCode: text,
  indicatorCode: text,
  year: { type: Number, required: true },
  stagePrefix: maybeEmpty,
  value: { type: Number, default: null },
  grade: { type: String, default: null },
  sourceTier: text,
  evidence: text,
  filedBy: text,
  filedAt: { type: Date, required: true },
});
indicatorValueSchema.index(
  { cycleId: 1, countyCode: 1, indicatorCode: 1, year: 1, stagePrefix: 1 },
  { unique: true },
);
