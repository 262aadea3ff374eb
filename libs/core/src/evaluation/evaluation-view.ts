import type { Evaluation, Merge } from '@mingjian/contract/evaluation';
import type { Person } from '../identity';
import type { EvaluationDocument, StoredMerge } from './evaluation.schema';
import { inputStates, type Monitoring } from './inputs';
import { mergesAsTheyStand } from './merge-standing';

/**
 * What a reader sees of a county's evaluation: drafts only their author's side (the county its self-evaluation, the
 * office its visit), and the visit's findings the county only once they were merged, since that is when they are fed
 * back.
 */
export function evaluationSeenBy(
  role: Person['role'],
  document: EvaluationDocument,
  monitoring: Monitoring | null,
): Evaluation {
  const { cycleId, countyCode, selfEvaluation, onSite, rectification } = document;
  const seesSelf = role === 'county' || Boolean(selfEvaluation?.submittedAt);
  const seesVisit =
    role === 'office' || (Boolean(onSite?.submittedAt) && (role !== 'county' || document.merged !== null));
  const { merged, earlier } = mergesAsTheyStand(document.merged, document.earlier, monitoring);
  return {
    cycleId,
    countyCode,
    selfEvaluation: selfEvaluation && seesSelf ? selfEvaluationOnWire(selfEvaluation) : null,
    onSite: onSite && seesVisit ? visitOnWire(onSite) : null,
    monitoring,
    rectification: rectification && { items: rectification.items, revision: rectification.revision },
    inputs: inputStates(document, monitoring),
    merged: merged && mergeOnWire(merged),
    earlier: earlier.map(mergeOnWire),
  };
}

/** Who saved last is told in a conflict only. */
function selfEvaluationOnWire(filed: NonNullable<EvaluationDocument['selfEvaluation']>) {
  const { parts, publicityUrl, publicityFrom, publicityTo, signedBy, submit, revision, submittedAt } = filed;
  const input = { parts, publicityUrl, publicityFrom, publicityTo, signedBy, submit, revision };
  return { ...input, submittedAt: submittedAt?.toISOString() ?? null };
}

function visitOnWire(filed: NonNullable<EvaluationDocument['onSite']>) {
  const { visitedOn, schools, findings, submit, revision, submittedAt } = filed;
  const input = { visitedOn, schools, findings, submit, revision };
  return { ...input, submittedAt: submittedAt?.toISOString() ?? null };
}

function mergeOnWire({ at, ...rest }: StoredMerge): Merge {
  return { ...rest, at: at.toISOString() };
}
