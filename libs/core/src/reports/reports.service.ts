import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Language } from '@mingjian/contract/localized';
import type {
  RecordedReport,
  ReportChanges,
  ReportDetail,
  ReportFormat,
  ReportPage,
  ReportSummary,
} from '@mingjian/contract/reports';
import type { ClientSession, Connection, Model } from 'mongoose';
import { BoardService, CyclesService, type MilestoneFact, type MilestoneSource } from '../cycles';
import { AuditService, scopeOf, type Person } from '../identity';
import { editConflict, inTransaction, Problem } from '../platform';
import { reportPage } from '../documents';
import { ReportAccess, visibleTo } from './report-access.service';
import { reportChanges } from './report-changes';
import { reportHash, sha256Of } from './report-files';
import {
  alreadyAccepted,
  detailOf,
  latestOfEach,
  listed,
  milestonesOf,
  summaryOf,
  unknownReport,
  wrongState,
} from './report-views';
import type { ReportDocument, ReportFileDocument } from './reports.schema';
import { afterReview, isOpen, type ReviewAction } from './review-states';
import { staleParagraphs } from './review-threads';

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

/** 报告: read, compare, submit, return, accept, verify. A county sees its own, and only when accepted. */
@Injectable()
export class ReportsService implements OnModuleInit, MilestoneSource {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    @InjectModel('ReportFile') private readonly files: Model<ReportFileDocument>,
    private readonly cycles: CyclesService,
    private readonly board: BoardService,
    private readonly access: ReportAccess,
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
      .select(listed)
      .lean<ReportDocument[]>();
    return latestOfEach(found).map(summaryOf);
  }

  /** @throws Problem 404 `report-unknown`, also for a report that the person may not see */
  async get(person: Person, id: string): Promise<ReportDetail> {
    const report = await this.access.require(person, id);
    return detailOf(report, await this.access.versionsOf(person, report));
  }

  /** The report as a page shows it, each value with where it comes from. @throws as `get` */
  async page(person: Person, id: string, language: Language): Promise<ReportPage> {
    const { model } = await this.access.require(person, id);
    return reportPage(model, language);
  }

  /**
   * What differs from another version of the same county's report.
   *
   * @param againstId the other version; by default the one before it
   * @throws Problem 404 `report-unknown`, 422 `not-comparable`
   */
  async changes(
    person: Person,
    id: string,
    againstId: string | undefined,
    language: Language,
  ): Promise<ReportChanges> {
    const report = await this.access.require(person, id);
    const earlier = (await this.access.versionsOf(person, report)).find(
      ({ version }) => version < report.version,
    );
    const otherId = againstId ?? earlier?._id;
    if (otherId === undefined) throw notComparable();
    const other = await this.access.require(person, otherId);
    if (other.cycleId !== report.cycleId || other.countyCode !== report.countyCode) throw notComparable();
    return {
      against: { id: other._id, version: other.version },
      changes: reportChanges(other.model, report.model, language),
    };
  }

  /** @throws Problem 404 `report-unknown`; 500 `report-file-damaged` when the stored bytes are not those that were hashed */
  async file(
    person: Person,
    id: string,
    format: ReportFormat,
    language: Language,
  ): Promise<StoredReportFile> {
    const report = await this.access.require(person, id);
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

  /**
   * 核验: what is on record under a hash: the one that every file of a report carries, or the SHA-256 of a file.
   *
   * @throws Problem 404 `not-on-record`
   */
  async onRecord(hash: string): Promise<RecordedReport> {
    const found = await this.reports
      .find({ $or: [{ modelHash: hash }, { 'files.sha256': hash }] })
      .sort({ version: 1 })
      .lean<ReportDocument[]>();
    // A correction begins as its predecessor was accepted: what was accepted speaks first.
    const report = found.find(({ status }) => status === 'accepted') ?? found.at(-1);
    if (!report) throw notOnRecord();
    const { cycleId, countyCode, version, status, modelHash, acceptedAt, model, files } = report;
    const newer = { cycleId, countyCode, version: { $gt: version }, status: 'accepted' as const };
    const file = files.find(({ sha256 }) => sha256 === hash);
    return {
      title: model.title,
      version,
      status,
      hash: modelHash,
      acceptedAt,
      superseded: (await this.reports.exists(newer)) !== null,
      file: file ? { format: file.format, language: file.language } : null,
    };
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
      .select('countyCode status submittedAt acceptedAt')
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
    await this.access.require(person, id);
    const after = await inTransaction(this.connection, async (session) => {
      const before = await this.access.read(id, session);
      if (!isOpen(before.status)) throw alreadyAccepted(before);
      if (seen !== undefined && seen !== before.revision)
        throw editConflict(before.changedBy, before.changedAt);
      const status = afterReview(before.status, action);
      if (status === null) throw wrongState(before.status);
      if (action !== 'return') requireReady(before);
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
      return { ...before, ...change };
    });
    return detailOf(after, await this.access.versionsOf(person, after));
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
}

/** Files must be those of the words, and nobody's words may stand on numbers that have changed. */
function requireReady({ rendered, model }: ReportDocument): void {
  if (!rendered)
    throw new Problem(
      409,
      'report-rendering',
      {
        zh: '刚刚修改过文字，正在重新生成文件，请过几秒再试。',
        en: 'The words were just changed and the files are being made again; try again in a few seconds.',
      },
      [],
      5,
    );
  const stale = staleParagraphs(model.blocks);
  if (stale.length > 0)
    throw new Problem(
      409,
      'paragraphs-stale',
      {
        zh: `有 ${stale.length} 个人工修改过的段落，其中的数值已经变化。请逐段核对并重新保存后再提交。`,
        en: `${stale.length} edited paragraphs stand on numbers that have changed. Read and save each of them before going on.`,
      },
      stale.map((blockId) => ({
        field: blockId,
        rule: 'stale-paragraph',
        message: { zh: '段落中的数值已经变化。', en: 'The numbers under this paragraph have changed.' },
      })),
    );
}

function notOnRecord(): Problem {
  return new Problem(404, 'not-on-record', {
    zh: '没有与此校验值相符的报告：文件可能被改动过，或不是由本平台生成。',
    en: 'No report on record has this check value: the file may have been altered, or was not made here.',
  });
}

function notComparable(): Problem {
  return new Problem(422, 'not-comparable', {
    zh: '没有可以比较的另一版本：只能比较同一县（市、区）同一周期的报告。',
    en: 'There is no other version to compare with: only reports of the same county and cycle can be compared.',
  });
}

function damaged(): Problem {
  return new Problem(500, 'report-file-damaged', {
    zh: '存储的报告与生成时的校验值不符，已停止操作。请联系管理员并由新的运行重新生成。',
    en: 'The stored report does not match the hash of its composition; nothing was done. Tell the administrator and compose it again by a new run.',
  });
}
