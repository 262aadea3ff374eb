import type { Comparison, ReportModel } from '@mingjian/contract/reports';
import { canonicalJson } from '@mingjian/core/platform';
import { recomposeOverview } from '@mingjian/core/reports';
import { compare, compareEstimate, nothingFound, type Recomputation } from './recomputation';

/**
 * Puts the city's report together again from the counties' own and compares what it is built on: counts, people stood for,
 * estimates and indicator values. What it says of them is compared by its words.
 * @param counties models of all compared counties
 */
export function recomputeOverview(
  model: ReportModel,
  counties: readonly ReportModel[],
): Recomputation & { again: ReportModel } {
  const found = nothingFound();
  const again = recomposeOverview(model, counties);
  const expected = partsOf(again.comparison);
  const printed = partsOf(model.comparison);
  for (const place of new Set([...printed.keys(), ...expected.keys()]))
    comparePart(place, printed.get(place), expected.get(place), found);
  compareIndicators(model, again, found);
  return { ...found, again };
}

type Part = Comparison['counties'][number]['results'][number];

function partsOf(comparison: Comparison | null): Map<string, Part> {
  return new Map(
    (comparison?.counties ?? []).flatMap(({ code, results }) =>
      results.map((each) => [`${code} ${each.audience}`, each] as const),
    ),
  );
}

function comparePart(
  place: string,
  printed: Part | undefined,
  own: Part | undefined,
  found: Recomputation,
): void {
  if (printed?.resultHash !== own?.resultHash)
    found.differences.push({
      zh: `不符 ${place} resultHash：总览依据的结果是 ${printed?.resultHash ?? '（无）'}，县级报告中的是 ${own?.resultHash ?? '（无）'}`,
      en: `differs ${place} resultHash: the overview is built on result ${printed?.resultHash ?? '(none)'}, the county's report holds ${own?.resultHash ?? '(none)'}`,
    });
  for (const field of ['population', 'invited', 'answered'] as const)
    compare(`${place} ${field}`, printed?.[field] ?? null, own?.[field] ?? null, found);
  const estimates = new Map(own?.estimates.map((each) => [each.id, each]));
  for (const estimate of printed?.estimates ?? []) {
    const other = estimates.get(estimate.id);
    estimates.delete(estimate.id);
    compareEstimate(`${place} ${estimate.id}`, estimate, other, found);
  }
  for (const [id, { estimate }] of estimates) compare(`${place} ${id} estimate`, null, estimate, found);
}

/** Thresholds and values: what the tallies of indicators are counted from. */
function compareIndicators(model: ReportModel, again: ReportModel, found: Recomputation): void {
  const lists = [
    ['indicators', ({ code }: ReportModel['indicators'][number]) => code],
    ['indicatorValues', ({ id }: ReportModel['indicatorValues'][number]) => id],
  ] as const;
  for (const [list, keyOf] of lists) {
    const inOrder = (of: ReportModel) =>
      new Map(of[list].map((each) => [keyOf(each as never), canonicalJson(each)] as const));
    const [printed, own] = [inOrder(model), inOrder(again)];
    for (const key of new Set([...printed.keys(), ...own.keys()])) {
      found.compared += 1;
      if (printed.get(key) === own.get(key)) continue;
      found.differences.push({
        zh: `不符 ${list} ${key}：总览为 ${printed.get(key) ?? '（无）'}，县级报告为 ${own.get(key) ?? '（无）'}`,
        en: `differs ${list} ${key}: the overview has ${printed.get(key) ?? '(none)'}, the county's report ${own.get(key) ?? '(none)'}`,
      });
    }
  }
}
