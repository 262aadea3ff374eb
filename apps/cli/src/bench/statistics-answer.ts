import { readFileSync } from 'node:fs';
import {
  calibrate,
  estimateMeans,
  type Design,
  type Estimated,
  type Margin,
  type Variable,
} from '@mingjian/statistics';
import { ByteDictionary } from '../csv/byte-dictionary';
import { parseDecimal } from '../csv/decimal';
import { readRecords, type RecordSink } from '../csv/records';
import { ITEMS, type BenchMargins } from './statistics-generator';

/** Raked means of every item, overall and by county. */
export interface BenchAnswer {
  sum: number;
  sumOfSquares: number;
  overall: Estimated[];
  counties: string[];
  /** By item, by county. */
  byCounty: Estimated[][];
}

/** From the file to the estimates, reading it once and keeping no row. */
export function answerBench(path: string): BenchAnswer {
  const table = new WeightedCells();
  readRecords(path, table);
  const margins = JSON.parse(readFileSync(`${path}.margins.json`, 'utf8')) as BenchMargins;
  const { design, variables, squares } = table.finish();
  const named = [margins.agegrp, margins.sex, margins.cres].map((totals, at) =>
    marginOf(totals, table.labels(at + 3), table.codes(at + 3)),
  );
  const raked = calibrate(design, named, { method: 'raking' });
  const counties = table.labels(0);
  const order = [...counties].sort();
  const byCounty = {
    codes: table.codes(0).map((code) => order.indexOf(counties[code]!)),
    size: counties.length,
  };
  const whole = { codes: new Int32Array(design.size), size: 1 };
  let sum = 0;
  let sumOfSquares = 0;
  for (let r = 0; r < design.size; r++) {
    sum += raked.weight[r]! * raked.count[r]!;
    sumOfSquares += raked.weight[r]! ** 2 * squares[r]!;
  }
  return {
    sum,
    sumOfSquares,
    overall: variables.map((variable) => estimateMeans(raked, variable, whole)[0]!),
    counties: order,
    byCounty: variables.map((variable) => estimateMeans(raked, variable, byCounty)),
  };
}

function marginOf(totals: Record<string, number>, labels: readonly string[], codes: Int32Array): Margin {
  const names = Object.keys(totals);
  const position = Int32Array.from(labels, (label) => names.indexOf(label));
  return { category: codes.map((code) => position[code]!), totals: Float64Array.from(Object.values(totals)) };
}

/** Columns that name a cell: county, stratum, primary unit and the three raking variables. */
const KEYS = ['county', 'stratum', 'psu', 'agegrp', 'sex', 'cres'];
const WIDTH = 3 + 4 * ITEMS;

/**
 * The cell table of people with unequal weights: persons of one primary unit and one combination of raking categories share
 * the factor that raking will give them, so sums taken with their weights are all that means and variances need.
 */
class WeightedCells implements RecordSink {
  private readonly dictionaries = KEYS.map(() => new ByteDictionary());
  private isHeader = true;
  private header: string[] = [];
  /** By field: number of its key, KEYS.length for the weight, beyond it an item; −1 for what is not needed. */
  private roles = new Int32Array(0);
  private readonly key = new Int32Array(KEYS.length);
  private weight = 0;
  private readonly ratings = new Float64Array(ITEMS);
  private cells = 0;
  private keys = new Int32Array(KEYS.length * 1024);
  /** By cell: Σw, persons, Σw², then for each item Σw, persons, Σwy, Σwy². */
  private sums = new Float64Array(WIDTH * 1024);
  private slots = new Int32Array(4096).fill(-1);

