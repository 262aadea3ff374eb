import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../platform';
import { responseProblems } from './response-problems';
import type { ResponseDocument } from './responses.schema';

interface Waiting {
  document: ResponseDocument;
  settle: (stored: boolean) => void;
  fail: (error: unknown) => void;
}

const mostAtOnce = 200;
/** Some seconds of work; who comes beyond it is told to try again rather than left waiting. */
const mostWaiting = 2000;
const durable = { writeConcern: { w: 'majority', journal: true } } as const;

/**
 * Stores answers. What arrives while one group is being written goes into the next one together, so that a class that
 * sends at once costs a few writes instead of fifty; each is acknowledged by itself and only after majority and journal.
 * A group is written in the order of its random ids, so that even the replication log tells less of who came first.
 */
@Injectable()
export class AnswerStoreService {
  private waiting: Waiting[] = [];
  private writing = false;

  constructor(@InjectModel('Response') private readonly responses: Model<ResponseDocument>) {}

  /**
   * Stores one answer.
   *
   * @returns false when there is an answer of this nonce already; then nothing was written
   * @throws Problem 503 `busy` when too many are waiting
   */
  async store(document: ResponseDocument): Promise<boolean> {
    if (this.waiting.length >= mostWaiting) throw responseProblems.busy();
    return new Promise((settle, fail) => {
      this.waiting.push({ document, settle, fail });
      if (!this.writing) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0, mostAtOnce);
      try {
        const refused = await this.write(group);
        for (const entry of group) entry.settle(!refused.has(entry));
      } catch (error) {
        for (const { fail } of group) fail(error);
      }
    }
    this.writing = false;
  }

  /** Those of the group that were not stored because their nonce was there. @throws what else went wrong */
  private async write(group: Waiting[]): Promise<Set<Waiting>> {
    group.sort((a, b) => (a.document._id < b.document._id ? -1 : 1));
    const documents = group.map(({ document }) => ({ ...document, _id: document._id as never }));
    try {
      await this.responses.collection.insertMany(documents, { ordered: false, ...durable });
      return new Set();
    } catch (error) {
      const { writeErrors, result } = error as BulkWriteFailure;
      const errors =
        writeErrors === undefined ? [] : Array.isArray(writeErrors) ? writeErrors : [writeErrors];
      const unsure = (result?.getWriteConcernError?.() ?? null) !== null;
      if (errors.length === 0 || unsure || errors.some((each) => !isDuplicateKey(each))) throw error;
      return new Set(errors.flatMap(({ index }) => group[index] ?? []));
    }
  }
}

/** What the driver's MongoBulkWriteError says. */
interface BulkWriteFailure {
  writeErrors?: OneWriteError | OneWriteError[];
  result?: { getWriteConcernError?: () => unknown };
}
interface OneWriteError {
  index: number;
  code?: number;
}
