import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Language } from '@mingjian/contract/localized';
import type {
  AddComment,
  ReportComment,
  ReportDetail,
  ReportFormat,
  ReportSummary,
} from '@mingjian/contract/reports';
import type { ClientSession, Connection, Model } from 'mongoose';
import { BoardService, CyclesService, type MilestoneFact, type MilestoneSource } from '../cycles';
import { AuditService, scopeOf, type Person } from '../identity';
import { editConflict, inTransaction, Problem } from '../platform';
import { reportHash, sha256Of } from './report-files';
import {
  alreadyAccepted,
  detailOf,
  latestOfEach,
  milestonesOf,
  summaryOf,
  unknownReport,
  wrongState,
} from './report-views';
import type { ReportDocument, ReportFileDocument } from './reports.schema';
import { afterReview, isOpen, type ReviewAction } from './review-states';

/** What evaluation merges: the accepted report of a county, by its frozen hash. */
export interface AcceptedReport {
  reportId: string;
  version: number;
  hash: string;
  acceptedAt: string;
}

/** A file to hand out, with what its name is made of. */
export interface StoredReportFile {
  bytes: Buffer;
  county: { nameZh: string; nameEn: string };
  year: number;
  version: number;
}

/** 报告: read, submit, return, accept, comment. A county sees its own, and only when accepted. */
@Injectable()
export class ReportsService implements OnModuleInit, MilestoneSource {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    @InjectModel('ReportFile') private readonly files: Model<ReportFileDocument>,
    private readonly cycles: CyclesService,
    private readonly board: BoardService,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    this.board.register(this);
  }

  /** The latest version of each county's report; for a county its latest accepted one. */
  async list(person: Person, cycleId: string): Promise<ReportSummary[]> {
    await this.cycles.require(scopeOf(person), cycleId);
    const found = await this.reports
      .find({ cycleId, ...visibleTo(person) })
      .select('-model -comments -history')
      .lean<ReportDocument[]>();
    return latestOfEach(found).map(summaryOf);
  }

  /** @throws Problem 404 `report-unknown`, also for a report that the person may not see */
  async get(person: Person, id: string): Promise<ReportDetail> {
    return detailOf(await this.require(person, id));
  }

  /** @throws Problem 404 `report-unknown`; 500 `report-file-damaged` when the stored bytes are not those that were hashed */
  async file(
    person: Person,
    id: string,
    format: ReportFormat,
    language: Language,
  ): Promise<StoredReportFile> {
    const report = await this.require(person, id);
    const entry =
      report.files.find((file) => file.format === format && file.language === language) ??
      report.files.find((file) => file.format === format);
    if (!entry) throw unknownReport();
    const { county, year } = report.model;
    return { bytes: await this.bytesOf(entry.sha256), county, year, version: report.version };
  }

  /** Agency: draft or returned → submitted. @throws Problem 409 `report-state`, `report-accepted`, `edit-conflict` */
  submit(person: Person, id: string, revision?: number): Promise<ReportDetail> {
    return this.move(person, id, 'submit', null, revision);
  }

  /** Office: submitted → returned, with a reason. @throws as `submit` */
  returnForChanges(person: Person, id: string, reason: string, revision?: number): Promise<ReportDetail> {
    return this.move(person, id, 'return', reason, revision);
  }

  /** Office: submitted → accepted. Model and files are checked against their hash, which is frozen. @throws as `submit` */
  accept(person: Person, id: string, revision?: number): Promise<ReportDetail> {
    return this.move(person, id, 'accept', null, revision);
  }

  /** @throws Problem 409 `report-accepted`, 422 `block-unknown` */
  async comment(person: Person, id: string, { blockId, text }: AddComment): Promise<ReportComment> {
    await this.require(person, id);
    const comment = { id: randomUUID(), blockId, author: person.name, text, at: new Date().toISOString() };
    await inTransaction(this.connection, async (session) => {
      const report = await this.read(id, session);
      if (!isOpen(report.status)) throw alreadyAccepted(report);
      if (blockId !== null && !report.model.blocks.some((block) => 'id' in block && block.id === blockId))
        throw new Problem(422, 'block-unknown', {
          zh: '评论所指的段落、图或表不在本报告中。',
          en: 'The paragraph, figure or table of the comment is not in this report.',
        });
      await this.reports.updateOne({ _id: id }, { $push: { comments: comment } }, { session });
      const detail = { comment: comment.id, blockId };
      await this.audit.record(
        { actor: person.email, action: 'report.comment', subject: id, detail },
        session,
      );
    });
    return comment;
  }

  /** For evaluation: the latest accepted report of a county, or null. */
  async acceptedOf(
    cycleId: string,
    countyCode: string,
    session?: ClientSession,
  ): Promise<AcceptedReport | null> {
    const report = await this.reports
      .findOne({ cycleId, countyCode, status: 'accepted' })
      .sort({ version: -1 })
      .session(session ?? null)
      .lean<ReportDocument>();
    if (report?.acceptedAt == null) return null;
    return {
      reportId: report._id,
      version: report.version,
      hash: report.hash,
      acceptedAt: report.acceptedAt,
    };
  }

  async milestoneFacts(cycleId: string): Promise<MilestoneFact[]> {
    const found = await this.reports
      .find({ cycleId })
      .select('countyCode version submittedAt acceptedAt')
      .lean<ReportDocument[]>();
    return milestonesOf(found);
  }

  private async move(
    person: Person,
    id: string,
    action: ReviewAction,
    reason: string | null,
    seen: number | undefined,
  ): Promise<ReportDetail> {
    await this.require(person, id);
    return inTransaction(this.connection, async (session) => {
      const before = await this.read(id, session);
      if (!isOpen(before.status)) throw alreadyAccepted(before);
      if (seen !== undefined && seen !== before.revision)
        throw editConflict(before.changedBy, before.changedAt);
      const status = afterReview(before.status, action);
      if (status === null) throw wrongState(before.status);
      if (action === 'accept') await this.verify(before);
      const changedAt = new Date();
      const at = changedAt.toISOString();
      const change = {
        status,
        revision: before.revision + 1,
        changedBy: person.name,
        changedAt,
        history: [...before.history, { at, actor: person.name, from: before.status, to: status, reason }],
        submittedAt: action === 'submit' ? at : before.submittedAt,
        ...(action === 'accept' ? { acceptedAt: at, acceptedBy: person.name } : {}),
      };
      await this.reports.updateOne({ _id: id, revision: before.revision }, { $set: change }, { session });
      const detail = { countyCode: before.countyCode, version: before.version, hash: before.hash, reason };
      await this.audit.record(
        { actor: person.email, action: `report.${action}`, subject: id, detail },
        session,
      );
      return detailOf({ ...before, ...change });
    });
  }

  /** What is about to be frozen must be what was hashed when it was composed. */
  private async verify(report: ReportDocument): Promise<void> {
    for (const { sha256 } of report.files) await this.bytesOf(sha256);
    if (reportHash(report.model, report.files) !== report.hash) throw damaged();
  }

  private async bytesOf(sha256: string): Promise<Buffer> {
    const file = await this.files.findById(sha256);
    if (!file || sha256Of(file.bytes) !== sha256) throw damaged();
    return file.bytes;
  }

  /** A report that the person may see. */
  private async require(person: Person, id: string): Promise<ReportDocument> {
    const report = await this.reports.findOne({ _id: id, ...visibleTo(person) }).lean<ReportDocument>();
    if (!report) throw unknownReport();
    try {
      await this.cycles.require(scopeOf(person), report.cycleId);
    } catch (error) {
      throw error instanceof Problem && error.status === 404 ? unknownReport() : error;
    }
    return report;
  }

  private async read(id: string, session: ClientSession): Promise<ReportDocument> {
    const report = await this.reports.findById(id).session(session).lean<ReportDocument>();
    if (!report) throw unknownReport();
    return report;
  }
}

/** A county sees its own report, and only after the office has accepted it. */
function visibleTo(person: Person): { countyCode?: string; status?: 'accepted' } {
  const scope = scopeOf(person);
  return scope.kind === 'county' ? { countyCode: scope.countyCode, status: 'accepted' } : {};
}

function damaged(): Problem {
  return new Problem(500, 'report-file-damaged', {
    zh: '存储的报告与生成时的校验值不符，已停止操作。请联系管理员并由新的运行重新生成。',
    en: 'The stored report does not match the hash of its composition; nothing was done. Tell the administrator and compose it again by a new run.',
  });
}
