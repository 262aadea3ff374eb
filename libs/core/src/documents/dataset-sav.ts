import type { Language } from '@mingjian/contract/localized';
import type { Dataset, DatasetValue } from './dataset';
import { cut, savVariables, type SavVariable } from './sav-dictionary';

const ROWS_AT_ONCE = 500;
/** The number that stands for "no value". */
const SYSTEM_MISSING = -Number.MAX_VALUE;
const HIGHEST = Number.MAX_VALUE;
/** The second smallest double: what the format means by "lowest". */
const LOWEST = -1.7976931348623155e308;
const NUMBER_WIDTH = 12;

/**
 * A dataset as an SPSS system file: little-endian, uncompressed, UTF-8, with variable and value labels and user-missing
 * values (format as described in the PSPP developers' guide, "System File Format").
 * @param language of the labels, which the file has in one language only
 */
export function* savBytes(dataset: Dataset, language: Language): Generator<Uint8Array> {
  const variables = savVariables(dataset, language);
  const title = dataset.title[language === 'en' ? 'en' : 'zh'];
  yield dictionary(variables, title, countOf(dataset.rows()));
  let block = new SavBuffer();
  let count = 0;
  for (const row of dataset.rows()) {
    variables.forEach((variable, at) => writeValue(block, variable, row[at] ?? null));
    count += 1;
    if (count % ROWS_AT_ONCE !== 0) continue;
    yield block.bytes();
    block = new SavBuffer();
  }
  yield block.bytes();
}

function countOf(rows: Iterable<unknown>): number {
  const iterator = rows[Symbol.iterator]();
  let count = 0;
  while (!iterator.next().done) count += 1;
  return count;
}

function dictionary(variables: readonly SavVariable[], title: string, cases: number): Uint8Array {
  const out = new SavBuffer();
  header(out, variables, title, cases);
  for (const variable of variables) variableRecord(out, variable);
  valueLabels(out, variables);
  out.int32(7, 3, 4, 8, 24, 1, 0, -1, 1, 1, 2, 65001);
  out.int32(7, 4, 8, 3);
  out.float64(SYSTEM_MISSING, HIGHEST, LOWEST);
  extension(out, 13, variables.map(({ short, long }) => `${short}=${long}`).join('\t'));
  extension(out, 20, 'UTF-8');
  longTextLabels(out, variables);
  out.int32(999, 0);
  return out.bytes();
}

function header(out: SavBuffer, variables: readonly SavVariable[], title: string, cases: number): void {
  const size = variables.reduce((sum, { width }) => sum + slots(width), 0);
  out.text('$FL2', 4);
  out.text('@(#) SPSS DATA FILE Mingjian', 60);
  out.int32(2, size, 0, 0, cases);
  out.float64(100);
  // The day of making would be all that differs between two makings.
  out.text('01 Jan 00', 9);
  out.text('00:00:00', 8);
  out.text(cut(title, 64), 64);
  out.text('', 3);
}

/** Eight bytes each. */
const slots = (width: number) => (width === 0 ? 1 : Math.ceil(width / 8));

function variableRecord(out: SavBuffer, { short, label, width, decimals, missing }: SavVariable): void {
  const format = width === 0 ? (5 << 16) | (NUMBER_WIDTH << 8) | decimals : (1 << 16) | (width << 8);
  out.int32(2, width, label === '' ? 0 : 1, missing === null ? 0 : 1, format, format);
  out.text(short, 8);
  if (label !== '') {
    const bytes = encoded(label);
    out.int32(bytes.length);
    out.padded(bytes, 4, 0);
  }
  if (missing !== null) out.float64(missing);
  for (let slot = 1; slot < slots(width); slot++) {
    out.int32(2, -1, 0, 0, 0, 0);
    out.text('', 8);
  }
}

/** Labels of numbers and of texts of up to eight bytes. */
function valueLabels(out: SavBuffer, variables: readonly SavVariable[]): void {
  let index = 1;
  for (const { values, width } of variables) {
    if (values.length > 0 && width <= 8) {
      out.int32(3, values.length);
      for (const { value, label } of values) {
        if (typeof value === 'number') out.float64(value);
        else out.text(value, 8);
        const bytes = encoded(label);
        out.padded(Uint8Array.of(bytes.length, ...bytes), 8, 0);
      }
      out.int32(4, 1, index);
    }
    index += slots(width);
  }
}

/** Labels of longer texts have a record of their own. */
function longTextLabels(out: SavBuffer, variables: readonly SavVariable[]): void {
  const inner = new SavBuffer();
  for (const { long, values, width } of variables) {
    if (values.length === 0 || width <= 8) continue;
    inner.sized(encoded(long));
    inner.int32(width, values.length);
    for (const { value, label } of values) {
      const text = new SavBuffer();
      text.text(String(value), width);
      inner.sized(text.bytes());
      inner.sized(encoded(label));
    }
  }
  const bytes = inner.bytes();
  if (bytes.length === 0) return;
  out.int32(7, 21, 1, bytes.length);
  out.raw(bytes);
}

function extension(out: SavBuffer, kind: number, text: string): void {
  const bytes = encoded(text);
  out.int32(7, kind, 1, bytes.length);
  out.raw(bytes);
}

function writeValue(out: SavBuffer, { width }: SavVariable, value: DatasetValue): void {
  if (width === 0) out.float64(typeof value === 'number' ? value : SYSTEM_MISSING);
  else out.text(value === null ? '' : cut(String(value), width), slots(width) * 8);
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes that grow. */
class SavBuffer {
  private buffer = Buffer.alloc(4096);
  private length = 0;

  int32(...values: number[]): void {
    for (const value of values) this.length = this.room(4).writeInt32LE(value, this.length);
  }

  float64(...values: number[]): void {
    for (const value of values) this.length = this.room(8).writeDoubleLE(value, this.length);
  }

  /** Padded with blanks. */
  text(text: string, bytes: number): void {
    this.room(bytes).fill(0x20, this.length, this.length + bytes);
    this.buffer.write(text, this.length, bytes, 'utf8');
    this.length += bytes;
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length).set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Its number of bytes, then the bytes. */
  sized(bytes: Uint8Array): void {
    this.int32(bytes.length);
    this.raw(bytes);
  }

  padded(bytes: Uint8Array, multiple: number, filler: number): void {
    this.raw(bytes);
    const rest = (multiple - (bytes.length % multiple)) % multiple;
    this.raw(new Uint8Array(rest).fill(filler));
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.buffer.subarray(0, this.length));
  }

  private room(bytes: number): Buffer {
    if (this.length + bytes > this.buffer.length) {
      const larger = Buffer.alloc(Math.max(this.buffer.length * 2, this.length + bytes));
      this.buffer.copy(larger, 0, 0, this.length);
      this.buffer = larger;
    }
    return this.buffer;
  }
}
