import type { Evaluation } from '@mingjian/contract/evaluation';
import type { EvaluationDocument } from './evaluation.schema';

/** The county's accepted monitoring report. */
export type Monitoring = NonNullable<Evaluation['monitoring']>;

type Input = keyof Evaluation['inputs'];

/** An input stands when it was filed (for the monitoring report: accepted); a waiver says why the merge goes on without. */
export function inputStates(
  { selfEvaluation, onSite, waivers }: Pick<EvaluationDocument, 'selfEvaluation' | 'onSite' | 'waivers'>,
  monitoring: Monitoring | null,
): Evaluation['inputs'] {
  const waiver = (input: Input) => waivers.find((each) => each.input === input)?.reason ?? null;
  return {
    selfEvaluation: { accepted: Boolean(selfEvaluation?.submittedAt), waiver: waiver('selfEvaluation') },
    monitoring: { accepted: monitoring !== null, waiver: waiver('monitoring') },
    onSite: { accepted: Boolean(onSite?.submittedAt), waiver: waiver('onSite') },
  };
}

/** Inputs that are neither there nor waived. */
export function missingInputs(
  document: Parameters<typeof inputStates>[0],
  monitoring: Monitoring | null,
): Input[] {
  const states = inputStates(document, monitoring);
  return (Object.keys(states) as Input[]).filter(
    (input) => !states[input].accepted && states[input].waiver === null,
  );
}
