import {
  numberOf,
  PlanError,
  requireColumns,
  type CodedColumn,
  type ColumnNeeds,
  type PlanColumns,
} from '@mingjian/core/aggregation/plan';
import { ByteDictionary } from './byte-dictionary';
import { parseDecimal } from './decimal';
import { readRecords, UnreadableFile, type RecordSink } from './records';

/**
 * Reads the columns that are needed from a CSV in UTF-8 or GBK, in one pass and into typed arrays; rows are never kept.
 * @throws PlanError for an unreadable file, an empty one, repeated or unknown columns, a row of another width, text where a
 * number is needed
 */
export function readColumns(path: string, needs: ColumnNeeds): PlanColumns {
  const reader = new ColumnReader(needs);
  try {
    readRecords(path, reader);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new PlanError({ zh: error.zh, en: error.en });
    throw error;
  }
  return reader.columns();
}

class ColumnReader implements RecordSink {
  private header: string[] = [];
  private names: string[] = [];
  private isHeader = true;
  private rows = 0;
  private sinks: (FieldSink | null)[] = [];
  private readonly numbers = new Map<string, NumberSink>();
  private readonly coded = new Map<string, CodedSink>();

  constructor(private readonly needs: ColumnNeeds) {}

  field(field: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.isHeader) this.header.push(decode(bytes.subarray(start, end)));
    else this.sinks[field]?.take(bytes, start, end, this.rows);
  }

  endRecord(fields: number): void {
    if (this.isHeader) return this.endHeader();
    if (fields !== this.names.length)
      throw new PlanError({
        zh: `第 ${this.rows + 2} 行有 ${fields} 格，表头有 ${this.names.length} 格；文件可能只传了一半`,
        en: `row ${this.rows + 2} has ${fields} cells, the header ${this.names.length}; half a file?`,
      });
    this.rows += 1;
  }

  expect(rows: number): void {
    for (const sink of [...this.numbers.values(), ...this.coded.values()]) sink.reserve(rows);
  }

  columns(): PlanColumns {
    if (this.isHeader) throw new PlanError({ zh: '文件是空的', en: 'the file is empty' });
    const { rows } = this;
    const coded = new Map([...this.coded].map(([name, sink]) => [name, sink.column(rows)]));
    const numbers = new Map([...this.numbers].map(([name, sink]) => [name, sink.values.subarray(0, rows)]));
    return {
      rows,
      coded: (name) => coded.get(name) ?? absent(name),
      numbers: (name) => numbers.get(name) ?? absent(name),
    };
  }

  private endHeader(): void {
    this.names = this.header;
    this.isHeader = false;
    const twice = this.names.find((name, at) => this.names.indexOf(name) < at);
    if (twice !== undefined)
      throw new PlanError({
        zh: `表头中有两列叫“${twice}”`,
        en: `two columns of the header are called "${twice}"`,
      });
    requireColumns(this.names, [...this.needs.numbers, ...this.needs.coded]);
    for (const name of this.needs.numbers) this.numbers.set(name, new NumberSink(name));
    for (const name of this.needs.coded) this.coded.set(name, new CodedSink());
    this.sinks = this.names.map((name) => {
      const sinks = [this.numbers.get(name), this.coded.get(name)].filter((sink) => sink !== undefined);
      return sinks.length > 1 ? new BothSinks(sinks) : (sinks[0] ?? null);
    });
  }
}

/** Takes one column's fields. */
interface FieldSink {
  take(bytes: Uint8Array, start: number, end: number, row: number): void;
}

class NumberSink implements FieldSink {
  values = new Float64Array(1024);
  constructor(private readonly name: string) {}

  take(bytes: Uint8Array, start: number, end: number, row: number): void {
    if (row >= this.values.length) this.reserve(this.values.length * 2);
    let value = Number.NaN;
    if (end > start) {
      value = parseDecimal(bytes, start, end);
      // NA, or an error that names the row.
      if (!Number.isFinite(value)) value = numberOf(decode(bytes.subarray(start, end)), this.name, row);
    }
    this.values[row] = value;
  }

  reserve(rows: number): void {
    if (rows <= this.values.length) return;
    const larger = new Float64Array(rows);
    larger.set(this.values);
    this.values = larger;
  }
}

class CodedSink implements FieldSink {
  private codes = new Int32Array(1024);
  private readonly dictionary = new ByteDictionary();

  take(bytes: Uint8Array, start: number, end: number, row: number): void {
    if (row >= this.codes.length) this.reserve(this.codes.length * 2);
    const isMissing = end === start || (end - start === 2 && bytes[start] === 78 && bytes[start + 1] === 65);
    this.codes[row] = isMissing ? -1 : this.dictionary.codeOf(bytes, start, end);
  }

  reserve(rows: number): void {
    if (rows <= this.codes.length) return;
    const larger = new Int32Array(rows);
    larger.set(this.codes);
    this.codes = larger;
  }

  column(rows: number): CodedColumn {
    const { dictionary } = this;
    let isUtf8: boolean | null = null;
    return {
      codes: this.codes.subarray(0, rows),
      size: dictionary.size,
      text: (code) => {
        isUtf8 ??= this.isUtf8();
        const entry = dictionary.entry(code);
        return isUtf8 ? decode(entry) : gbk.decode(entry);
      },
    };
  }

  /** One value that is no UTF-8 makes the column GBK, in which short words may look like UTF-8. */
  private isUtf8(): boolean {
    for (let code = 0; code < this.dictionary.size; code++)
      if (decodeUtf8(this.dictionary.entry(code)) === null) return false;
    return true;
  }
}

/** A column that is needed as numbers and as names. */
class BothSinks implements FieldSink {
  constructor(private readonly sinks: readonly FieldSink[]) {}
  take(bytes: Uint8Array, start: number, end: number, row: number): void {
    for (const sink of this.sinks) sink.take(bytes, start, end, row);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const gbk = new TextDecoder('gbk');

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

function decode(bytes: Uint8Array): string {
  return decodeUtf8(bytes) ?? gbk.decode(bytes);
}

function absent(name: string): never {
  throw new Error(`column ${name} was not read`);
}
