import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { KeyList } from '@mingjian/contract/responses';
import { keyListHash } from '@mingjian/credential';
import type { ClientSession, Model } from 'mongoose';
import type { KeyObject } from 'node:crypto';
import { Env } from '../platform';
import type { KeyListDocument, SigningKeyDocument } from './distribution.schema';
import { keysOfCells, keysOfCounties } from './key-documents';
import { blindSign, sealingKey, unsealKey, verifyingKey, type SigningKey } from './signing-key';

/** What a key is to everybody: its number, and the cell that answers under it belong to. */
export interface KnownKey {
  id: string;
  modulus: string;
  surveyId: string;
  cellId: string;
  /** The county of an open link; null for a key that codes lead to. */
  openCounty: string | null;
}

const mostKept = 20_000;

/**
 * 签名密钥: one for each cell of a survey, or for a few small cells together. Made with the codes, listed in public, and
 * fixed when the survey opens: after that no key can be added that only one person would be given.
 */
@Injectable()
export class SigningKeysService {
  private readonly sealing: Uint8Array;
  /** Keys never change, so what this process has read stays right. */
  private readonly signing = new Map<string, SigningKey>();
  private readonly verifying = new Map<string, { known: KnownKey; key: KeyObject }>();

  constructor(
    @InjectModel('SigningKey') private readonly keys: Model<SigningKeyDocument>,
    @InjectModel('KeyList') private readonly lists: Model<KeyListDocument>,
    env: Env,
  ) {
    this.sealing = sealingKey(env.secret);
  }

  /** Makes the keys of these cells, not stored yet. Takes a tenth of a second for each. */
  make(surveyId: string, cells: Parameters<typeof keysOfCells>[1]): Promise<SigningKeyDocument[]> {
    return keysOfCells(surveyId, cells, this.sealing);
  }

  /** Makes the keys of an open link, one a county. */
  makeOpen(surveyId: string, counties: readonly string[]): Promise<SigningKeyDocument[]> {
    return keysOfCounties(surveyId, counties, this.sealing);
  }

  /** Stores keys in the caller's transaction; false when the survey's list is fixed already: then abort it. */
  async store(
    surveyId: string,
    keys: readonly SigningKeyDocument[],
    session: ClientSession,
  ): Promise<boolean> {
    // Touched by issuing and by opening alike, so that of the two at once one waits for the other.
    await this.lists.updateOne(
      { _id: surveyId },
      { $inc: { keys: keys.length }, $setOnInsert: { hash: null } },
      { session, upsert: true },
    );
    const list = await this.lists.findById(surveyId).session(session).lean<KeyListDocument>();
    if (list?.hash !== null) return false;
    await this.keys.insertMany(keys, { session, ordered: true });
    return true;
  }

  /** Fixes the list for good, in the caller's transaction. @returns its hash; the same again when it was fixed before */
  async fix(surveyId: string, session: ClientSession): Promise<string> {
    const before = await this.lists.findById(surveyId).session(session).lean<KeyListDocument>();
    if (before && before.hash !== null) return before.hash;
    const listed = await this.listed(surveyId, session);
    const hash = keyListHash(surveyId, listed);
    await this.lists.updateOne(
      { _id: surveyId },
      { $set: { hash, keys: listed.length } },
      { session, upsert: true },
    );
    return hash;
  }

  /** The list as it is published. */
  async list(surveyId: string): Promise<KeyList> {
    const [keys, hash] = await Promise.all([this.listed(surveyId), this.listHash(surveyId)]);
    return { surveyId, hash, keys };
  }

  /** The hash of the fixed list, or null while keys may still come. */
  async listHash(surveyId: string): Promise<string | null> {
    const list = await this.lists.findById(surveyId, { hash: 1 }).lean<KeyListDocument>();
    return list?.hash ?? null;
  }

  /** The key that codes of a cell are traded under, or null. */
  async ofCell(surveyId: string, cellId: string): Promise<KnownKey | null> {
    const found = await this.keys
      .findOne({ surveyId, cellIds: cellId }, { sealed: 0, cellIds: 0 })
      .lean<SigningKeyDocument>();
    return found && knownOf(found);
  }

  /** The key that people of a county answer under without a code, or null where a code is needed. */
  async ofOpenCounty(surveyId: string, openCounty: string): Promise<KnownKey | null> {
    const found = await this.keys
      .findOne({ surveyId, openCounty }, { sealed: 0, cellIds: 0 })
      .lean<SigningKeyDocument>();
    return found && knownOf(found);
  }

  /** What answers without a code name in place of a cell of the sample, with its county. */
  async openCells(surveyId: string): Promise<{ cellId: string; countyCode: string }[]> {
    const found = await this.keys
      .find({ surveyId, openCounty: { $exists: true } }, { cellId: 1, openCounty: 1 })
      .sort({ openCounty: 1 })
      .lean<SigningKeyDocument[]>();
    return found.map(({ cellId, openCounty = '' }) => ({ cellId, countyCode: openCounty }));
  }

  /** Signs a blinded message; null when it is no number below the modulus. @throws Error for an unknown key */
  async sign(keyId: string, blindedMessage: string): Promise<string | null> {
    let key = this.signing.get(keyId);
    if (!key) {
      const stored = await this.keys.findById(keyId).lean<SigningKeyDocument>();
      if (!stored) throw new Error('a code leads to a key that is not stored');
      key = unsealKey(this.sealing, keyId, stored.sealed);
      if (this.signing.size >= mostKept) this.signing.clear();
      this.signing.set(keyId, key);
    }
    return blindSign(key, blindedMessage);
  }

  /** A key with what verifies under it, or null when there is none of this id. */
  async toVerify(keyId: string): Promise<{ known: KnownKey; key: KeyObject } | null> {
    const kept = this.verifying.get(keyId);
    if (kept) return kept;
    const found = await this.keys.findById(keyId, { sealed: 0, cellIds: 0 }).lean<SigningKeyDocument>();
    if (!found) return null;
    const entry = { known: knownOf(found), key: verifyingKey(found.modulus) };
    if (this.verifying.size >= mostKept) this.verifying.clear();
    this.verifying.set(keyId, entry);
    return entry;
  }

  /** Which cells share a key: the cell that answers name, by cell of the sample. */
  async sharedCells(surveyIds: readonly string[]): Promise<{ cellId: string; cellIds: string[] }[]> {
    return this.keys
      .find(
        { surveyId: { $in: [...surveyIds] }, 'cellIds.1': { $exists: true } },
        { _id: 0, cellId: 1, cellIds: 1 },
      )
      .sort({ _id: 1 })
      .lean<{ cellId: string; cellIds: string[] }[]>();
  }

  private async listed(surveyId: string, session?: ClientSession): Promise<KeyList['keys']> {
    const found = await this.keys
      .find({ surveyId }, { codes: 1 }, session ? { session } : {})
      .sort({ _id: 1 })
      .lean<Pick<SigningKeyDocument, '_id' | 'codes'>[]>();
    return found.map(({ _id, codes }) => ({ id: _id, codes }));
  }
}

function knownOf({ _id, modulus, surveyId, cellId, openCounty }: SigningKeyDocument): KnownKey {
  return { id: _id, modulus, surveyId, cellId, openCounty: openCounty ?? null };
}
