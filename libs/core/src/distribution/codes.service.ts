import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { ClientSession, Model } from 'mongoose';
import { Env } from '../platform';
import type { CodeDocument } from './distribution.schema';
import { readToken, tokenHash, tokenKey } from './token';

/** A code as the store knows it; `id` is its hash and never leaves the server. */
export interface StoredCode {
  id: string;
  surveyId: string;
  cellId: string;
  used: boolean;
}

/** 作答码: looked up and spent by ingest. What was typed is neither kept nor logged. */
@Injectable()
export class CodesService {
  private readonly key: Uint8Array;

  constructor(
    @InjectModel('Code') private readonly codes: Model<CodeDocument>,
    env: Env,
  ) {
    this.key = tokenKey(env.secret);
  }

  /** The code that a person typed, or null when there is none like it (a typing error included). */
  async find(typed: string): Promise<StoredCode | null> {
    const token = readToken(typed);
    if (token === null) return null;
    const found = await this.codes.collection.findOne({ _id: this.hash(token) as never });
    if (!found) return null;
    const { _id, surveyId, cellId, used } = found as unknown as CodeDocument;
    return { id: _id, surveyId, cellId, used };
  }

  /** Turns the bits of these codes, once; false when one of them was turned before: then abort the transaction. */
  async spend(ids: readonly string[], session: ClientSession): Promise<boolean> {
    const filter = { _id: { $in: [...ids] as never[] }, used: false };
    const { modifiedCount } = await this.codes.collection.updateMany(
      filter,
      { $set: { used: true } },
      { session },
    );
    return modifiedCount === ids.length;
  }

  /** Stores new codes; in the caller's transaction. @throws duplicate key error 11000 when one exists already */
  async store(
    codes: readonly { token: string; surveyId: string; cellId: string }[],
    session: ClientSession,
  ): Promise<void> {
    await this.codes.insertMany(
      codes.map(({ token, surveyId, cellId }) => ({ _id: this.hash(token), surveyId, cellId, used: false })),
      { session, ordered: true },
    );
  }

  /** Codes issued and used, by cell. */
  async counts(surveyIds: readonly string[]): Promise<{ cellId: string; issued: number; used: number }[]> {
    return this.codes.aggregate<{ cellId: string; issued: number; used: number }>([
      { $match: { surveyId: { $in: [...surveyIds] } } },
      { $group: { _id: '$cellId', issued: { $sum: 1 }, used: { $sum: { $cond: ['$used', 1, 0] } } } },
      { $project: { _id: 0, cellId: '$_id', issued: 1, used: 1 } },
    ]);
  }

  private hash(token: string): string {
    return tokenHash(this.key, token);
  }
}
