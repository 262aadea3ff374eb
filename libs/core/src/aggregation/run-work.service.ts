import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { composeReport, estimatePart, finishRun, freezeRun, joinRun } from '@mingjian/contract/jobs';
import type { Run } from '@mingjian/contract/aggregation';
import { canonicalHash, flowNode, inTransaction, JobSender } from '../platform';
import { RegistryService } from '../registry';
import { SurveysService } from '../surveys';
import type { ResultDocument, RunDocument } from './aggregation.schema';
import { CODE_VERSION } from './code-version';
import { estimateInSteps } from './estimate-audience';
import { openLinkNumbers } from './open-link-numbers';
import { PartReader, type PartKey } from './part-reader.service';
import { resultHash } from './result-hash';
import { reportedPlaces } from './runs.service';
import { SnapshotsService } from './snapshots.service';

/**
 * What the worker does for a run, each step harmless to repeat: freeze the answers, estimate each county × audience,
 * join and publish, count the reports. MongoDB knows how far a run has come; Redis only remembers whom to wake.
 */
@Injectable()
export class RunWork {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Run') private readonly runs: Model<RunDocument>,
    @InjectModel('Result') private readonly results: Model<ResultDocument>,
    private readonly surveys: SurveysService,
    private readonly registry: RegistryService,
    private readonly snapshots: SnapshotsService,
    private readonly parts: PartReader,
    private readonly jobs: JobSender,
  ) {}

  /** Copies all answers of the cycle's surveys as they stand at one moment, then wakes the parts. */
  async freeze(runId: string): Promise<void> {
    const run = await this.require(runId);
    if (run.status === 'queued') {
      const watermark = await this.snapshots.take(run);
      await this.runs.updateOne({ _id: runId, status: 'queued' }, { status: 'running', watermark });
    }
    await this.sendParts(run);
  }

  /** Screens, tabulates, weights, estimates and suppresses one county × audience. */
  async estimate(runId: string, part: PartKey): Promise<void> {
    const run = await this.require(runId);
    const version = (await this.surveys.versionsOfCycle(run.cycleId)).find(
      (each) => each.audience === part.audience,
    );
    if (!version) throw new Error(`run ${runId} has no survey for ${part.audience}`);
    const { input, partHash } = await this.parts.read(run, part, version);
    const margins = await this.registry.marginsOf(part.countyCode, part.audience);
    const steps = estimateInSteps({ ...input, margins });
    let next = steps.next();
    for (; !next.done; next = steps.next()) await this.step(runId, part, next.value);
    const numbers = next.value;
    const content = {
      ...part,
      evidence: 'probability' as const,
      surveyVersionHash: version.hash,
      snapshot: { answers: input.answers.length, hash: partHash },
      weightingPlanHash: run.weightingPlanHash,
      codeVersion: CODE_VERSION,
      ...numbers,
      openLink: openLinkNumbers({ ...input, margins }, await this.parts.openLink(run, part)),
    };
    const _id = `${runId}.${part.countyCode}.${part.audience}`;
    await this.results.replaceOne(
      { _id },
      {
        _id,
        runId,
        cycleId: run.cycleId,
        surveyVersionId: version.id,
        ...content,
        hash: resultHash(content),
        createdAt: new Date(),
        published: false,
      },
      { upsert: true },
    );
    await this.step(runId, part, 'done');
  }

  /** Marks a part, and with it the run, as failed: nothing of this run will be published. */
  async fail(runId: string, part: PartKey | null, message: string): Promise<void> {
    if (part) await this.step(runId, part, 'failed', message);
    await this.runs.updateOne(
      { _id: runId, status: { $ne: 'completed' } },
      { status: 'failed', finishedAt: new Date() },
    );
  }

  /** Publishes all parts at once and asks for the reports. */
  async join(runId: string): Promise<void> {
    const run = await this.require(runId);
    const results = await this.results
      .find({ runId })
      .sort({ countyCode: 1, audience: 1 })
      .lean<ResultDocument[]>();
    if (results.length !== run.parts.length)
      throw new Error(`run ${runId}: ${results.length} of ${run.parts.length} parts have a result`);
    const resultHash = canonicalHash(
      results.map((result) => [result.countyCode, result.audience, result.hash]),
    );
    await inTransaction(this.connection, async (session) => {
      await this.results.updateMany({ runId }, { published: true }, { session });
      await this.runs.updateOne({ _id: runId }, { resultHash }, { session });
    });
    const waiting = reportedPlaces(run).filter((countyCode) => !run.reportedCounties.includes(countyCode));
    const reports = waiting.map((countyCode) => flowNode(composeReport, { runId, countyCode }));
    await this.jobs.sendFlow(flowNode(finishRun, { runId }, reports));
  }

  async finish(runId: string): Promise<void> {
    await this.runs.updateOne({ _id: runId }, { status: 'completed', finishedAt: new Date() });
  }

  /** Called after each composed report, for the progress that people watch. */
  async reportComposed(runId: string, countyCode: string): Promise<void> {
    await this.runs.updateOne({ _id: runId }, { $addToSet: { reportedCounties: countyCode } });
  }

  /** Wakes every unfinished run again; needed when Redis lost its data, harmless otherwise. */
  async resume(): Promise<number> {
    const unfinished = await this.runs.find({ status: { $in: ['queued', 'running'] } }).lean<RunDocument[]>();
    for (const run of unfinished) {
      if (run.status === 'queued') await this.jobs.send(freezeRun, { runId: run._id });
      else if (run.resultHash === null) await this.sendParts(run);
      else await this.join(run._id);
    }
    return unfinished.length;
  }

  /** The flow of a run: what is done already is not asked for again. */
  private async sendParts(run: RunDocument): Promise<void> {
    const waiting = run.parts.filter((part) => part.step !== 'done');
    const parts = waiting.map(({ countyCode, audience }) =>
      flowNode(estimatePart, { runId: run._id, countyCode, audience }),
    );
    await this.jobs.sendFlow(flowNode(joinRun, { runId: run._id }, parts));
  }

  private async step(
    runId: string,
    part: PartKey,
    step: Run['parts'][number]['step'],
    error: string | null = null,
  ) {
    await this.runs.updateOne(
      { _id: runId },
      { $set: { 'parts.$[part].step': step, 'parts.$[part].error': error } },
      { arrayFilters: [{ 'part.countyCode': part.countyCode, 'part.audience': part.audience }] },
    );
  }

  private async require(runId: string): Promise<RunDocument> {
    const run = await this.runs.findById(runId).lean<RunDocument>();
    if (!run) throw new Error(`no run ${runId}`);
    return run;
  }
}
