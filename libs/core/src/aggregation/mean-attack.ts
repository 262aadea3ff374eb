import type { Cell, Hidden } from './protected-cell';

/** How wide the range of a hidden mean must stay for one who knows all that is published, in points of a hundred. */
export const WIDTH = 10;
/** What is asked for here: half as much again, for what an index and a 满意率 of the same answers tell together (ADR 0014). */
export const AUDITED_WIDTH = 1.5 * WIDTH;
const LARGEST = 100;

/** Means that hang together: Σ coefficient · mean is a known number. */
export type MeanRelation = ReadonlyMap<number, number>;

/**
 * Everything that ties the means of a result together: the whole is the weighted mean of the groups of each cut; a dimension
 * is the mean of its items and the audience's index that of all scored items, in the whole and in every group.
 */
export function meanRelations(cells: readonly Cell[]): MeanRelation[] {
  const relations: MeanRelation[] = [];
  const valued = cells.map((cell, index) => ({ ...cell, index })).filter(({ population }) => population > 0);
  const groupedBy = (key: (cell: Cell) => string) => {
    const groups = new Map<string, typeof valued>();
    for (const cell of valued) groups.set(key(cell), [...(groups.get(key(cell)) ?? []), cell]);
    return [...groups.values()];
  };
  for (const ofScale of groupedBy(({ scope, key }) => `${scope}|${key}`)) {
    const whole = ofScale.find(({ cut }) => cut === '');
    if (!whole) continue;
    for (const cut of new Set(ofScale.map((cell) => cell.cut))) {
      if (cut === '') continue;
      const groups = ofScale.filter((cell) => cell.cut === cut);
      relations.push(
        new Map([
          ...groups.map(({ index, population }) => [index, population / whole.population] as const),
          [whole.index, -1],
        ]),
      );
    }
  }
  for (const ofGroup of groupedBy(({ cut, group }) => `${cut}|${group}`)) {
    const items = ofGroup.filter(({ scope, isScored }) => scope === 'item' && isScored);
    for (const sum of ofGroup.filter(({ scope }) => scope !== 'item')) {
      const parts = items.filter(({ dimension }) => sum.scope === 'audience' || dimension === sum.key);
      if (parts.length === 0) continue;
      relations.push(
        new Map([...parts.map(({ index }) => [index, 1 / parts.length] as const), [sum.index, -1]]),
      );
    }
  }
  return relations;
}

/**
 * Hidden cells of which some measure's mean may be bounded too closely: all but those that can certainly move far enough,
 * every tie holding and every other mean staying between 0 and 100. A linear program would say the same of nearly all and
 * take a thousand times as long; it attacks the outcome in a test instead.
 * @returns by cell, how far its mean can certainly move
 */
export function exposedMeans(
  cells: readonly Cell[],
  relations: readonly MeanRelation[],
  hidden: readonly Hidden[],
): Map<number, number> {
  const exposed = componentsOf(relations, hidden).flatMap(({ unknowns, ties }) => {
    const measures = (cells[unknowns[0]!]?.means ?? []).map((_, measure) =>
      ROOMS.map((room) => leewayOf(cells, unknowns, ties, measure, room)),
    );
    return unknowns
      .map((cell, at): [number, number] => [
        cell,
        Math.min(...measures.map((ways) => Math.max(...ways.map((leeway) => leeway(at))))),
      ])
      .filter(([, leeway]) => leeway < AUDITED_WIDTH);
  });
  return new Map(exposed);
}

/** How much room a mean has, in two ways: the one finds wider moves in the middle of the scale, the other near its ends. */
const ROOMS: ((mean: number) => number)[] = [
  (mean) => Math.max(0, Math.min(mean, LARGEST - mean)),
  (mean) => Math.sqrt(Math.max(0, Math.min(mean, LARGEST - mean))),
];

/**
 * By unknown: how far its mean can certainly move, up and down together. It is the move that strains the others least for
 * the room that they have: the projection of the unknown's own direction on what the ties leave free, in units of the room.
 */
