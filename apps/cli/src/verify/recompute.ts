import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '@mingjian/contract/aggregation';
import { estimationPlan, type EstimationPlan, type EstimationReply } from '@mingjian/contract/estimation';
import { kish } from '@mingjian/statistics';
import {
  OPEN_LINK_FOLDER,
  openLinkReply,
  PLAN_FILE,
  publishedId,
  REPLAY_FILE,
  WITH_EXCLUDED_FOLDER,
  weightedCorrelation,
} from '@mingjian/core/aggregation';
import {
  columnNeeds,
  PlanError,
  runPlan,
  type PlanAnswer,
  type PlanColumns,
} from '@mingjian/core/aggregation/plan';
import { canonicalJson } from '@mingjian/core/platform';
import { readColumns } from '../csv/columns';
import { compare, nothingFound, type Recomputation } from './recomputation';

/**
 * Answers the plan of each result from its replay file and compares.
 * @param folder with a folder `231002-teacher` for each county × audience
 * @throws PlanError for a replay file that is missing or does not fit the plan
 */
export function recompute(results: readonly Result[], folder: string): Recomputation {
  const found = nothingFound();
  for (const result of results) {
    const own = join(folder, `${result.countyCode}-${result.audience}`);
    compareOpenLink(result, join(own, OPEN_LINK_FOLDER), found);
    if (result.plan === null) continue;
    const answer = answered(planOf(placeOf(result), result.plan, own, found), own);
    const { reply, weights, columns } = answer;
    compareWeighting(result, answer, found);
    compareEstimates(result, reply, found);
    compareContent(result, reply, found);
    compareImportance(result, columns, weights, found);
    if (result.withExcluded)
      compareWithExcluded(result, result.withExcluded, join(own, WITH_EXCLUDED_FOLDER), found);
  }
  return found;
}

const placeOf = ({ countyCode, audience }: Result) => `${countyCode} ${audience}`;

function answered(plan: EstimationPlan, folder: string): PlanAnswer & { columns: PlanColumns } {
  const path = join(folder, plan.data);
  if (!existsSync(path))
    throw new PlanError({ zh: `没有重算文件 ${path}`, en: `there is no replay file ${path}` });
  const columns = readColumns(path, columnNeeds(plan));
  return { ...runPlan(plan, columns), columns };
}

/** How many answers count and what their weights are: the city is put together by their sums. */
function compareWeighting(
  result: Result,
  { weights, trimmed, rounds, columns }: ReturnType<typeof answered>,
  found: Recomputation,
): void {
  const { weighting, answered: all, excluded } = result;
  const { effectiveN, deff } = kish(weights, new Float64Array(weights.length).fill(1));
  const sum = (values: Float64Array) => values.reduce((total, each) => total + each, 0);
  const numbers: [string, number | null, number][] = [
    ['answered', excluded === null ? null : all - excluded, columns.rows],
    ['weighting.base', weighting.base, sum(columns.numbers('base_weight'))],
    ['weighting.sum', weighting.sum, sum(weights)],
    ['weighting.min', weighting.min, weights.reduce((least, each) => Math.min(least, each), Infinity)],
    ['weighting.max', weighting.max, weights.reduce((most, each) => Math.max(most, each), 0)],
    ['weighting.effectiveN', weighting.effectiveN, effectiveN],
    ['weighting.kishDeff', weighting.kishDeff, deff],
    ['weighting.trimmed', weighting.trimmed, trimmed],
    ['weighting.rounds', weighting.rounds, rounds],
  ];
  for (const [name, value, again] of numbers)
    if (value !== null) compare(`${placeOf(result)} ${name}`, value, again, found);
}

function compareEstimates(result: Result, reply: EstimationReply, found: Recomputation): void {
  const again = new Map(reply.estimates.map((each) => [publishedId(each.id, each.by), each]));
  for (const published of result.estimates) {
    if (published.suppressed) {
      found.hidden += 1;
      continue;
    }
    found.compared += 1;
    const own = again.get(published.id);
    const numbers: [string, number | null, number | null | undefined][] = [
      ['estimate', published.estimate, own?.estimate],
      ['se', published.se, own?.se],
      ['ci[0]', published.ci?.[0] ?? null, own?.ci?.[0]],
      ['ci[1]', published.ci?.[1] ?? null, own?.ci?.[1]],
      ['n', published.n, own?.n],
      ['df', published.df, own?.df],
      ['deff', published.deff, own?.deff],
    ];
    for (const [name, value, recomputed] of numbers)
      compare(`${placeOf(result)} ${published.id} ${name}`, value, recomputed ?? null, found);
  }
}

