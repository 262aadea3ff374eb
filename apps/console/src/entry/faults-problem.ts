import type { Localized } from '@mingjian/contract';
import { answerFaultMessage, type AnswerFault } from '@mingjian/questionnaire';
import type { KeyedItem } from '@mingjian/questionnaire/keying';
import { ProblemError } from '../wire';

/** Faults of a keyed paper, in the one form in which refusals are shown: item, value, rule. */
export function faultsProblem(
  faults: readonly AnswerFault[],
  items: readonly KeyedItem[],
  detail: string,
  inWords: (text: Localized) => string,
): ProblemError {
  return new ProblemError({
    type: 'about:blank',
    title: detail,
    status: 0,
    code: 'invalid-answers',
    detail,
    faults: faults.map((fault) => {
      const item = items.find(({ code }) => code === fault.field);
      const field = item ? `${item.code} ${inWords(item.title)}` : fault.field;
      return { ...fault, field, message: inWords(answerFaultMessage(fault.rule)) };
    }),
  });
}
