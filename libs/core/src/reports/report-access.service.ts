import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { CyclesService } from '../cycles';
import { scopeOf, type Person } from '../identity';
import { Problem } from '../platform';
import { unknownReport } from './report-views';
import type { ReportDocument } from './reports.schema';

/** Who may see which report: a county its own, and only after the office has accepted it. */
@Injectable()
export class ReportAccess {
  constructor(
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    private readonly cycles: CyclesService,
  ) {}

  /** @throws Problem 404 `report-unknown`, also for one that the person may not see */
  async require(person: Person, id: string): Promise<ReportDocument> {
    const report = await this.reports.findOne({ _id: id, ...visibleTo(person) }).lean<ReportDocument>();
    if (!report) throw unknownReport();
    try {
      await this.cycles.require(scopeOf(person), report.cycleId);
    } catch (error) {
      throw error instanceof Problem && error.status === 404 ? unknownReport() : error;
    }
    return report;
  }

  /** All versions of the same county's report in the cycle that the person may see, latest first. */
  versionsOf(person: Person, { cycleId, countyCode }: Pick<ReportDocument, 'cycleId' | 'countyCode'>) {
    return this.reports
      .find({ cycleId, countyCode, ...visibleTo(person) })
      .select('version status')
      .sort({ version: -1 })
      .lean<Pick<ReportDocument, '_id' | 'version' | 'status'>[]>();
  }

  /** As it stands inside a transaction. @throws Problem 404 `report-unknown` */
  async read(id: string, session: ClientSession): Promise<ReportDocument> {
    const report = await this.reports.findById(id).session(session).lean<ReportDocument>();
    if (!report) throw unknownReport();
    return report;
  }
}

/** The part of a query that keeps a person to what they may see. */
export function visibleTo(person: Person): { countyCode?: string; status?: 'accepted' } {
  const scope = scopeOf(person);
  return scope.kind === 'county' ? { countyCode: scope.countyCode, status: 'accepted' } : {};
}