function leewayOf(
  cells: readonly Cell[],
  unknowns: readonly number[],
  ties: readonly MeanRelation[],
  measure: number,
  roomOf: (mean: number) => number,
): (unknown: number) => number {
  const means = unknowns.map((cell) => cells[cell]!.means[measure] ?? 0);
  const room = means.map(roomOf);
  const bound: Float64Array[] = [];
  for (const tie of ties) {
    const row = Float64Array.from(unknowns, (cell, at) => (tie.get(cell) ?? 0) * room[at]!);
    const before = Math.hypot(...row);
    for (const known of bound) subtract(row, known, dot(row, known));
    const left = Math.hypot(...row);
    if (left > 1e-9 * before) bound.push(row.map((each) => each / left));
  }
  return (unknown) => {
    const move = new Float64Array(unknowns.length);
    move[unknown] = 1;
    for (const known of bound) subtract(move, known, known[unknown]!);
    let [up, down] = [Infinity, Infinity];
    move.forEach((each, at) => {
      const step = each * room[at]!;
      if (Math.abs(step) < 1e-12) return;
      const above = (LARGEST - means[at]!) / Math.abs(step);
      const below = means[at]! / Math.abs(step);
      up = Math.min(up, step > 0 ? above : below);
      down = Math.min(down, step > 0 ? below : above);
    });
    const own = Math.abs(move[unknown]! * room[unknown]!);
    return own < 1e-9 ? 0 : own * (up + down);
  };
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, each, at) => sum + each * b[at]!, 0);
}

function subtract(from: Float64Array, direction: Float64Array, times: number): void {
  for (let at = 0; at < from.length; at++) from[at]! -= times * direction[at]!;
}

/** How wide the groups of its own cut alone leave the range of a hidden cell's mean, whatever the items tell. */
export function widthInItsCut(
  cells: readonly Cell[],
  relations: readonly MeanRelation[],
  hidden: readonly Hidden[],
  cell: number,
): number {
  const { scope, key, means } = cells[cell]!;
  const widths = relations.flatMap((relation) => {
    const share = relation.get(cell);
    const isOfScale = [...relation.keys()].every((each) => {
      const other = cells[each]!;
      return other.scope === scope && other.key === key;
    });
    if (share === undefined || !isOfScale) return [];
    const others = [...relation].filter(([each]) => each !== cell && hidden[each]);
    return means.map((own, measure) => {
      const known = others.reduce((sum, [each, by]) => sum + by * (cells[each]!.means[measure] ?? 0), 0);
      const ends = others.reduce(
        ({ low, high }, [, by]) => ({
          low: low + Math.min(0, by * LARGEST),
          high: high + Math.max(0, by * LARGEST),
        }),
        { low: 0, high: 0 },
      );
      const at = (end: number) => (own ?? 0) + (known - end) / share;
      const [a, b] = [at(ends.low), at(ends.high)];
      return Math.min(LARGEST, Math.max(a, b)) - Math.max(0, Math.min(a, b));
    });
  });
  return Math.min(LARGEST, ...widths);
}

interface Component {
  unknowns: number[];
  ties: MeanRelation[];
}

/** Hidden cells that hang together, with what ties them. A hidden cell that nothing ties can be anything. */
function componentsOf(relations: readonly MeanRelation[], hidden: readonly Hidden[]): Component[] {
  const components: Component[] = [];
  for (const relation of relations) {
    const unknowns = [...relation.keys()].filter((cell) => hidden[cell]);
    if (unknowns.length === 0) continue;
    const touched = components.filter((each) => each.unknowns.some((cell) => unknowns.includes(cell)));
    for (const each of touched) components.splice(components.indexOf(each), 1);
    components.push({
      unknowns: [...new Set([...touched.flatMap((each) => each.unknowns), ...unknowns])],
      ties: [...touched.flatMap((each) => each.ties), relation],
    });
  }
  return components;
}