  field(field: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.isHeader) {
      this.header.push(new TextDecoder().decode(bytes.subarray(start, end)));
      return;
    }
    const role = this.roles[field]!;
    if (role < 0) return;
    if (role < KEYS.length) this.key[role] = this.dictionaries[role]!.codeOf(bytes, start, end);
    else if (role === KEYS.length) this.weight = parseDecimal(bytes, start, end);
    else
      this.ratings[role - KEYS.length - 1] =
        end === start ? Number.NaN : end === start + 1 ? bytes[start]! - 48 : parseDecimal(bytes, start, end);
  }

  endRecord(): void {
    if (this.isHeader) {
      this.isHeader = false;
      this.roles = Int32Array.from(this.header, (name) =>
        name === 'w'
          ? KEYS.length
          : KEYS.includes(name)
            ? KEYS.indexOf(name)
            : /^q\d+$/.test(name)
              ? KEYS.length + Number(name.slice(1))
              : -1,
      );
      return;
    }
    let at = this.atCell();
    const { sums, weight, ratings } = this;
    sums[at]! += weight;
    sums[at + 1]! += 1;
    sums[at + 2]! += weight * weight;
    at += 3;
    for (let k = 0; k < ITEMS; k++, at += 4) {
      const y = ratings[k]!;
      if (Number.isNaN(y)) continue;
      sums[at]! += weight;
      sums[at + 1]! += 1;
      sums[at + 2]! += weight * y;
      sums[at + 3]! += weight * y * y;
    }
  }

  expect(): void {
    // Cells are far fewer than rows; they grow as they come.
  }

  labels(key: number): string[] {
    const dictionary = this.dictionaries[key]!;
    const decoder = new TextDecoder();
    return Array.from({ length: dictionary.size }, (_, code) => decoder.decode(dictionary.entry(code)));
  }

  /** By cell: the number of a key. */
  codes(key: number): Int32Array {
    return Int32Array.from({ length: this.cells }, (_, cell) => this.keys[cell * KEYS.length + key]!);
  }

  finish(): { design: Design; variables: Variable[]; squares: Float64Array } {
    const column = (offset: number) => {
      const values = new Float64Array(this.cells);
      for (let cell = 0; cell < this.cells; cell++) values[cell] = this.sums[cell * WIDTH + offset]!;
      return values;
    };
    const design: Design = {
      size: this.cells,
      count: column(0),
      weight: new Float64Array(this.cells).fill(1),
      stages: [{ stratum: this.codes(1), unit: this.codes(2) }],
      lonelyPsu: 'fail',
    };
    const variables = Array.from({ length: ITEMS }, (_, k) => ({
      n: column(3 + 4 * k),
      persons: column(4 + 4 * k),
      sum: column(5 + 4 * k),
      sumOfSquares: column(6 + 4 * k),
    }));
    return { design, variables, squares: column(2) };
  }

  /** Finds the cell of the current key, or begins it. @returns where its sums begin */
  private atCell(): number {
    const mask = this.slots.length - 1;
    let slot = this.hash() & mask;
    while (this.slots[slot]! >= 0 && !this.isKey(this.slots[slot]!)) slot = (slot + 1) & mask;
    return WIDTH * (this.slots[slot]! >= 0 ? this.slots[slot]! : this.begin(slot));
  }

  private isKey(cell: number): boolean {
    const at = cell * KEYS.length;
    for (let k = 0; k < KEYS.length; k++) if (this.keys[at + k] !== this.key[k]) return false;
    return true;
  }

  private begin(slot: number): number {
    const cell = this.cells++;
    if (cell * WIDTH === this.sums.length) {
      const sums = new Float64Array(2 * this.sums.length);
      sums.set(this.sums);
      this.sums = sums;
      const keys = new Int32Array(2 * this.keys.length);
      keys.set(this.keys);
      this.keys = keys;
    }
    this.keys.set(this.key, cell * KEYS.length);
    this.slots[slot] = cell;
    if (this.cells * 2 > this.slots.length) this.rehash();
    return cell;
  }

  private rehash(): void {
    const current = Int32Array.from(this.key);
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    for (let cell = 0; cell < this.cells; cell++) {
      this.key.set(this.keys.subarray(cell * KEYS.length, (cell + 1) * KEYS.length));
      this.slots[this.freeSlot()] = cell;
    }
    this.key.set(current);
  }

  private freeSlot(): number {
    const mask = this.slots.length - 1;
    let slot = this.hash() & mask;
    while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
    return slot;
  }

  private hash(): number {
    let hash = 0;
    for (let k = 1; k < KEYS.length; k++) hash = Math.imul(hash, 0x01000193) ^ (this.key[k]! + 0x9e37);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return hash ^ (hash >>> 13);
  }
}
