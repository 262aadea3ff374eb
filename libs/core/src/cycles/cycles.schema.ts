import { Schema } from 'mongoose';
import type { Agency, Cycle } from '@mingjian/contract/cycles';

const text = { type: String, required: true } as const;

/** 第三方监测机构 */
export interface AgencyDocument extends Omit<Agency, 'id'> {
  _id: string;
}
export const agencySchema = new Schema<AgencyDocument>({ _id: text, name: { ...text, unique: true } });

/** 年度周期: one a year. */
export interface CycleDocument extends Omit<Cycle, 'id' | 'agency'> {
  _id: string;
  agencyId: string | null;
}
export const cycleSchema = new Schema<CycleDocument>({
  _id: text,
  year: { type: Number, required: true, unique: true },
  title: { zh: text, en: { type: String, default: '' } },
  focus: { type: String, default: '' },
  status: text,
  agencyId: { type: String, default: null, index: true },
  milestones: [
    {
      _id: false,
      key: text,
      planned: text,
      revised: { type: String, default: null },
      reason: { type: String, default: null },
      actual: { type: String, default: null },
      responsible: text,
    },
  ],
  weightingPlanHash: { type: String, default: null },
});
