import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Run } from '@mingjian/contract/aggregation';
import type { SurveyVersion } from '@mingjian/contract/surveys';
import type { Model } from 'mongoose';
import { SamplesService } from '../distribution';
import type { RunDocument, SnapshotChunkDocument } from './aggregation.schema';
import type { AudienceInput } from './estimate-audience';
import { fromChunks } from './snapshot-chunks';

export type PartKey = Pick<Run['parts'][number], 'countyCode' | 'audience'>;

/** What a run froze of one county × audience, as the rules take it. */
@Injectable()
export class PartReader {
  constructor(
    @InjectModel('SnapshotChunk') private readonly chunks: Model<SnapshotChunkDocument>,
    private readonly samples: SamplesService,
  ) {}

  /** @returns the input without the totals, which change; and the hash of the frozen answers */
  async read(
    run: RunDocument,
    { countyCode, audience }: PartKey,
    version: SurveyVersion,
  ): Promise<{ input: Omit<AudienceInput, 'margins'>; partHash: string }> {
    const cells = (await this.samples.cellsOfCycle(run.cycleId)).filter(
      (cell) => cell.countyCode === countyCode && cell.audience === audience,
    );
    const chunks = await this.chunksOf(run, { countyCode, audience }, false);
    return {
      input: {
        countyCode,
        audience,
        items: version.items,
        cells,
        answers: fromChunks(chunks),
        plan: run.weightingPlan,
        exclusions: run.exclusions,
      },
      partHash: chunks[0]?.partHash ?? '',
    };
  }

  /** What a run froze of the answers given without a code. */
  async openLink(run: RunDocument, part: PartKey): Promise<AudienceInput['answers']> {
    return fromChunks(await this.chunksOf(run, part, true));
  }

  private async chunksOf(
    run: RunDocument,
    { countyCode, audience }: PartKey,
    openLink: boolean,
  ): Promise<SnapshotChunkDocument[]> {
    const found = await this.chunks
      .find({ runId: run._id, countyCode, audience, openLink: openLink ? true : { $ne: true } })
      .sort({ _id: 1 })
      .lean<SnapshotChunkDocument[]>();
    return found.map(withBuffers);
  }
}

/** A lean read hands out BSON binaries where the schema says Buffer. */
function withBuffers(chunk: SnapshotChunkDocument): SnapshotChunkDocument {
  const items = chunk.items as Record<string, Buffer> | Map<string, Buffer>;
  const columns = items instanceof Map ? [...items] : Object.entries(items);
  return {
    ...chunk,
    cell: toBuffer(chunk.cell),
    duration: toBuffer(chunk.duration),
    items: Object.fromEntries(columns.map(([code, column]) => [code, toBuffer(column)])),
  };
}

function toBuffer(value: Buffer | { buffer: Uint8Array }): Buffer {
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer);
}
