import { suppress, type Relation } from '@mingjian/statistics';
import { AUDITED_WIDTH, exposedMeans, meanRelations, widthInItsCut, type MeanRelation } from './mean-attack';
import type { Cell, Hidden } from './protected-cell';

/**
 * 隐去: hides what could speak of few people. Primary are cells of fewer people than the threshold; with them go as many
 * others as it takes that nobody can work them out. Two attackers are thought of: one who subtracts counts (by linear
 * programming every hidden count stays uncertain by half the threshold), and one who knows the weights, that the whole is
 * the weighted mean of the groups of each cut and that a dimension is the mean of its items (no hidden mean may be bounded
 * within ten points of a hundred; see ADR 0014 for the one thing that is let go: a large group that is nearly the whole).
 * @returns by cell; both measures of a cell share the verdict
 */
export function suppressCells(cells: readonly Cell[], threshold: number): Hidden[] {
  const hidden = byCounts(cells, threshold);
  if (hidden.every((each) => each === null)) return hidden;
  const relations = meanRelations(cells);
  const letGo = new Set<number>();
  for (;;) {
    const exposed = [...exposedMeans(cells, relations, hidden)].filter(([cell]) => !letGo.has(cell));
    if (exposed.length === 0) return hidden;
    const helped = new Set<string>();
    for (const [cell, leeway] of exposed) {
      const place = placeOf(cells[cell]!);
      // One more hidden group of a cut may help every hidden one of it: look again before the next.
      if (helped.has(place)) continue;
      helped.add(place);
      const partner = partnerOf(cells, relations, hidden, cell, leeway);
      if (partner === null) letGo.add(cell);
      else hidden[partner] = 'complementary';
    }
  }
}

/** Small groups are hidden alike in all that is measured, so that no item gives away another. */
function byCounts(cells: readonly Cell[], threshold: number): Hidden[] {
  const hidden: Hidden[] = cells.map(() => null);
  const rule = { threshold, protection: Math.ceil(threshold / 2) };
  const scales = new Map<string, number[]>();
  cells.forEach((cell, index) => {
    const key = `${cell.scope}|${cell.key}`;
    scales.set(key, [...(scales.get(key) ?? []), index]);
  });
  for (const members of scales.values()) {
    const own = members.map((index) => cells[index]!);
    const relations = sumsOf(own);
    for (const count of ['persons', 'n'] as const)
      suppress(
        own.map((cell) => cell[count]),
        relations,
        rule,
      ).forEach((verdict, at) => {
        const index = members[at]!;
        if (verdict === 'primary' || hidden[index] === null) hidden[index] = verdict;
      });
  }
  return hidden;
}

/** The groups of every cut add up to the whole. */
function sumsOf(own: readonly Cell[]): Relation[] {
  const total = own.findIndex(({ cut }) => cut === '');
  const cuts = [...new Set(own.map(({ cut }) => cut))].filter((cut) => cut !== '');
  return total < 0
    ? []
    : cuts.map((cut) => ({ parts: own.flatMap((cell, at) => (cell.cut === cut ? [at] : [])), total }));
}

const placeOf = ({ scope, key, cut }: Cell) => `${scope}|${key}|${cut}`;

/**
 * What is hidden next for the sake of an exposed cell: another group of its cut where the cut gives it away; otherwise
 * something of the same group that the items share; a whole only for the sake of few people.
 */
function partnerOf(
  cells: readonly Cell[],
  relations: readonly MeanRelation[],
  hidden: readonly Hidden[],
  exposed: number,
  leeway: number,
): number | null {
  const cell = cells[exposed]!;
  const shown = (test: (other: Cell) => boolean) =>
    cells
      .map((other, index) => ({ other, index }))
      .filter(({ other, index }) => hidden[index] === null && other.population > 0 && test(other));
  const ofCut = shown(
    (other) => cell.cut !== '' && placeOf(other) === placeOf(cell) && other.group !== cell.group,
  );
  const ofGroup = shown(
    (other) =>
      other.cut === cell.cut &&
      other.group === cell.group &&
      (other.scope !== 'item' || other.isScored) &&
      (cell.scope !== 'item' || cell.isScored),
  );
  const smallest = (found: { other: Cell; index: number }[]) =>
    [...found].sort((a, b) => a.other.persons - b.other.persons || a.index - b.index)[0]?.index ?? null;
  // Items of the same dimension first, then the others, then what sums them up.
  const nearest = [...ofGroup].sort(
    (a, b) => distance(cell, a.other) - distance(cell, b.other) || a.other.n - b.other.n || a.index - b.index,
  );
  // What is left of a whole is what its groups do not show.
  const ofWhole = shown((other) => cell.cut === '' && other.scope === cell.scope && other.key === cell.key);
  const width = widthInItsCut(cells, relations, hidden, exposed);
  if (width >= AUDITED_WIDTH) return nearest[0]?.index ?? smallest(ofCut);
  const inCut = smallest(cell.cut === '' ? ofWhole : ofCut);
  if (inCut !== null) return inCut;
  if (hidden[exposed] === 'primary')
    return smallest(shown((other) => other.scope === cell.scope && other.key === cell.key));
  // Of the group itself only a sum can still be taken away, where the sums tell more than the cut does.
  return leeway < width / 2 ? (nearest.find(({ other }) => other.scope !== 'item')?.index ?? null) : null;
}

function distance(from: Cell, to: Cell): number {
  if (to.scope === 'audience') return 3;
  if (to.scope === 'dimension') return 2;
  return to.dimension === from.dimension ? 0 : 1;
}
