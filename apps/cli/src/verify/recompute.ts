import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '@mingjian/contract/aggregation';
import type { EstimationPlan, EstimationReply } from '@mingjian/contract/estimation';
import type { Localized } from '@mingjian/contract/localized';
import type { ReportFile } from '@mingjian/contract/reports';
import { publishedId, weightedCorrelation } from '@mingjian/core/aggregation';
import {
  columnNeeds,
  PlanError,
  runPlan,
  type PlanAnswer,
  type PlanColumns,
} from '@mingjian/core/aggregation/plan';
import { readColumns } from '../csv/columns';

/** Of the value, or of one where that is larger. */
const TOLERANCE = 1e-9;

export interface Recomputation {
  /** Estimates of which every number was compared. */
  compared: number;
  /** Suppressed estimates, which have no number to compare. */
  hidden: number;
  /** The largest difference found, relative where the value is above one. */
  largest: number;
  /** Each with both values. */
  differences: Localized[];
}

/**
 * Answers every plan of a report from its replay file and compares.
 * @param folder with a folder `231002-teacher` for each county × audience
 * @throws PlanError for a replay file that is missing or does not fit the plan
 */
export function recompute({ model }: ReportFile, folder: string): Recomputation {
  const found: Recomputation = { compared: 0, hidden: 0, largest: 0, differences: [] };
  for (const result of model.results) {
    if (result.plan === null) continue;
    const own = join(folder, `${result.countyCode}-${result.audience}`);
    const { reply, weights, columns } = answered(result.plan, own);
    compareEstimates(result, reply, found);
    compareContent(result, reply, found);
    compareImportance(result, columns, weights, found);
    if (result.withExcluded)
      compareWithExcluded(result, result.withExcluded, join(own, 'with-excluded'), found);
  }
  return found;
}

function answered(plan: EstimationPlan, folder: string): PlanAnswer & { columns: PlanColumns } {
  const path = join(folder, plan.data);
  if (!existsSync(path))
    throw new PlanError({ zh: `没有重算文件 ${path}`, en: `there is no replay file ${path}` });
  const columns = readColumns(path, columnNeeds(plan));
  return { ...runPlan(plan, columns), columns };
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
      compare(`${result.audience} ${published.id} ${name}`, value, recomputed ?? null, found);
  }
}

/** Shares of answers and gaps between groups, which the plan has besides the estimates. */
function compareContent(
  { audience, distributions, gaps }: Result,
  reply: EstimationReply,
  found: Recomputation,
): void {
  const again = new Map(reply.estimates.map((each) => [each.id, each]));
  for (const { key, shares, suppressed } of distributions) {
    if (suppressed) found.hidden += 1;
    if (shares === null) continue;
    found.compared += 1;
    shares.forEach((share, index) => {
      const id = `share|item|${key}|${index + 1}`;
      compare(`${audience} ${id}`, share, again.get(id)?.estimate ?? null, found);
    });
  }
  for (const gap of gaps) {
    if (gap.suppressed) {
      found.hidden += 1;
      continue;
    }
    found.compared += 1;
    const own = again.get(gap.id);
    compare(`${audience} ${gap.id} estimate`, gap.estimate, own?.estimate ?? null, found);
    compare(`${audience} ${gap.id} se`, gap.se, own?.se ?? null, found);
  }
}

function compareImportance(
  { audience, importance }: Result,
  columns: PlanColumns,
  weights: Float64Array,
  found: Recomputation,
): void {
  for (const { key, correlation, suppressed } of importance) {
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
    compare(`${audience} importance ${key}`, correlation, own.correlation, found);
  }
}

function compareWithExcluded(
  { audience }: Result,
  { estimate, se, roundedTo, plan }: NonNullable<Result['withExcluded']>,
  folder: string,
  found: Recomputation,
): void {
  const [own] = answered(plan, folder).reply.estimates;
  const again = own?.estimate ?? null;
  const rounded = roundedTo === null || again === null ? again : Math.round(again / roundedTo) * roundedTo;
  found.compared += 1;
  compare(`${audience} withExcluded estimate`, estimate, rounded, found);
  if (roundedTo === null) compare(`${audience} withExcluded se`, se, own?.se ?? null, found);
}

function compare(
  what: string,
  published: number | null,
  recomputed: number | null,
  found: Recomputation,
): void {
  if (published === null && recomputed === null) return;
  const distance =
    published === null || recomputed === null
      ? Infinity
      : Math.abs(published - recomputed) / Math.max(1, Math.abs(recomputed));
  if (Number.isFinite(distance)) found.largest = Math.max(found.largest, distance);
  if (distance <= TOLERANCE) return;
  found.differences.push({
    zh: `不符 ${what}：报告为 ${String(published)}，重算为 ${String(recomputed)}`,
    en: `differs ${what}: the report has ${String(published)}, recomputed ${String(recomputed)}`,
  });
}
