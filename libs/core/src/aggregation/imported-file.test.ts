import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { unpackedWithin } from '../platform';
import { readImportedFile } from './imported-file';

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('s'));
  return new Uint8Array(await book.xlsx.writeBuffer());
}
const rules = async (bytes: Uint8Array) =>
  readImportedFile('a.xlsx', bytes).then(
    () => [],
    (error: { faults: { rule: string }[] }) => error.faults.map(({ rule }) => rule),
  );

/** An archive of one entry whose directory states the sizes given. */
function archive(content: Uint8Array, stated: number): Uint8Array {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(31);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(1, 26);
  const entry = Buffer.alloc(47);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(stated, 24);
  entry.writeUInt16LE(1, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + packed.length, 16);
  return Buffer.concat([local, packed, entry, end]);
}

describe('a workbook', () => {
  it('is read by its first sheet', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['w', 'x']);
      sheet.addRow([1, 2]);
    });
    const { columns, rows, encoding } = await readImportedFile('a.xlsx', bytes);
    expect([...columns, rows, encoding]).toEqual([['w', ['1']], ['x', ['2']], 1, 'XLSX']);
    expect(unpackedWithin(bytes, 100_000)).not.toBeNull();
  });

  it('of a few kilobytes cannot ask for a billion cells', async () => {
    const far = (at: string) =>
      workbook((sheet) => {
        sheet.addRow(['w', 'x']);
        sheet.getCell(at).value = 1;
      });
    expect(await rules(await far('XFD3'))).toEqual(['too-many-columns']);
    expect(await rules(await far('B1048576'))).toEqual(['too-many-rows']);
    const validated = await workbook((sheet) => {
      sheet.addRow(['w', 'x']);
      sheet.addRow([1, 2]);
      const list = { type: 'list', allowBlank: true, formulae: ['"1,2"'] };
      (sheet as unknown as { dataValidations: { model: object } }).dataValidations.model = {
        'A1:XFD1048576': list,
      };
    });
    expect(await rules(validated)).toEqual([]);
  });

  it('is refused when it is cut in half', async () => {
    const bytes = await workbook((sheet) => sheet.addRow(['w', 'x']));
    expect(await rules(bytes.subarray(0, bytes.length / 2))).toEqual(['unreadable']);
  });
});

describe('an archive', () => {
  it('that unpacks to more than allowed is not unpacked, whatever size it states', async () => {
    const bomb = archive(new Uint8Array(150_000_000), 10);
    expect(bomb.length).toBeLessThan(200_000);
    expect(unpackedWithin(bomb, 100_000_000)).toBeNull();
    expect(unpackedWithin(archive(new Uint8Array(1000), 1000), 1000)).not.toBeNull();
    expect(unpackedWithin(archive(new Uint8Array(1001), 1000), 1000)).toBeNull();
    expect(await rules(bomb)).toEqual(['unreadable']);
  });
});
