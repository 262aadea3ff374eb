import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { County, Margin, School } from '@mingjian/contract/registry';
import type { Model } from 'mongoose';
import type { Scope } from '../identity';
import { Problem } from '../platform';
import { seededCounties } from './data/counties';
import type { CountyDocument, MarginDocument, SchoolDocument } from './registry.schema';

/** Counties, the school frame and the audited population totals. */
@Injectable()
export class RegistryService implements OnModuleInit {
  constructor(
    @InjectModel('County') private readonly countyModel: Model<CountyDocument>,
    @InjectModel('School') private readonly schoolModel: Model<SchoolDocument>,
    @InjectModel('Margin') private readonly marginModel: Model<MarginDocument>,
  ) {}

  /** Seeds the counties; several processes may do so at once. */
  async onModuleInit(): Promise<void> {
    await this.countyModel.bulkWrite(
      seededCounties.map(({ code, ...county }) => ({
        updateOne: { filter: { _id: code }, update: { $set: county }, upsert: true },
      })),
      { ordered: false },
    );
  }

  /** @throws Problem 422 `school-unknown` */
  async requireSchool(code: string): Promise<void> {
    if (await this.schoolModel.exists({ _id: code })) return;
    throw new Problem(422, 'school-unknown', {
      zh: `名册中没有学校标识码为 ${code} 的学校，请先导入名册或核对标识码。`,
      en: `The frame has no school with the code ${code}; import the frame first or check the code.`,
    });
  }

  /** All counties, by code. */
  async counties(): Promise<County[]> {
    return (await this.countyModel.find().sort({ _id: 1 }).lean<CountyDocument[]>()).map(countyOf);
  }

  /** @throws Problem 404 `county-unknown` */
  async county(code: string): Promise<County> {
    const found = await this.countyModel.findById(code).lean<CountyDocument>();
    if (found) return countyOf(found);
    throw new Problem(404, 'county-unknown', {
      zh: '没有这个县（市、区）。',
      en: 'There is no such county.',
    });
  }

  /** Schools within a scope, by code; a county sees its own whatever it asks for. */
  async schools(scope: Scope, countyCode?: string): Promise<School[]> {
    const wanted = scope.kind === 'county' ? scope.countyCode : countyCode;
    return this.findSchools(wanted === undefined ? {} : { countyCode: wanted });
  }

  /** The whole frame, by code: what samples are drawn from. */
  async frame(): Promise<School[]> {
    return this.findSchools({});
  }

  /** Audited totals of one audience in a county, by variable and category. */
  async marginsOf(countyCode: string, audience: Margin['audience']): Promise<Margin[]> {
    const found = await this.marginModel
      .find({ countyCode, audience })
      .sort({ _id: 1 })
      .lean<MarginDocument[]>();
    return found.map(({ _id, ...margin }) => margin);
  }

  private async findSchools(filter: { countyCode?: string }): Promise<School[]> {
    const found = await this.schoolModel.find(filter).sort({ _id: 1 }).lean<SchoolDocument[]>();
    return found.map(({ _id, ...school }) => ({ code: _id, ...school }));
  }
}

function countyOf({ _id, ...county }: CountyDocument): County {
  return { code: _id, ...county };
}
