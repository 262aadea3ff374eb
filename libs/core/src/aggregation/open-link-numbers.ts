import type { OpenLinkResult } from '@mingjian/contract/aggregation';
import type { EstimationPlan } from '@mingjian/contract/estimation';
import type { CellFrame } from '../distribution';
import { audiencePlan } from './audience-plan';
import type { AudienceInput } from './estimate-audience';
import { keptAnswers } from './estimate-audience';
import { estimateId, scalesOf, type MeasuredScale } from './measures';
import { PlanError, runPlan, type PlanColumns } from './plan';
import { rakingTotals } from './raking-categories';
import { prepareTable, type PreparedTable } from './weighted-audience';

/**
 * 开放链接 of one county × audience, apart from the sample: everybody weighs the same, then raked to the same margins. How
 * people came to answer is unknown, so there is no error to estimate, and none leaves here.
 *
 * @param input of the sample; its cells and answers play no part
 * @param answers those given without a code
 * @returns null where there are none
 */
export function openLinkNumbers(
  input: AudienceInput,
  answers: AudienceInput['answers'],
): OpenLinkResult | null {
  if (answers.length === 0) return null;
  const threshold = input.plan.suppressBelow;
  const { kept } = keptAnswers({ ...input, answers });
  const evidence = 'open-link';
  if (kept.length < threshold) return { evidence, answers: null, index: null, top2: null };
  const silent = { evidence, answers: kept.length, index: null, top2: null } as const;
  const [overall] = scalesOf(input.items);
  if (!overall) return silent;
  const prepared = openLinkTable(input, kept, overall);
  const plan = openLinkPlan(input, prepared, overall);
  const found = openLinkReply(plan, prepared.table);
  if (!found || found.n < threshold) return silent;
  return { evidence, answers: kept.length, index: found.index, top2: found.top2, plan };
}

/**
 * The answers by the open link as a replay table, in an order made of their content alone. Its columns of school and class
 * say nothing: nobody knows where these people belong.
 */
export function openLinkTable(
  { audience, countyCode, items, plan }: Omit<AudienceInput, 'margins'>,
  kept: AudienceInput['answers'],
  overall: MeasuredScale,
): PreparedTable {
  const cell = everybody(audience, countyCode, kept.length);
  const answers = kept.map((row) => ({ ...row, cellId: cell.id }));
  return prepareTable({ audience, items, plan, cells: [cell], answers }, [overall]);
}

/** Raked like the sample, with no design: what an interval would rest on is not there. */
function openLinkPlan(
  { plan: { trim }, margins }: AudienceInput,
  { raked, base }: PreparedTable,
  overall: MeasuredScale,
): EstimationPlan {
  const totals = rakingTotals(raked, margins, base);
  const sampled = audiencePlan({
    hasClasses: false,
    raked,
    totals,
    trim,
    scales: [overall],
    cuts: [],
    details: [],
  });
  return { ...sampled, design: { weights: 'base_weight' } };
}

/**
 * What a plan of `openLinkNumbers` gives for its replay file.
 * @returns null where these people cannot be raked: who happens to answer must not cost the sample its numbers
 */
export function openLinkReply(
  plan: EstimationPlan,
  columns: PlanColumns,
): { n: number; index: number | null; top2: number | null } | null {
  try {
    const { estimates } = runPlan(plan, columns).reply;
    const of = (measure: 'index' | 'top2') =>
      estimates.find(({ id }) => id === estimateId(measure, { scope: 'audience', key: '' }));
    return {
      n: of('index')?.n ?? 0,
      index: of('index')?.estimate ?? null,
      top2: of('top2')?.estimate ?? null,
    };
  } catch (error) {
    if (error instanceof PlanError) return null;
    throw error;
  }
}

function everybody(audience: AudienceInput['audience'], countyCode: string, people: number): CellFrame {
  return {
    id: 'open',
    audience,
    countyCode,
    stage: 'primary',
    area: 'urban',
    schoolKey: 'open',
    classKey: null,
    grade: null,
    schoolsInStratum: 1,
    schoolsDrawn: 1,
    certain: false,
    schoolWeight: 1,
    classesInGrade: null,
    classesDrawn: null,
    eligible: people,
    invited: people,
  };
}
