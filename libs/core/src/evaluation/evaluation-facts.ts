import type { MilestoneFact } from '../cycles';
import type { EvaluationDocument } from './evaluation.schema';

/** What the board may know of the counties' evaluations. */
export function evaluationFacts(documents: readonly EvaluationDocument[]): MilestoneFact[] {
  return documents.flatMap(({ countyCode, selfEvaluation, onSite, rectification, merged }) => {
    const items = rectification?.items ?? [];
    const rectified =
      items.length > 0 && items.every(({ state }) => state === 'done' || state === 'rechecked');
    return [
      ...(selfEvaluation ? [factOf(countyCode, 'selfReport', selfEvaluation.submittedAt)] : []),
      ...(onSite ? [factOf(countyCode, 'onSite', onSite.submittedAt)] : []),
      ...(merged ? [factOf(countyCode, 'review', merged.at)] : []),
      ...(items.length > 0
        ? [factOf(countyCode, 'rectification', rectified ? (rectification?.savedAt ?? null) : null)]
        : []),
      // The final report is written from the merged evaluations.
      ...(merged ? [factOf(countyCode, 'finalReport', null)] : []),
    ];
  });
}

function factOf(countyCode: string, key: MilestoneFact['key'], at: Date | null): MilestoneFact {
  const doneOn = at === null ? null : at.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
  return { countyCode, key, state: at === null ? 'active' : 'done', doneOn };
}
