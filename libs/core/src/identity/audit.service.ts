import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/mongoose';
import type { AuditEntry } from '@mingjian/contract/identity';
import type { ClientSession, Connection, Model } from 'mongoose';
import { inTransaction, isDuplicateKey } from '../platform';
import { chainStart, entryHash, verifyChain, type ChainVerdict } from './audit-chain';
import type { AuditDocument, AuditHeadDocument } from './identity.schema';

/** Who (an account id, or `system`) did what (`noun.verb`) to what (an id). `detail` is plain JSON, never an answer. */
export interface Deed {
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
}

const auditPageSize = 50;

/** The audit log: a hash chain to which this system only ever adds. */
@Injectable()
export class AuditService implements OnModuleInit {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    @InjectModel('Audit') private readonly entries: Model<AuditDocument>,
    @InjectModel('AuditHead') private readonly heads: Model<AuditHeadDocument>,
  ) {}

  async onModuleInit(): Promise<void> {
    try {
      await this.heads.create({ _id: 'head', sequence: 0, hash: chainStart });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  /**
   * Appends a deed. With `session` it belongs to the caller's transaction: both happen or neither. Appends are
   * serialised by the head document: of two transactions, the later one conflicts and is run again.
   */
  async record(deed: Deed, session?: ClientSession): Promise<void> {
    if (session) await this.append(deed, session);
    else await inTransaction(this.connection, (own) => this.append(deed, own));
  }

  /** One page of the log, newest first; pages count from 1. */
  async page(number: number): Promise<{ entries: AuditEntry[]; total: number }> {
    const [entries, total] = await Promise.all([
      this.entries
        .find()
        .sort({ _id: -1 })
        .skip((number - 1) * auditPageSize)
        .limit(auditPageSize)
        .lean(),
      this.entries.countDocuments(),
    ]);
    return { entries: entries.map(entryOf), total };
  }

  /** Recomputes the whole chain, as of one moment, in memory for one entry at a time. */
  async verdict(): Promise<ChainVerdict> {
    return inTransaction(this.connection, async (session) => {
      const head = await this.heads.findById('head').session(session).lean();
      const entries = this.entries.find().sort({ _id: 1 }).session(session).lean().cursor();
      return verifyChain(inOrder(entries), head ?? { sequence: -1, hash: '' });
    });
  }

  private async append(deed: Deed, session: ClientSession): Promise<void> {
    const head = await this.heads.findOneAndUpdate(
      { _id: 'head' },
      { $inc: { sequence: 1 } },
      { session, returnDocument: 'before', lean: true },
    );
    if (!head) throw new Error('the audit log has lost its head');
    const open = {
      sequence: head.sequence + 1,
      at: new Date().toISOString(),
      actor: deed.actor,
      action: deed.action,
      subject: deed.subject,
      // What JSON drops (undefined) must not be in the hash either.
      detail: JSON.parse(JSON.stringify(deed.detail)) as Record<string, unknown>,
      previousHash: head.hash,
    };
    const hash = entryHash(open);
    const { sequence, ...rest } = open;
    await this.entries.create([{ _id: sequence, ...rest, hash }], { session });
    await this.heads.updateOne({ _id: 'head' }, { hash }, { session });
  }
}

async function* inOrder(documents: AsyncIterable<AuditDocument>): AsyncGenerator<AuditEntry> {
  for await (const document of documents) yield entryOf(document);
}

function entryOf({ _id, at, actor, action, subject, detail, previousHash, hash }: AuditDocument): AuditEntry {
  return { sequence: _id, at, actor, action, subject, detail, previousHash, hash };
}
