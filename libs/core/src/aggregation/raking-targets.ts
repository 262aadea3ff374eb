import type { Margin } from '@mingjian/contract/registry';
import type { WeightingPlan } from '@mingjian/contract/aggregation';

/** 不想回答 as a raking category of its own. */
export const UNDISCLOSED = '';

export interface RakingTarget {
  variable: string;
  /** Declared order, in which neighbours collapse. */
  categories: string[];
  totals: Map<string, number>;
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
 * The totals that an audience is raked to. Those who did not disclose a category keep the weighted share that they have,
 * and the audited totals share out the rest; every variable is brought to the total of the first, so that margins
 * audited on different days do not contradict each other.
 * @param margins of one county × audience, complete (see missingMargins).
 * @param share by variable: weighted share of persons who did not disclose it.
 */
export function rakingTargets(
  declared: WeightingPlan['margins'],
  margins: readonly Margin[],
  share: (variable: string) => number,
): RakingTarget[] {
  let population: number | null = null;
  return declared.map(({ variable, categories }) => {
    const audited = categories.map(
      (category) =>
        margins.find((each) => each.variable === variable && each.category === category)?.total ?? 0,
    );
    const sum = audited.reduce((total, each) => total + each, 0);
    population ??= sum;
    const undisclosed = share(variable);
    const scale = (population / sum) * (1 - undisclosed);
    const totals = new Map(categories.map((category, index) => [category, (audited[index] ?? 0) * scale]));
    if (undisclosed > 0) totals.set(UNDISCLOSED, population * undisclosed);
    return { variable, categories, totals };
  });
}
