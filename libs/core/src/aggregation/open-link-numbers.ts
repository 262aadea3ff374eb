import type { OpenLinkResult } from '@mingjian/contract/aggregation';
import type { CellFrame } from '../distribution';
import type { AudienceInput } from './estimate-audience';
import { keptAnswers } from './estimate-audience';
import { estimateId, scalesOf } from './measures';
import { PlanError } from './plan';
import { estimateTable, prepareTable } from './weighted-audience';

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
  const { kept } = keptAnswers({ ...input, answers });
  const evidence = 'open-link';
  if (kept.length < input.plan.suppressBelow) return { evidence, answers: null, index: null, top2: null };
  const cell = everybody(input, kept.length);
  const own = { ...input, cells: [cell], answers: kept.map((row) => ({ ...row, cellId: cell.id })) };
  const [overall] = scalesOf(input.items);
  if (!overall) return { evidence, answers: kept.length, index: null, top2: null };
  const replies = repliesOf(own, overall);
  const numberOf = (measure: 'index' | 'top2') => {
    const found = replies.find(({ id }) => id === estimateId(measure, overall));
    return found && found.n >= input.plan.suppressBelow ? found.estimate : null;
  };
  return { evidence, answers: kept.length, index: numberOf('index'), top2: numberOf('top2') };
}

function repliesOf(own: AudienceInput, scale: ReturnType<typeof scalesOf>[number]) {
  try {
    return (
      estimateTable(prepareTable(own, [scale]), own, own.margins, [scale], []).answer?.reply.estimates ?? []
    );
  } catch (error) {
    // Who happens to answer without a code may not be rakeable; that must not cost the sample its numbers.
    if (error instanceof PlanError) return [];
    throw error;
  }
}

function everybody({ audience, countyCode }: AudienceInput, people: number): CellFrame {
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
