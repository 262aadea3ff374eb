import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Design, Domains, Stage } from '@mingjian/statistics';
import { calibrate, combineLabels, type Margin } from '@mingjian/statistics';

const folder = join(import.meta.dirname, '..');

/** A data file of the oracle, its rows filtered where a case says so. */
export class Table {
  private constructor(
    readonly names: readonly string[],
    private readonly cells: readonly (readonly string[])[],
  ) {}

  static read(file: string): Table {
    const [header = '', ...lines] = readFileSync(join(folder, file), 'utf8').trimEnd().split('\n');
    return new Table(splitLine(header), lines.map(splitLine));
  }

  get rows(): number {
    return this.cells.length;
  }

  text(name: string): string[] {
    const at = this.names.indexOf(name);
    if (at < 0) throw new Error(`no column ${name}`);
    return this.cells.map((row) => row[at] ?? '');
  }

  numbers(name: string): Float64Array {
    return Float64Array.from(this.text(name), (cell) => (cell === '' ? Number.NaN : Number(cell)));
  }

  /** Several columns as one label. */
  labels(...names: string[]): string[] {
    const columns = names.map((name) => this.text(name));
    return this.cells.map((_, r) => columns.map((column) => column[r]!).join('.'));
  }

  filter(isKept: (row: number) => boolean): Table {
    return new Table(
      this.names,
      this.cells.filter((_, r) => isKept(r)),
    );
  }
}

/** Cells of a line; quotes occur around cells with a comma only. */
function splitLine(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

export function codesOf(labels: readonly string[], order = [...new Set(labels)].sort()): Int32Array {
  const position = new Map(order.map((label, index) => [label, index]));
  return Int32Array.from(labels, (label) => position.get(label) ?? -1);
}

/** Domains by label, in ascending order of the labels unless another is given. */
export function domainsBy(labels: readonly string[], order?: string[]): Domains & { labels: string[] } {
  const names = order ?? [...new Set(labels)].sort();
  return { codes: codesOf(labels, names), size: names.length, labels: names };
}

export interface CaseDesign {
  ids?: string[];
  strata?: string[];
  weights?: string;
  fpc?: string[];
  lonely_psu?: Design['lonelyPsu'];
}

/** The kernel's design of a case, a record a row. */
export function designOf(
  table: Table,
  { ids = [], strata = [], weights, fpc = [], lonely_psu }: CaseDesign,
): Design {
  const stages: Stage[] = [];
  let parent = new Int32Array(table.rows);
  for (let at = 0; at < Math.max(1, ids.length); at++) {
    const label = (name: string | undefined, each: (r: number) => string) =>
      codesOf(name === undefined ? Array.from(parent, (_, r) => each(r)) : table.text(name));
    const stratum = combineLabels([parent, label(strata[at], () => '')]);
    const unit = combineLabels([parent, label(ids[at], String)]);
    const sizes = fpc[at];
    const size = sizes === undefined ? null : table.numbers(sizes);
    stages.push({ stratum, unit, ...(size ? { populationSize: size } : {}) });
    parent = Int32Array.from(unit);
  }
  return {
    size: table.rows,
    count: new Float64Array(table.rows).fill(1),
    weight: weights === undefined ? new Float64Array(table.rows).fill(1) : table.numbers(weights),
    stages,
    lonelyPsu: lonely_psu ?? 'fail',
  };
}

/** A margin on labels, from totals by label. */
export function marginOf(labels: readonly string[], totals: Record<string, number>): Margin {
  return { category: codesOf(labels, Object.keys(totals)), totals: Float64Array.from(Object.values(totals)) };
}

/** Rakes to margins; R's rake() for its variance where a case asks for that. */
export function raked(design: Design, margins: Margin[], like?: 'ten-sweeps'): Design {
  return calibrate(design, margins, { method: 'raking', ...(like ? { residual: like } : {}) });
}
