import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { renderReport } from '@mingjian/contract/jobs';
import type { ReleaseQuotations, ReportQuotations } from '@mingjian/contract/reports';
import type { Connection, Model } from 'mongoose';
import { AuditService, type Person } from '../identity';
import { canonicalHash, editConflict, inTransaction, JobSender } from '../platform';
import type { Quotation } from './material';
import { themeName } from './opinion-themes';
import { carryEdits } from './paragraph-edit';
import { ReportAccess } from './report-access.service';
import { ReportComposer } from './report-composer.service';
import { alreadyAccepted, wrongState } from './report-views';
import type { ReportDocument } from './reports.schema';
import { isEditable } from './review-states';

/** 留言摘录的放行: words of people stand in a report only after somebody of the agency has read and released them. */
@Injectable()
export class QuotationRelease {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    private readonly access: ReportAccess,
    private readonly composer: ReportComposer,
    private readonly audit: AuditService,
    private readonly jobs: JobSender,
  ) {}

  /** What would be, or is, quoted. @throws Problem 404 `report-unknown` */
  async get(person: Person, id: string): Promise<ReportQuotations> {
    const report = await this.access.require(person, id);
    const quotations = await this.composer.quotationsFor(report);
    return {
      released: report.quotationsReleased ?? false,
      revision: report.revision,
      quotations: quotations.map(named),
    };
  }

  /**
   * Releases the quotations of a report, or takes them back; its sections are composed again with what was written kept,
   * and the files follow in some seconds.
   *
   * @throws Problem 404 `report-unknown`, 409 `edit-conflict`, `report-state` or `report-accepted`
   */
  async set(
    person: Person,
    id: string,
    { released, revision }: ReleaseQuotations,
  ): Promise<ReportQuotations> {
    const seen = await this.access.require(person, id);
    const { model: composed } = await this.composer.modelOf(seen.runId, seen.countyCode, released);
    const quotations = await this.composer.quotationsFor(seen);
    const next = await inTransaction(this.connection, async (session) => {
      const before = await this.access.read(id, session);
      if (before.status === 'accepted') throw alreadyAccepted(before);
      if (!isEditable(before.status)) throw wrongState(before.status);
      if (before.revision !== revision) throw editConflict(before.changedBy, before.changedAt);
      const change = {
        model: carryEdits(before.model, composed).model,
        quotationsReleased: released,
        rendered: false,
        revision: before.revision + 1,
        changedBy: person.name,
        changedAt: new Date(),
      };
      await this.reports.updateOne({ _id: id, revision: before.revision }, { $set: change }, { session });
      const detail = {
        countyCode: before.countyCode,
        quotations: canonicalHash(quotations),
        count: quotations.length,
      };
      const action = released ? 'report.quotations.release' : 'report.quotations.withdraw';
      await this.audit.record({ actor: person.email, action, subject: id, detail }, session);
      return change.revision;
    });
    await this.jobs.send(renderReport, { reportId: id, revision: next });
    return { released, revision: next, quotations: quotations.map(named) };
  }
}

const named = (quotation: Quotation) => ({ ...quotation, themeName: themeName(quotation.theme) });