/** Shares of answers and gaps between groups, which the plan has besides the estimates. */
function compareContent(result: Result, reply: EstimationReply, found: Recomputation): void {
  const place = placeOf(result);
  const again = new Map(reply.estimates.map((each) => [each.id, each]));
  for (const { key, shares, suppressed } of result.distributions) {
    if (suppressed) found.hidden += 1;
    if (shares === null) continue;
    found.compared += 1;
    shares.forEach((share, index) => {
      const id = `share|item|${key}|${index + 1}`;
      compare(`${place} ${id}`, share, again.get(id)?.estimate ?? null, found);
    });
  }
  for (const gap of result.gaps) {
    if (gap.suppressed) {
      found.hidden += 1;
      continue;
    }
    found.compared += 1;
    const own = again.get(gap.id);
    compare(`${place} ${gap.id} estimate`, gap.estimate, own?.estimate ?? null, found);
    compare(`${place} ${gap.id} se`, gap.se, own?.se ?? null, found);
  }
}

function compareImportance(
  result: Result,
  columns: PlanColumns,
  weights: Float64Array,
  found: Recomputation,
): void {
  for (const { key, correlation, suppressed } of result.importance) {
    if (suppressed) {
      found.hidden += 1;
      continue;
    }
    found.compared += 1;
    const own = weightedCorrelation(
      columns.numbers(`index.item.${key}`),
      columns.numbers('index.dimension.overall'),
      weights,
    );
    compare(`${placeOf(result)} importance ${key}`, correlation, own.correlation, found);
  }
}

/** Numbers of the open link, which no answer of the sample enters. */
function compareOpenLink({ openLink, ...of }: Result, folder: string, found: Recomputation): void {
  const place = `${of.countyCode} ${of.audience} openLink`;
  if (!openLink?.plan) return compareUntold(place, openLink, folder, found);
  const plan = planOf(place, openLink.plan, folder, found);
  const { columns } = answered(plan, folder);
  const again = openLinkReply(plan, columns);
  found.compared += 3;
  found.openLink += 3;
  compare(`${place} answers`, openLink.answers, columns.rows, found);
  compare(`${place} index`, openLink.index, again?.index ?? null, found);
  compare(`${place} top2`, openLink.top2, again?.top2 ?? null, found);
}

/** A result that tells no number of an open link, or has no plan for it, must not have answers that would give one. */
function compareUntold(
  place: string,
  openLink: Result['openLink'],
  folder: string,
  found: Recomputation,
): void {
  if (existsSync(join(folder, REPLAY_FILE)))
    found.differences.push({
      zh: `不符 ${place}：报告没有可重算的开放链接数值，重算文件中却有开放链接的答卷`,
      en: `differs ${place}: the report has no open-link numbers to recompute, the replay files have such answers`,
    });
  else if (openLink?.answers === null) found.hidden += 1;
  else if (openLink) found.unchecked.push(place);
}

/**
 * The plan to answer: that of the replay files, where they have one, since who changes numbers might change their plan to
 * fit. A report with another one is told of.
 */
function planOf(place: string, plan: EstimationPlan, folder: string, found: Recomputation): EstimationPlan {
  const path = join(folder, PLAN_FILE);
  if (!existsSync(path)) return plan;
  const own = estimationPlan.parse(JSON.parse(readFileSync(path, 'utf8')));
  if (canonicalJson(own) === canonicalJson(plan)) return plan;
  found.differences.push({
    zh: `不符 ${place} plan：报告中的估计方案与 ${path} 不同`,
    en: `differs ${place} plan: the report's plan is not that of ${path}`,
  });
  return own;
}

function compareWithExcluded(
  result: Result,
  { estimate, se, roundedTo, plan }: NonNullable<Result['withExcluded']>,
  folder: string,
  found: Recomputation,
): void {
  const place = `${placeOf(result)} withExcluded`;
  const [own] = answered(planOf(place, plan, folder, found), folder).reply.estimates;
  const again = own?.estimate ?? null;
  const rounded = roundedTo === null || again === null ? again : Math.round(again / roundedTo) * roundedTo;
  found.compared += 1;
  compare(`${place} estimate`, estimate, rounded, found);
  if (roundedTo === null) compare(`${place} se`, se, own?.se ?? null, found);
}
