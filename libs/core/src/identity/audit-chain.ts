import type { AuditEntry } from '@mingjian/contract/identity';
import { canonicalHash } from '../platform/canonical';

/** What stands before the first entry. */
export const chainStart = '0'.repeat(64);

/** The hash of an entry: SHA-256 over the canonical JSON of all its other fields, the previous hash among them. */
export function entryHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { sequence, at, actor, action, subject, detail, previousHash } = entry;
  return canonicalHash({ sequence, at, actor, action, subject, detail, previousHash });
}

export interface ChainVerdict {
  intact: boolean;
  entries: number;
  /** The sequence at which the chain first breaks: changed, missing, inserted or cut off. */
  brokenAt: number | null;
}

/**
 * Walks a chain from its beginning.
 *
 * @param entries in order of sequence
 * @param head sequence and hash that the last entry must have, so that a cut-off end shows
 */
export async function verifyChain(
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  head: { sequence: number; hash: string },
): Promise<ChainVerdict> {
  let count = 0;
  let previousHash = chainStart;
  for await (const entry of entries) {
    count += 1;
    const holds =
      entry.sequence === count && entry.previousHash === previousHash && entry.hash === entryHash(entry);
    if (!holds) return { intact: false, entries: count, brokenAt: count };
    previousHash = entry.hash;
  }
  const complete = head.sequence === count && head.hash === previousHash;
  return { intact: complete, entries: count, brokenAt: complete ? null : count + 1 };
}
