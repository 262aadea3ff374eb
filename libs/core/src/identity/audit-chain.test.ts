import type { AuditEntry } from '@mingjian/contract/identity';
import { describe, expect, it } from 'vitest';
import { chainStart, entryHash, verifyChain } from './audit-chain';

function chain(length: number): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const open = {
      sequence,
      at: `2021-06-${String(sequence).padStart(2, '0')}T00:00:00.000Z`,
      actor: 'p1',
      action: 'report.accept',
      subject: `r${sequence}`,
      detail: { note: '好', nested: { b: 1, a: 2 } },
      previousHash: entries.at(-1)?.hash ?? chainStart,
    };
    entries.push({ ...open, hash: entryHash(open) });
  }
  return entries;
}
const headOf = (entries: AuditEntry[]) => ({
  sequence: entries.length,
  hash: entries.at(-1)?.hash ?? chainStart,
});

describe('the audit chain', () => {
  it('holds when nobody touched it, and when it is empty', async () => {
    expect(await verifyChain(chain(9), headOf(chain(9)))).toEqual({
      intact: true,
      entries: 9,
      brokenAt: null,
    });
    expect(await verifyChain([], headOf([]))).toEqual({ intact: true, entries: 0, brokenAt: null });
  });

  it('names the entry in which any field was changed', async () => {
    const forgeries: Partial<AuditEntry>[] = [
      { at: '2021-06-30T00:00:00.000Z' },
      { actor: 'p2' },
      { action: 'report.return' },
      { subject: 'r0' },
      { detail: { note: '坏' } },
      { previousHash: chainStart },
    ];
    for (const forgery of forgeries) {
      const entries = chain(5);
      const forged = entries.map((entry) => (entry.sequence === 3 ? { ...entry, ...forgery } : entry));
      expect(await verifyChain(forged, headOf(entries))).toMatchObject({ intact: false, brokenAt: 3 });
    }
  });

  it('sees an entry forged together with its own hash, at the next one', async () => {
    const entries = chain(5);
    const forged = entries.map((entry) => {
      if (entry.sequence !== 3) return entry;
      const changed = { ...entry, actor: 'p2' };
      return { ...changed, hash: entryHash(changed) };
    });
    expect(await verifyChain(forged, headOf(entries))).toMatchObject({ intact: false, brokenAt: 4 });
  });

  it('sees a removed, a doubled and a cut-off entry', async () => {
    const entries = chain(5);
    const without = entries.filter((entry) => entry.sequence !== 2);
    const doubled = entries.flatMap((entry) => (entry.sequence === 2 ? [entry, entry] : [entry]));
    expect(await verifyChain(without, headOf(entries))).toMatchObject({ intact: false, brokenAt: 2 });
    expect(await verifyChain(doubled, headOf(entries))).toMatchObject({ intact: false, brokenAt: 3 });
    expect(await verifyChain(entries.slice(0, 4), headOf(entries))).toMatchObject({
      intact: false,
      brokenAt: 5,
    });
  });
});
