import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { printable } from './printable';
import { typefaceFiles } from './typeface';

const faces = typefaceFiles();
let folder: string;

/** The package as it would stand with one of its files changed; null: the file is not there. */
function withRegular(bytes: Buffer | null) {
  const [, bold = ''] = faces;
  const name = 'NotoSerifSC_400Regular.ttf';
  const find = () => {
    if (bytes === null) throw new Error(`Cannot find module ${name}`);
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };
  return [
    { name, find },
    { name: 'NotoSerifSC_700Bold.ttf', find: () => bold },
  ];
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'typeface-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what the face has is printed as it is', () => {
  const text = '监测报告（2026—2027）“满意”≥85% ▼ ★ é ☎ 㐂';
  expect(printable(text, 'zh-CN')).toBe(text);
});

test('an emoji is named once, however many parts it has, and rare characters leave a printer’s mark', () => {
  expect(printable('校车😀很好👍🏽👨‍👩‍👧', 'zh-CN')).toBe('校车〔表情〕很好〔表情〕〔表情〕');
  expect(printable('Fine 🇨🇳 1️⃣', 'en')).toBe('Fine [emoji] [emoji]');
  expect(printable('שלום', 'en')).toBe('〓〓〓〓');
  expect(printable('a\u200db\ufe0f', 'en')).toBe('ab');
});

test('English quotes are straight', () => {
  expect(printable('the county’s “index”', 'en')).toBe('the county\'s "index"');
});

test('a face that is missing, empty, cut short or another file is refused by its name', () => {
  const whole = readFileSync(faces[0] ?? '');
  for (const [bytes, reason] of [
    [null, /not installed/],
    [Buffer.alloc(0), /no font/],
    [whole.subarray(0, whole.length / 2), /ends early/],
    [Buffer.from('<html>not found</html>'), /no font/],
  ] as const)
    expect(() => typefaceFiles(withRegular(bytes))).toThrow(
      new RegExp(
        `typeface Noto Serif SC cannot be used, NotoSerifSC_400Regular\\.ttf: .*${reason.source}`,
        'u',
      ),
    );
});

test('a face that cannot be read is refused by its name', () => {
  const isFolder = [{ name: 'NotoSerifSC_400Regular.ttf', find: () => folder }];
  expect(() => typefaceFiles(isFolder)).toThrow(/typeface Noto Serif SC cannot be used/u);
});
