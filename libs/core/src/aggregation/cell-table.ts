import type { Variable } from '@mingjian/statistics';
import type { CellFrame } from '../distribution';
import { estimateId, scoreOn, type MeasuredScale } from './measures';
import type { AnswerRow } from './screens';

/**
 * 单元表: one record for each cell of the sample × combination of the raking categories. Everyone in a record carries
 * one weight through every step. Sums are exact, and records stand in an order that depends on their content alone,
 * so neither the order of the answers nor a random id can change a bit of a result.
 */
export interface CellTable {
  /** By record: the sampled class, or the sampled school for teachers. */
  cells: CellFrame[];
  /** By record: school and class numbered in canonical order. */
  school: Int32Array;
  class: Int32Array;
  /** By record: persons. */
  count: Float64Array;
  /** By raking variable, by record: the category, or null for 不想回答. */
  categories: Map<string, (string | null)[]>;
  /** By measure and scale (see estimateId, without cut): n, Σy and Σy² by record, y on the 0–100 scale. */
  variables: Map<string, Variable>;
  /** Cells that were drawn and brought no answer, in canonical order. */
  silent: CellFrame[];
}

interface Tally {
  n: number;
  sum: bigint;
  sumOfSquares: bigint;
}
interface DraftRecord {
  categories: (string | null)[];
  count: number;
  tallies: Tally[];
}

/**
 * Builds the table in one pass over the answers.
 * @param rakingVariables demographic item codes with the values that have a margin; any other value is 不想回答.
 * @throws Error when an answer names a cell that is not of this sample.
 */
export function buildCellTable(
  cells: readonly CellFrame[],
  rows: readonly AnswerRow[],
  scales: readonly MeasuredScale[],
  rakingVariables: ReadonlyMap<string, ReadonlySet<string>>,
): CellTable {
  const common = scales.map((scale) => leastCommonMultiple(scale.itemCodes.length));
  const drafts = new Map<string, Map<string, DraftRecord>>(cells.map((cell) => [cell.id, new Map()]));
  for (const row of rows) {
    const ofCell = drafts.get(row.cellId);
    if (!ofCell) throw new Error(`answer in unknown cell ${row.cellId}`);
    const categories = [...rakingVariables].map(([code, known]) => {
      const value = row.answers[code];
      return value !== undefined && known.has(String(value)) ? String(value) : null;
    });
    const key = JSON.stringify(categories);
    let record = ofCell.get(key);
    if (!record) {
      record = { categories, count: 0, tallies: scales.flatMap(() => [emptyTally(), emptyTally()]) };
      ofCell.set(key, record);
    }
    record.count += 1;
    scales.forEach((scale, index) => {
      const score = scoreOn(scale, row.answers);
      if (!score) return;
      const share = (common[index] ?? 1n) / BigInt(score.valid);
      add(record.tallies[2 * index], BigInt(score.points) * share);
      add(record.tallies[2 * index + 1], BigInt(score.satisfied) * share);
    });
  }
  return inCanonicalOrder(cells, drafts, scales, common, [...rakingVariables.keys()]);
}

function inCanonicalOrder(
  cells: readonly CellFrame[],
  drafts: Map<string, Map<string, DraftRecord>>,
  scales: readonly MeasuredScale[],
  common: readonly bigint[],
  variableCodes: readonly string[],
): CellTable {
  const classes = cells.map((cell) => {
    const records = [...(drafts.get(cell.id)?.values() ?? [])].map((record) => ({
      record,
      content: contentOf(record),
    }));
    records.sort(byContent);
    return {
      cell,
      records,
      content: [describeFrame(cell), ...records.map((each) => each.content)].join('\n'),
    };
  });
  const schools = new Map<string, typeof classes>();
  for (const entry of classes) {
    const list = schools.get(entry.cell.schoolKey) ?? [];
    list.push(entry);
    schools.set(entry.cell.schoolKey, list);
  }
  const ordered = [...schools.values()].map((list) => {
    list.sort(byContent);
    return { list, content: list.map((entry) => entry.content).join('\n\n') };
  });
  ordered.sort(byContent);

  const entries = ordered.flatMap(({ list }, schoolIndex) =>
    list.map((entry) => ({ ...entry, schoolIndex })),
  );
  const flat = entries.flatMap((entry, classIndex) =>
    entry.records.map(({ record }) => ({ entry, classIndex, record })),
  );
  const variables = new Map<string, Variable>();
  scales.forEach((scale, index) => {
    const scaleOf = Number(common[index] ?? 1n);
    variables.set(estimateId('index', scale), toVariable(flat, 2 * index, 25, scaleOf));
    variables.set(estimateId('top2', scale), toVariable(flat, 2 * index + 1, 100, scaleOf));
  });
  return {
    cells: flat.map(({ entry }) => entry.cell),
    school: Int32Array.from(flat, ({ entry }) => entry.schoolIndex),
    class: Int32Array.from(flat, ({ classIndex }) => classIndex),
    count: Float64Array.from(flat, ({ record }) => record.count),
    categories: new Map(
      variableCodes.map((code, position) => [
        code,
        flat.map(({ record }) => record.categories[position] ?? null),
      ]),
    ),
    variables,
    silent: entries.filter((entry) => entry.records.length === 0).map((entry) => entry.cell),
  };
}

function toVariable(
  flat: readonly { record: DraftRecord }[],
  position: number,
  points: number,
  parts: number,
): Variable {
  const tally = (each: { record: DraftRecord }) => each.record.tallies[position] ?? emptyTally();
  return {
    n: Float64Array.from(flat, (each) => tally(each).n),
    sum: Float64Array.from(flat, (each) => (Number(tally(each).sum) * points) / parts),
    sumOfSquares: Float64Array.from(
      flat,
      (each) => (Number(tally(each).sumOfSquares) * points * points) / (parts * parts),
    ),
  };
}

function emptyTally(): Tally {
  return { n: 0, sum: 0n, sumOfSquares: 0n };
}

function add(tally: Tally | undefined, value: bigint): void {
  if (!tally) return;
  tally.n += 1;
  tally.sum += value;
  tally.sumOfSquares += value * value;
}

function contentOf(record: DraftRecord): string {
  return JSON.stringify([
    record.categories,
    record.count,
    record.tallies.map((tally) => [tally.n, String(tally.sum), String(tally.sumOfSquares)]),
  ]);
}

/** A cell by its content, without its random ids. */
export function describeFrame(cell: CellFrame): string {
  return JSON.stringify([
    cell.countyCode,
    cell.stage,
    cell.area,
    cell.grade,
    cell.schoolsInStratum,
    cell.schoolsDrawn,
    cell.classesInGrade,
    cell.classesDrawn,
    cell.eligible,
    cell.invited,
  ]);
}

function byContent(a: { content: string }, b: { content: string }): number {
  return a.content < b.content ? -1 : a.content > b.content ? 1 : 0;
}

/** lcm(1 … n): every mean over up to n items becomes a whole number of these parts. */
function leastCommonMultiple(n: number): bigint {
  let multiple = 1n;
  for (let k = 2n; k <= BigInt(n); k++) {
    let a = multiple;
    let b = k;
    while (b !== 0n) [a, b] = [b, a % b];
    multiple = (multiple / a) * k;
  }
  return multiple;
}
