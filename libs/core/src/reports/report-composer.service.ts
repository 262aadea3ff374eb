import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import { renderReport } from '@mingjian/contract/jobs';
import type { IndicatorSheet } from '@mingjian/contract/indicators';
import type { County } from '@mingjian/contract/registry';
import type { ReportComment, ReportModel, ReportSummary } from '@mingjian/contract/reports';
import type { ClientSession, Connection, Model } from 'mongoose';
import { OpenTextsService, RunsService, WeightingPlansService } from '../aggregation';
import { CyclesService } from '../cycles';
import { AuditService, wholeCity } from '../identity';
import { verificationOf } from '../documents';
import { IndicatorsService } from '../indicators';
import { Env, inTransaction, JobSender, today } from '../platform';
import { CITY_CODE, RegistryService } from '../registry';
import { SurveysService } from '../surveys';
import { composeOverview } from './compose-overview';
import { composeReport } from './compose-report';
import { EarlierYears } from './earlier-years.service';
import { headlineOf } from './headline';
import { opinionsOf, quotationsOf } from './opinion-themes';
import { reportItems } from './question-options';
import { carryEdits, printedParagraph, type Paragraph } from './paragraph-edit';
import { renderFiles, reportHash, type RenderedFile } from './report-files';
import { ReportFiles } from './report-files.service';
import type { ReportDocument } from './reports.schema';
import { placeOfComposition } from './review-states';

