import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteDictionary } from './byte-dictionary';
import { parseDecimal } from './decimal';
import { readRecords } from './records';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('numbers from bytes', () => {
  it('are those that JavaScript reads', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        const text = String(value);
        expect(parseDecimal(bytes(text), 0, text.length)).toBe(value === 0 ? Number(text) : value);
      }),
    );
    for (const text of ['-0.000001', '123456.789012', '1e5', ' 7 ', '.5', '5.', '0012'])
      expect(parseDecimal(bytes(text), 0, text.length)).toBe(Number(text));
    for (const text of ['', '-', 'x', '1.2.3', '--1', 'NA'])
      expect(parseDecimal(bytes(text), 0, text.length)).toBeNaN();
  });
});

describe('a byte dictionary', () => {
  it('numbers texts in the order in which they come, whatever their number', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 6 }), { maxLength: 2000 }), (texts) => {
        const dictionary = new ByteDictionary();
        const seen = new Map<string, number>();
        for (const text of texts) {
          if (!seen.has(text)) seen.set(text, seen.size);
          const own = bytes(text);
          expect(dictionary.codeOf(own, 0, own.length)).toBe(seen.get(text));
        }
        for (const [text, code] of seen) expect(dictionary.entry(code)).toEqual(bytes(text));
      }),
      { numRuns: 30 },
    );
  });
});

describe('records', () => {
  it('are read whole across the chunks of a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mingjian-csv-'));
    const rows = Array.from({ length: 40_000 }, (_, i) => [
      String(i),
      `"quoted, ${i}\n""line"""`,
      'x'.repeat(i % 90),
    ]);
    writeFileSync(join(folder, 'a.csv'), rows.map((row) => row.join(',')).join('\r\n'));
    let records = 0;
    let sum = 0;
    const fields: string[] = [];
    readRecords(join(folder, 'a.csv'), {
      field(at, all, start, end) {
        fields[at] = new TextDecoder().decode(all.subarray(start, end));
      },
      endRecord(count) {
        expect(count).toBe(3);
        expect(fields[1]).toBe(`quoted, ${records}\n"line"`);
        sum += Number(fields[0]) + fields[2]!.length;
        records += 1;
      },
      expect: () => undefined,
    });
    rmSync(folder, { recursive: true });
    expect(records).toBe(40_000);
    expect(sum).toBe(rows.reduce((total, row) => total + Number(row[0]) + row[2]!.length, 0));
  });
});
