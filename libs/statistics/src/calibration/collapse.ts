/** Categories joined because too few answered in one of them. */
export interface Collapse {
  /** Positions of the joined categories in the declared order. */
  members: number[];
}

/**
 * Joins neighbouring categories, in the declared order, until each has at least `minimum` persons or one is left.
 * The smallest category goes first, to its smaller neighbour.
 * @param persons in each category, in the declared order
 * @returns groups of positions, in the declared order
 */
export function collapseCategories(persons: readonly number[], minimum: number): Collapse[] {
  const groups = persons.map((size, position) => ({ members: [position], size }));
  for (;;) {
    const smallest = groups.reduce(
      (found, group, index) => (group.size < (groups[found]?.size ?? 0) ? index : found),
      0,
    );
    const group = groups[smallest];
    if (!group || group.size >= minimum || groups.length === 1) break;
    const before = groups[smallest - 1];
    const after = groups[smallest + 1];
    const into = before && (!after || before.size <= after.size) ? smallest - 1 : smallest;
    const joined = groups.slice(into, into + 2);
    groups.splice(into, 2, {
      members: joined.flatMap((each) => each.members),
      size: joined.reduce((total, each) => total + each.size, 0),
    });
  }
  return groups.map(({ members }) => ({ members }));
}
