import type { Evaluation } from '@mingjian/contract/evaluation';
import { StatusMark } from '../components';
import type { InputName } from './requests';
import { useTexts } from './texts';

export function stateOf(evaluation: Evaluation, input: InputName): 'accepted' | 'waived' | 'missing' {
  const state = evaluation.inputs[input];
  if (state.accepted) return 'accepted';
  return state.waiver === null ? 'missing' : 'waived';
}

const marks = { accepted: 'done', waived: 'stopped', missing: 'waiting' } as const;

export function InputMark({ evaluation, input }: { evaluation: Evaluation; input: InputName }) {
  const t = useTexts();
  const state = stateOf(evaluation, input);
  return <StatusMark mark={marks[state]}>{t(`input.${state}`)}</StatusMark>;
}
