import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { readCode } from '@mingjian/credential';
import type { ClientSession, Model } from 'mongoose';
import { Env } from '../platform';
import type { CellCount, CodeDocument } from './distribution.schema';
import { blindedKey, tokenHash, tokenKey } from './token';

/** A code as the store knows it; `id` is its hash and never leaves the server. */
export interface StoredCode {
  id: string;
  surveyId: string;
  cellId: string;
  used: boolean;
}

/** 作答码: looked up, and traded for a signature once. What was typed is neither kept nor logged. */
@Injectable()
export class CodesService {
  private readonly key: Uint8Array;
  private readonly blindedKey: Uint8Array;

  constructor(
    @InjectModel('Code') private readonly codes: Model<CodeDocument>,
    env: Env,
  ) {
    this.key = tokenKey(env.secret);
    this.blindedKey = blindedKey(env.secret);
  }

  /** The code that a person typed, or null when there is none like it (a typing error included). */
  async find(typed: string): Promise<StoredCode | null> {
    const token = readCode(typed);
    if (token === null) return null;
    const found = await this.codes.collection.findOne({ _id: this.hash(token) as never });
    if (!found) return null;
    const { _id, surveyId, cellId, used } = found as unknown as CodeDocument;
    return { id: _id, surveyId, cellId, used };
  }

  /**
   * Turns the bit of a code for one blinded message; however many ask at once, all with another message hear false.
   * True again for the same message.
   */
  async spend(id: string, blindedMessage: string): Promise<boolean> {
    const blinded = tokenHash(this.blindedKey, blindedMessage);
    const { matchedCount } = await this.codes.collection.updateOne(
      { _id: id as never, $or: [{ used: false }, { blinded }] },
      { $set: { used: true, blinded } },
      { writeConcern: { w: 'majority', journal: true } },
    );
    return matchedCount === 1;
  }

  /** Stores new codes; in the caller's transaction. @throws duplicate key error 11000 when one exists already */
  async store(
    codes: readonly { token: string; surveyId: string; cellId: string }[],
    session: ClientSession,
  ): Promise<void> {
    await this.codes.insertMany(
      codes.map(({ token, surveyId, cellId }) => ({
        _id: this.hash(token),
        surveyId,
        cellId,
        used: false,
        blinded: null,
      })),
      { session, ordered: true },
    );
  }

  /** Codes given out and codes used (traded for a credential), by cell. */
  async counts(surveyIds: readonly string[]): Promise<CellCount[]> {
    return this.codes.aggregate<CellCount>([
      { $match: { surveyId: { $in: [...surveyIds] } } },
      { $group: { _id: '$cellId', issued: { $sum: 1 }, used: { $sum: { $cond: ['$used', 1, 0] } } } },
      { $project: { _id: 0, cellId: '$_id', issued: 1, used: 1 } },
    ]);
  }

  private hash(token: string): string {
    return tokenHash(this.key, token);
  }
}