/** The worker's part: composes and renders a county's report of a run, and puts it in its place. */
@Injectable()
export class ReportComposer {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Report') private readonly reports: Model<ReportDocument>,
    private readonly files: ReportFiles,
    private readonly runs: RunsService,
    private readonly earlierYears: EarlierYears,
    private readonly plans: WeightingPlansService,
    private readonly texts: OpenTextsService,
    private readonly cycles: CyclesService,
    private readonly surveys: SurveysService,
    private readonly registry: RegistryService,
    private readonly indicators: IndicatorsService,
    private readonly audit: AuditService,
    private readonly env: Env,
    private readonly jobs: JobSender,
  ) {}

  /**
   * Composes the report of (run, county). Harmless to repeat: the same run makes the same bytes and changes at most its
   * own draft; what was submitted or accepted stays as it is, and a later run makes the next version.
   *
   * @throws Error when the run has published nothing for the county
   */
  async composeForRun(runId: string, countyCode: string): Promise<void> {
    const latest = await this.latestOfRun(runId, countyCode);
    const released = latest?.runId === runId && latest.quotationsReleased;
    const { cycleId, model: composed } = await this.modelOf(runId, countyCode, released);
    const { model, homeless } = latest
      ? carryEdits(latest.model, composed)
      : { model: composed, homeless: [] };
    const { files, modelHash } = await this.render(model);
    const seen = latest && { id: latest._id, revision: latest.revision };
    const replaced = await inTransaction(this.connection, (session) =>
      this.place({ cycleId, runId, countyCode, model, modelHash, files, homeless, seen, released }, session),
    );
    await this.files.forget(replaced);
  }

  /**
   * Makes the files of a report anew after its words were edited. Harmless to repeat, and does nothing when the report
   * has moved on meanwhile: then another request is on its way.
   */
  async renderAgain(reportId: string, revision: number): Promise<void> {
    const report = await this.reports
      .findOne({ _id: reportId, revision, rendered: false })
      .lean<ReportDocument>();
    if (!report) return;
    const { files, modelHash } = await this.render(report.model);
    const listed = files.map(listedFile);
    const { modifiedCount } = await this.reports.updateOne(
      { _id: reportId, revision, rendered: false },
      { $set: { files: listed, modelHash, hash: reportHash(report.model, listed), rendered: true } },
    );
    await this.files.forget((modifiedCount > 0 ? report.files : listed).map(({ sha256 }) => sha256));
  }

  /** Asks again for every rendering that is due; needed when Redis lost its data, harmless otherwise. */
  async resume(): Promise<void> {
    const due = await this.reports
      .find({ rendered: false })
      .select('revision')
      .lean<Pick<ReportDocument, '_id' | 'revision'>[]>();
    for (const { _id, revision } of due) await this.jobs.send(renderReport, { reportId: _id, revision });
  }

  private async render(model: ReportModel): Promise<{ files: RenderedFile[]; modelHash: string }> {
    const verification = verificationOf(model, this.env.publicUrl);
    const files = await renderFiles(model, verification);
    await this.files.keep(files);
    return { files, modelHash: verification.hash };
  }

  private async latestOfRun(runId: string, countyCode: string): Promise<ReportDocument | null> {
    const [first] = await this.runs.published(runId, countyCode === CITY_CODE ? undefined : countyCode);
    return first ? this.latest(first.cycleId, countyCode) : null;
  }

  private latest(cycleId: string, countyCode: string, session?: ClientSession) {
    return this.reports
      .findOne({ cycleId, countyCode })
      .sort({ version: -1 })
      .session(session ?? null)
      .lean<ReportDocument>();
  }

  /**
   * @param released whether words of people who wrote may be quoted
   * @throws Error when the run has published nothing for the county
   */
  async modelOf(
    runId: string,
    countyCode: string,
    released: boolean,
  ): Promise<{ cycleId: string; model: ReportModel }> {
    const isCity = countyCode === CITY_CODE;
    const results = await this.runs.published(runId, isCity ? undefined : countyCode);
    const [first] = results;
    if (!first) throw new Error(`run ${runId} has published no result for ${countyCode}`);
    const { cycleId } = first;
    const counties = isCity ? await this.registry.counties() : [await this.registry.county(countyCode)];
    const [cycle, versions, sheets, { plan }] = await Promise.all([
      this.cycles.require(wholeCity, cycleId),
      this.surveys.versionsOfCycle(cycleId),
      Promise.all(counties.map(({ code }) => this.indicators.sheetOf(cycleId, code))),
      this.plans.ofCycle(cycleId),
    ]);
    const fieldwork = cycle.milestones.find((milestone) => milestone.key === 'fieldwork');
    const latest = results.map((result) => result.createdAt).reduce((a, b) => (a > b ? a : b));
    const common = {
      cycle,
      agency: cycle.agency?.name ?? '',
      // The day of the numbers, not of the rendering: composing again gives the same report.
      composedOn: today(new Date(latest)),
      fieldworkUntil: fieldwork?.actual ?? fieldwork?.revised ?? fieldwork?.planned ?? null,
      weightingPlan: plan,
      items: reportItems(versions),
      results,
      sheet: mergedSheet(sheets),
    };
    if (isCity) return { cycleId, model: composeOverview({ ...common, counties }) };
    const texts = await this.texts.of(runId, countyCode);
    const model = composeReport({
      ...common,
      county: counties[0] as County,
      ...(await this.earlierYears.of(cycle, countyCode, versions)),
      opinions: texts.map((each) => opinionsOf(each, plan.suppressBelow)),
      quotations: released ? candidatesIn(texts, plan.suppressBelow) : [],
    });
    return { cycleId, model };
  }

  /** The texts that would be quoted, for the agency to read before it releases them. */
  async quotationsFor({
    runId,
    cycleId,
    countyCode,
  }: Pick<ReportDocument, 'runId' | 'cycleId' | 'countyCode'>) {
    const { plan } = await this.plans.ofCycle(cycleId);
    return candidatesIn(await this.texts.of(runId, countyCode), plan.suppressBelow);
  }

  /** @returns hashes of the files that the replaced draft had */
  private async place(
    report: {
      cycleId: string;
      runId: string;
      countyCode: string;
      model: ReportModel;
      modelHash: string;
      files: RenderedFile[];
      homeless: Paragraph[];
      seen: { id: string; revision: number } | null;
      released: boolean;
    },
    session: ClientSession,
  ): Promise<string[]> {
    const { cycleId, runId, countyCode, model, modelHash, files, homeless, seen, released } = report;
    const latest = await this.latest(cycleId, countyCode, session);
    if (latest?._id !== seen?.id || latest?.revision !== seen?.revision)
      throw new Error(
        `the report of ${countyCode} was changed while a new one was composed; to be tried again`,
      );
    const ofSameRun = await this.reports
      .findOne({ runId, countyCode })
      .session(session)
      .lean<ReportDocument>();
    const place = placeOfComposition(latest, ofSameRun);
    const listed = files.map(listedFile);
    const hash = reportHash(model, listed);
    if (place.kind === 'keep' || (latest?.runId === runId && latest.hash === hash)) return [];
    const at = new Date();
    const content = {
      runId,
      modelHash,
      hash,
      model,
      files: listed,
      rendered: true,
      quotationsReleased: released,
      headline: headlineOf(model),
      changedBy: 'system',
      changedAt: at,
    };
    const entry = { at: at.toISOString(), actor: 'system', to: 'draft' as const, reason: null };
    const detail = { cycleId, countyCode, runId, hash };
    const strays = homeless.map((paragraph) => strayEdit(latest, paragraph, at));
    if (place.kind === 'replace' && latest) {
      await this.reports.updateOne(
        { _id: latest._id },
        {
          $set: content,
          $inc: { revision: 1 },
          $push: { history: { ...entry, from: 'draft' }, comments: { $each: strays } },
        },
        { session },
      );
      await this.audit.record(
        { actor: 'system', action: 'report.recompose', subject: latest._id, detail },
        session,
      );
      return latest.files.map((file) => file.sha256);
    }
    const _id = randomUUID();
    const document: ReportDocument = {
      _id,
      cycleId,
      countyCode,
      version: place.kind === 'add' ? place.version : 1,
      status: 'draft',
      revision: 1,
      ...content,
      comments: strays,
      history: [{ ...entry, from: null }],
      submittedAt: null,
      acceptedAt: null,
      acceptedBy: null,
    };
    await this.reports.create([document], { session });
    await this.audit.record({ actor: 'system', action: 'report.compose', subject: _id, detail }, session);
    return [];
  }
}

/** The values of several counties on one tree. */
function mergedSheet(sheets: readonly IndicatorSheet[]): IndicatorSheet {
  const [first] = sheets;
  if (!first) throw new Error('there is no county to report on');
  return { ...first, values: sheets.flatMap(({ values }) => values) };
}

const candidatesIn = (texts: Awaited<ReturnType<OpenTextsService['of']>>, threshold: number) =>
  texts.flatMap((each) => quotationsOf(each, threshold));

const listedFile = ({ format, language, bytes, sha256 }: RenderedFile): ReportSummary['files'][number] => ({
  format,
  language,
  bytes: bytes.length,
  sha256,
});

/** An edit for which a newly composed report has no paragraph, kept as a thread with its words. */
function strayEdit(latest: ReportDocument | null, paragraph: Paragraph, at: Date): ReportComment {
  const words = latest ? printedParagraph(latest.model, paragraph) : { zh: '', en: '' };
  return {
    id: randomUUID(),
    blockId: null,
    author: paragraph.edited?.by ?? '',
    text: `重新生成后，报告中不再有此段落。原来改写的文字：${words.zh}\nThe report has no such paragraph any more. What had been written: ${words.en}`,
    at: at.toISOString(),
    replyTo: null,
    resolved: null,
  };
}
