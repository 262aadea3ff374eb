import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { SurveyVersion } from '@mingjian/contract/surveys';
import { itemAnswers } from '@mingjian/questionnaire';
import type { ClientSession, Connection, Model } from 'mongoose';
import { SamplesService, SigningKeysService } from '../distribution';
import { canonicalHash } from '../platform';
import { RegistryService } from '../registry';
import { StoredAnswersService } from '../responses';
import { SurveysService } from '../surveys';
import type { RunDocument, SnapshotChunkDocument } from './aggregation.schema';
import { describeFrame } from './canonical-order';
import { OpenTextsService } from './open-texts.service';
import type { PartKey } from './part-reader.service';
import { byLength } from './redact-text';
import type { AnswerRow } from './screens';
import { snapshotItems, toChunks } from './snapshot-chunks';

interface Frozen {
  answers: number;
  hashes: string[];
}

/** 快照: the answers of a cycle as they stood at one moment, by county × audience; those of an open link lie apart. */
@Injectable()
export class SnapshotsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('SnapshotChunk') private readonly chunks: Model<SnapshotChunkDocument>,
    private readonly surveys: SurveysService,
    private readonly samples: SamplesService,
    private readonly keys: SigningKeysService,
    private readonly registry: RegistryService,
    private readonly responses: StoredAnswersService,
    private readonly texts: OpenTextsService,
  ) {}

  /** Copies what there is; a snapshot taken again replaces the one before. @returns how many, and the hash over all */
  async take(run: RunDocument): Promise<{ answers: number; hash: string }> {
    const session = await this.connection.startSession({ snapshot: true });
    try {
      const [cells, frame] = await Promise.all([
        this.samples.cellsOfCycle(run.cycleId),
        this.registry.frame(),
      ]);
      const schools = byLength(frame.map(({ name }) => name));
      const frozen: Frozen[] = [];
      for (const version of await this.surveys.versionsOfCycle(run.cycleId)) {
        const own = cells.filter(({ surveyId }) => surveyId === version.surveyId);
        frozen.push(await this.freezeSurvey(run, version, own, schools, session));
      }
      const answers = frozen.reduce((sum, each) => sum + each.answers, 0);
      return { answers, hash: canonicalHash(frozen.flatMap(({ hashes }) => hashes).sort()) };
    } finally {
      await session.endSession();
    }
  }

  private async freezeSurvey(
    run: RunDocument,
    version: SurveyVersion,
    cells: Awaited<ReturnType<SamplesService['cellsOfCycle']>>,
    schools: readonly string[],
    session: ClientSession,
  ): Promise<Frozen> {
    const frames = new Map(cells.map((cell) => [cell.id, cell]));
    const openCounties = new Map(
      (await this.keys.openCells(version.surveyId)).map(({ cellId, countyCode }) => [cellId, countyCode]),
    );
    const counties = run.parts
      .filter(({ audience }) => audience === version.audience)
      .map(({ countyCode }) => countyCode);
    const [sampled, open] = [rowsOf(counties), rowsOf(counties)];
    for await (const row of this.responses.answersOf(version.surveyId, session)) {
      const answer = { ...row, answers: itemAnswers(row.answers) };
      const openCounty = openCounties.get(row.cellId);
      if (openCounty !== undefined) {
        open.get(openCounty)?.push(answer);
        continue;
      }
      const countyCode = frames.get(row.cellId)?.countyCode;
      const rows = countyCode === undefined ? undefined : sampled.get(countyCode);
      if (!rows) throw new Error(`survey ${version.surveyId} has an answer outside of the sample`);
      rows.push(answer);
    }
    const describe = (cellId: string) => {
      const frame = frames.get(cellId);
      return frame ? describeFrame(frame) : '';
    };
    const written = version.items.filter(({ role }) => role === 'open').map(({ code }) => code);
    const frozen: Frozen = { answers: 0, hashes: [] };
    for (const [countyCode, rows] of sampled) {
      const key = { runId: run._id, countyCode, audience: version.audience };
      const without = open.get(countyCode) ?? [];
      await this.texts.keep(key, rows, written, schools, false);
      await this.texts.keep(key, without, written, schools, true);
      await this.chunks.deleteMany(key);
      frozen.hashes.push(await this.store(key, version, rows, describe, false));
      if (without.length > 0) frozen.hashes.push(await this.store(key, version, without, () => 'open', true));
      frozen.answers += rows.length + without.length;
    }
    return frozen;
  }

  private async store(
    key: PartKey & { runId: string },
    version: SurveyVersion,
    rows: readonly AnswerRow[],
    describe: (cellId: string) => string,
    openLink: boolean,
  ): Promise<string> {
    const { chunks, hash } = toChunks(rows, snapshotItems(version), describe);
    const id = [key.runId, key.countyCode, key.audience, ...(openLink ? ['open'] : [])].join('.');
    await this.chunks.insertMany(
      chunks.map((chunk, index) => ({
        ...chunk,
        ...key,
        _id: `${id}.${String(index).padStart(6, '0')}`,
        surveyId: version.surveyId,
        versionId: version.id,
        partHash: hash,
        openLink,
      })),
    );
    return hash;
  }
}

function rowsOf(counties: readonly string[]): Map<string, AnswerRow[]> {
  return new Map(counties.map((countyCode) => [countyCode, []]));
}
