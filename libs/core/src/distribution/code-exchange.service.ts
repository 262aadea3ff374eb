import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Room } from '@mingjian/contract/fieldwork';
import type { ClientSession, Model } from 'mongoose';
import { Env } from '../platform';
import type { CodeDocument } from './distribution.schema';
import { drawToken, tokenHash, tokenKey } from './token';

/** Codes of a cell that may still be given to somebody else: unused, and not in somebody's mailbox. */
const free = (cellId: string) => ({ cellId, used: false, via: { $ne: 'message' } }) as const;

/** Exchanges unused codes of a cell for new ones; however often, the cell has as many codes as before. */
@Injectable()
export class CodeExchangeService {
  private readonly key: Uint8Array;

  constructor(
    @InjectModel('Code') private readonly codes: Model<CodeDocument>,
    env: Env,
  ) {
    this.key = tokenKey(env.secret);
  }

  /**
   * Voids all free codes of a cell and makes as many new ones, in the caller's transaction: `known` of them are handed
   * out `via` a channel and come back in clear, the others nobody knows.
   *
   * @returns as many tokens as asked for, or fewer when the cell has no more
   */
  async renew(
    surveyId: string,
    cellId: string,
    known: number,
    via: 'slip' | 'message',
    session: ClientSession,
  ): Promise<string[]> {
    const { deletedCount } = await this.codes.deleteMany(free(cellId), { session });
    const tokens = Array.from({ length: deletedCount }, drawToken);
    const handed = tokens.slice(0, known);
    await this.codes.insertMany(
      tokens.map((token, at) => this.document(surveyId, cellId, token, at < known ? via : 'reserve')),
      { session, ordered: true },
    );
    return handed;
  }

  /** Hands one code that nobody knows to a device, in the caller's transaction; null when there is none left. */
  async take(surveyId: string, cellId: string, session: ClientSession): Promise<string | null> {
    const unknown = await this.codes
      .findOneAndDelete({ cellId, used: false, via: 'reserve' }, { session })
      .lean();
    if (!unknown) return null;
    const token = drawToken();
    await this.codes.insertMany([this.document(surveyId, cellId, token, 'device')], { session });
    return token;
  }

  /** Free codes by cell. */
  async freeCounts(cellIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.codes.aggregate<{ _id: string; count: number }>([
      { $match: { cellId: { $in: [...cellIds] }, used: false, via: { $ne: 'message' } } },
      { $group: { _id: '$cellId', count: { $sum: 1 } } },
    ]);
    return new Map(rows.map((row) => [row._id, row.count]));
  }

  /** Codes of a cell: all, those used by whatever way, those that devices took, and of these the unused. */
  async roomCounts(cellId: string): Promise<Pick<Room, 'codes' | 'started' | 'taken' | 'waiting'>> {
    const [codes, started, taken, waiting] = await Promise.all([
      this.codes.countDocuments({ cellId }),
      this.codes.countDocuments({ cellId, used: true }),
      this.codes.countDocuments({ cellId, via: 'device' }),
      this.codes.countDocuments({ cellId, via: 'device', used: false }),
    ]);
    return { codes, started, taken, waiting };
  }

  /** Of these codes, by hash, those that nobody has used. */
  async unusedOf(ids: readonly string[]): Promise<Set<string>> {
    const found = await this.codes.find({ _id: { $in: [...ids] }, used: false }, { _id: 1 }).lean();
    return new Set(found.map(({ _id }) => _id));
  }

  hash(token: string): string {
    return tokenHash(this.key, token);
  }

  private document(
    surveyId: string,
    cellId: string,
    token: string,
    via: 'slip' | 'message' | 'device' | 'reserve',
  ) {
    const code = { _id: this.hash(token), surveyId, cellId, used: false };
    return via === 'slip' ? code : { ...code, via };
  }
}
