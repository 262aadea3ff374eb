import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Role } from '@mingjian/contract/identity';
import type { Language } from '@mingjian/contract/localized';
import type {
  RecordedReport,
  ReportChanges,
  ReportDetail,
  ReportFormat,
  ReportPage,
  ReportSummary,
} from '@mingjian/contract/reports';
import type { ClientSession, Model } from 'mongoose';
import {
  BoardService,
  CyclesService,
  type MilestoneFact,
  type MilestoneSource,
  type Todo,
  type TodoSource,
} from '../cycles';
import { otherVersion } from '../aggregation';
import { scopeOf, type Person } from '../identity';
import { Problem } from '../platform';
import { reportPage } from '../documents';
import { changesToRead } from './changes-to-read';
import { fewApart } from './few-apart';
import { ReportAccess, visibleTo } from './report-access.service';
import { ReportFiles } from './report-files.service';
import { reportTodos } from './report-todos';
import { detailOf, latestOfEach, listed, milestonesOf, summaryOf, unknownReport } from './report-views';
import type { ReportDocument } from './reports.schema';

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

/** 报告: read, compared, handed out, looked up. A county sees its own, and only when accepted. */
@Injectable()
export class ReportsService implements OnModuleInit, MilestoneSource, TodoSource {
  constructor(
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    private readonly cycles: CyclesService,
    private readonly board: BoardService,
    private readonly access: ReportAccess,
    private readonly files: ReportFiles,
  ) {}

  onModuleInit(): void {
    this.board.register(this);
    this.board.registerTodos(this);
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
    return { ...reportPage(model, language), otherVersion: otherVersion(model.results) };
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
      changes: changesToRead(other.model, report.model, language),
      fewApart: fewApart(other.model, report.model),
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
    return { bytes: await this.files.bytesOf(entry.sha256), county, year, version: report.version };
  }

  /**
   * 核验: what is on record under a hash: the one that every file of a report carries, that over its content and files
   * together, or the SHA-256 of a file.
   *
   * @throws Problem 404 `not-on-record`
   */
  async onRecord(hash: string): Promise<RecordedReport> {
    const found = await this.reports
      .find({ $or: [{ modelHash: hash }, { hash }, { 'files.sha256': hash }] })
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

  async todosOf(role: Role, cycleId: string): Promise<Todo[]> {
    const found = await this.reports
      .find({ cycleId })
      .select('cycleId countyCode version status model.county')
      .lean<ReportDocument[]>();
    return reportTodos(
      role,
      latestOfEach(found).map(({ _id, cycleId, version, status, model }) => ({
        id: _id,
        cycleId,
        name: { zh: model.county.nameZh, en: model.county.nameEn },
        version,
        status,
      })),
    );
  }
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
