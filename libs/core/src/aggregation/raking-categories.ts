import { collapseCategories } from '@mingjian/statistics';
import type { WeightingPlan, WeightingReport } from '@mingjian/contract/aggregation';
import type { Margin } from '@mingjian/contract/registry';

/** 不想回答 as a raking category. */
export const UNDISCLOSED = 'undisclosed';

/** A demographic item whose answers are raked, with its categories as they stand after collapsing. */
export interface RakedItem {
  code: string;
  /** By row: the category, joined ones being named `1+2`. */
  categories: string[];
  groups: { name: string; members: string[] }[];
}

/** Categories that the plan rakes to and the registry has no audited total for. */
export function missingMargins(
  declared: WeightingPlan['margins'],
  margins: readonly Margin[],
): { variable: string; category: string }[] {
  return declared.flatMap(({ variable, categories }) =>
    categories
      .filter((category) => !margins.some((each) => each.variable === variable && each.category === category))
      .map((category) => ({ variable, category })),
  );
}

/**
 * Puts every answer into a raking category. Neighbours join where fewer than `minimum` people are in one; those who did not
 * disclose theirs are a category of their own, or, where they are fewer, counted with the largest.
 * @param values by row: what was answered; anything that is not declared counts as undisclosed
 */
export function rakedItem(
  { variable, categories }: WeightingPlan['margins'][number],
  values: readonly string[],
  minimum: number,
): RakedItem {
  const persons = new Map(categories.map((category) => [category, 0]));
  for (const value of values) if (persons.has(value)) persons.set(value, (persons.get(value) ?? 0) + 1);
  const sizes = categories.map((category) => persons.get(category) ?? 0);
  const groups = collapseCategories(sizes, minimum).map(({ members }) => ({
    members: members.map((m) => categories[m] ?? ''),
    size: members.reduce((sum, m) => sum + (sizes[m] ?? 0), 0),
  }));
  const undisclosed = values.length - sizes.reduce((sum, size) => sum + size, 0);
  if (undisclosed >= minimum) groups.push({ members: [UNDISCLOSED], size: undisclosed });
  else if (undisclosed > 0)
    groups.reduce((most, group) => (group.size > most.size ? group : most)).members.push(UNDISCLOSED);
  const named = groups.map(({ members }) => ({ name: members.join('+'), members }));
  const groupOf = new Map(named.flatMap(({ name, members }) => members.map((member) => [member, name])));
  return {
    code: variable,
    categories: values.map((value) => groupOf.get(value) ?? groupOf.get(UNDISCLOSED) ?? ''),
    groups: named,
  };
}

/** What was joined, for the record. */
export function collapsesOf({ code, groups }: RakedItem): WeightingReport['collapses'] {
  return groups
    .filter(({ members }) => members.length > 1)
    .map(({ name, members }) => ({ variable: code, into: name, from: members }));
}

/**
 * The totals that an audience is raked to. Those who did not disclose a category and are enough for one of their own keep
 * the weighted share that they have, and the audited totals share out the rest; every item is brought to the total of the
 * first, so that margins audited on different days do not contradict each other.
 * @param margins of one county × audience, complete (see missingMargins)
 * @param weight by row, before raking
 * @returns by item and group
 */
export function rakingTotals(
  items: readonly RakedItem[],
  margins: readonly Margin[],
  weight: Float64Array,
): number[][] {
  const everybody = weight.reduce((sum, each) => sum + each, 0);
  let population: number | null = null;
  return items.map(({ code, categories, groups }) => {
    const audited = groups.map(({ members }) =>
      members.reduce(
        (sum, member) =>
          sum + (margins.find((each) => each.variable === code && each.category === member)?.total ?? 0),
        0,
      ),
    );
    const sum = audited.reduce((total, each) => total + each, 0);
    population ??= sum;
    const silent = weight.reduce((total, each, r) => total + (categories[r] === UNDISCLOSED ? each : 0), 0);
    const share = silent / everybody;
    const scale = (population / sum) * (1 - share);
    const size = population;
    return groups.map(({ name }, g) => (name === UNDISCLOSED ? size * share : (audited[g] ?? 0) * scale));
  });
}
