import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { demoCounties } from '../demo/population/counties';
import { randomStream } from '../demo/population/random';

const CLASSES_A_SCHOOL = 10;
const headers = {
  schools: ['学校标识码', '学校名称', '区划代码', '学段', '城乡', '专任教师数', '在校学生数'],
  classes: ['学校标识码', '年级', '班级', '学生数'],
};

export const formats = ['xlsx', 'csv'] as const;
export type Format = (typeof formats)[number];
export type FrameTable = keyof typeof headers;

/** Where the file of a table lies. */
export const frameFile = (folder: string, table: FrameTable | 'faulty', format: Format) =>
  join(folder, `${table}.${format}`);

/**
 * Writes an invented frame of so many classes, ten a school, as workbooks and as CSV in GBK, and as `faulty` the same
 * classes with a wrong number of pupils in every row. The same seed gives the same rows.
 */
export async function writeFrameFiles(folder: string, classes: number, seed: number): Promise<void> {
  const { between } = randomStream(seed, 'frame-import');
  const schoolRows: string[][] = [];
  const classRows: string[][] = [];
  for (let at = 0; at * CLASSES_A_SCHOOL < classes; at += 1) {
    const county = demoCounties[at % demoCounties.length]?.code ?? '';
    const code = `2123${String(at).padStart(6, '0')}`;
    const sizes = Array.from({ length: Math.min(CLASSES_A_SCHOOL, classes - at * CLASSES_A_SCHOOL) }, () =>
      between(25, 50),
    );
    const pupils = sizes.reduce((total, size) => total + size, 0);
    const area = ['城区', '镇区', '乡村'][between(0, 2)] ?? '';
    const teachers = String(between(10, 60));
    schoolRows.push([code, `第${at + 1}小学（虚构）`, county, '小学', area, teachers, String(pupils)]);
    sizes.forEach((size, index) =>
      classRows.push([code, String(1 + (index % 6)), `${1 + Math.floor(index / 6)}班`, String(size)]),
    );
  }
  await writeTable(folder, 'schools', headers.schools, schoolRows);
  await writeTable(folder, 'classes', headers.classes, classRows);
  const faulty = classRows.map(([code, grade, name]) => [code ?? '', grade ?? '', name ?? '', '三十']);
  await writeTable(folder, 'faulty', headers.classes, faulty);
}

async function writeTable(
  folder: string,
  table: FrameTable | 'faulty',
  header: string[],
  rows: string[][],
): Promise<void> {
  const text = [header, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
  await writeFile(frameFile(folder, table, 'csv'), iconv.encode(text, 'gbk'));
  const stream = createWriteStream(frameFile(folder, table, 'xlsx'));
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: true });
  const sheet = book.addWorksheet('名册');
  // Numbers as numbers, except for codes: as a spreadsheet program would have them.
  for (const cells of [header, ...rows])
    sheet.addRow(cells.map((cell) => (/^\d{1,5}$/u.test(cell) ? Number(cell) : cell))).commit();
  await book.commit();
  await finished(stream);
}
