import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { Connection, Model } from 'mongoose';
import { CodesService, type StoredCode } from '../distribution';
import { inTransaction } from '../platform';
import { responseProblems } from './response-problems';
import type { ResponseDocument } from './responses.schema';

interface Waiting {
  document: ResponseDocument;
  code: StoredCode;
  settle: (stored: boolean) => void;
  fail: (error: unknown) => void;
}

const mostAtOnce = 200;
/** Some seconds of work; who comes beyond it is told to try again rather than left waiting. */
const mostWaiting = 2000;

/**
 * Stores answers with their spent codes. What arrives while one transaction is being committed goes into the next one
 * together, so that a class that sends at once costs a few commits instead of fifty; each is acknowledged by itself and
 * only after majority and journal. In a group answers and codes are written in the order of their random ids, which
 * tells even the replication log nothing of who belongs to whom.
 */
@Injectable()
export class AnswerStoreService {
  private waiting: Waiting[] = [];
  private committing = false;

  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Response') private readonly responses: Model<ResponseDocument>,
    private readonly codes: CodesService,
  ) {}

  /**
   * Stores one answer and turns its code's bit: both or neither.
   *
   * @returns false when another request was faster with this submission or this code; then nothing was written
   * @throws Problem 503 `busy` when too many are waiting
   */
  async store(document: ResponseDocument, code: StoredCode): Promise<boolean> {
    if (this.waiting.length >= mostWaiting) throw responseProblems.busy();
    return new Promise((settle, fail) => {
      this.waiting.push({ document, code, settle, fail });
      if (!this.committing) void this.commit();
    });
  }

  private async commit(): Promise<void> {
    this.committing = true;
    while (this.waiting.length > 0) {
      const group = this.takeGroup();
      if (group.length > 1 && (await this.attempt(group))) {
        for (const { settle } of group) settle(true);
      } else {
        await Promise.all(group.map((entry) => this.storeAlone(entry)));
      }
    }
    this.committing = false;
  }

  /** The next ones in line; of those that share a submission or a code, the later wait for the next group. */
  private takeGroup(): Waiting[] {
    const seen = new Set<string>();
    const group: Waiting[] = [];
    const later: Waiting[] = [];
    for (const entry of this.waiting) {
      const names = [`submission ${entry.document.submissionId}`, `code ${entry.code.id}`];
      if (group.length === mostAtOnce || names.some((name) => seen.has(name))) later.push(entry);
      else group.push(entry);
      for (const name of names) seen.add(name);
    }
    this.waiting = later;
    return group;
  }

  private async storeAlone(entry: Waiting): Promise<void> {
    try {
      entry.settle(await this.write([entry]));
    } catch (error) {
      entry.fail(error);
    }
  }

  /** False when the group could not be stored as a whole, for whatever reason: then each is tried by itself. */
  private async attempt(group: readonly Waiting[]): Promise<boolean> {
    try {
      return await this.write(group);
    } catch {
      return false;
    }
  }

  private async write(group: readonly Waiting[]): Promise<boolean> {
    const documents = group.map(({ document }) => ({ ...document, _id: document._id as never }));
    const codes = group.map(({ code }) => code.id).sort();
    documents.sort((a, b) => (a._id < b._id ? -1 : 1));
    try {
      return await inTransaction(this.connection, async (session) => {
        await this.responses.collection.insertMany(documents, { session, ordered: true });
        if (await this.codes.spend(codes, session)) return true;
        throw new CodeSpent();
      });
    } catch (error) {
      if (error instanceof CodeSpent || (error as { code?: unknown }).code === 11000) return false;
      throw error;
    }
  }
}

/** Ends a transaction without a trace. */
class CodeSpent extends Error {}
