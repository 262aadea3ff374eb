import type { CellFrame } from './cell-frame';

/** Codes that share a key at the least: an answer is one of at least so many people's. */
export const leastCodes = 10;

type Cell = Pick<CellFrame, 'id' | 'countyCode' | 'stage' | 'area' | 'schoolKey' | 'classKey' | 'invited'>;
/** Cells of whole schools: what may be merged without tearing a school, the first stage of sampling, apart. */
interface Block<Of> {
  groups: Of[][];
  codes: number;
}

/**
 * Which cells share a signing key. A cell of ten codes or more has its own. A smaller one joins others of its school,
 * else its school joins others of the stratum county × stage × area, and a stratum with fewer than ten codes joins
 * another area of its county × stage, which is never left. Every group has ten codes wherever the county × stage has.
 * The same cells give the same groups whatever their order and their random ids.
 *
 * @param cells of one survey
 */
export function keyGroups<Of extends Cell>(cells: readonly Of[]): Of[][] {
  return [...grouped(cells, (cell) => `${cell.countyCode} ${cell.stage}`).values()].flatMap((ofStage) => {
    const strata = [...grouped(ofStage, (cell) => cell.area).values()].map((ofArea) =>
      blocksOf([...grouped(ofArea, (cell) => cell.schoolKey).values()].map(blockOfSchool)),
    );
    return blocksOf(strata.flat()).flatMap((block) => block.groups);
  });
}

/** The groups of one school: its small cells together, with the smallest of the others when they are still few. */
function blockOfSchool<Of extends Cell>(cells: readonly Of[]): Block<Of> {
  const ordered = [...cells].sort(bySize);
  const small = ordered.filter((cell) => cell.invited < leastCodes);
  const groups = ordered.filter((cell) => cell.invited >= leastCodes).map((cell) => [cell]);
  if (small.length > 0) {
    const [smallest] = groups;
    if (codesOf(small) >= leastCodes || smallest === undefined) groups.push(small);
    else smallest.push(...small);
  }
  return { groups, codes: codesOf(cells) };
}

/** Blocks with ten codes stay as they are; the others are put together, and what is left joins the smallest. */
function blocksOf<Of extends Cell>(blocks: readonly Block<Of>[]): Block<Of>[] {
  const ordered = [...blocks].sort(byCodes);
  const done = ordered.filter((block) => block.codes >= leastCodes);
  let open: Block<Of>[] = [];
  for (const block of ordered) {
    if (block.codes >= leastCodes) continue;
    open.push(block);
    if (codesOf(open.flatMap(cellsOf)) < leastCodes) continue;
    done.push(together(open));
    open = [];
  }
  if (open.length === 0) return done;
  const smallest = [...done].sort(byCodes)[0];
  const rest = together(smallest === undefined ? open : [smallest, ...open]);
  return [...done.filter((block) => block !== smallest), rest];
}

function together<Of extends Cell>(blocks: readonly Block<Of>[]): Block<Of> {
  const cells = blocks.flatMap(cellsOf);
  return { groups: [cells], codes: codesOf(cells) };
}

function cellsOf<Of>(block: Block<Of>): Of[] {
  return block.groups.flat();
}

function codesOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.invited, 0);
}

function bySize(a: Cell, b: Cell): number {
  return a.invited - b.invited || (nameOf(a) < nameOf(b) ? -1 : 1);
}

function byCodes<Of extends Cell>(a: Block<Of>, b: Block<Of>): number {
  return a.codes - b.codes || (firstName(a) < firstName(b) ? -1 : 1);
}

function firstName<Of extends Cell>(block: Block<Of>): string {
  return cellsOf(block).map(nameOf).sort()[0] ?? '';
}

/** Pseudonyms of the draw: the same for the same seed, unlike ids. */
function nameOf({ schoolKey, classKey }: Cell): string {
  return `${schoolKey} ${classKey ?? ''}`;
}

function grouped<Of>(cells: readonly Of[], keyOf: (cell: Of) => string): Map<string, Of[]> {
  const groups = new Map<string, Of[]>();
  for (const cell of cells) {
    const group = groups.get(keyOf(cell));
    if (group) group.push(cell);
    else groups.set(keyOf(cell), [cell]);
  }
  return groups;
}
