import type { BothLanguages } from './item';

/** Which rule of the published version an answer breaks. */
export type AnswerRule =
  | 'answers-object'
  | 'unknown-question'
  | 'not-asked'
  | 'required'
  | 'wrong-type'
  | 'choice-not-offered'
  | 'chosen-twice'
  | 'too-few'
  | 'too-many'
  | 'too-long'
  | 'out-of-range'
  | 'rejected';

export interface AnswerFault {
  /** Name of the question; empty when the answers as a whole are at fault. */
  field: string;
  rule: AnswerRule;
  /** What was sent, cut short; text answers are never repeated, because they may name people. */
  value?: string;
}

const messages: Readonly<Record<AnswerRule, BothLanguages>> = {
  'answers-object': { zh: '答案的格式不正确。', en: 'The answers are not in the expected form.' },
  'unknown-question': { zh: '问卷中没有这道题。', en: 'This question is not part of the questionnaire.' },
  'not-asked': {
    zh: '按前面的答案，这道题不需要回答。',
    en: 'Given the earlier answers, this question is not asked.',
  },
  required: { zh: '这道题还没有回答。', en: 'This question has not been answered yet.' },
  'wrong-type': { zh: '答案的类型不正确。', en: 'The answer is of the wrong kind.' },
  'choice-not-offered': {
    zh: '所选的选项不在本题的选项之中。',
    en: 'The choice is not one of those offered.',
  },
  'chosen-twice': { zh: '同一选项选了两次。', en: 'The same choice was made twice.' },
  'too-few': { zh: '选择的选项太少。', en: 'Too few choices were made.' },
  'too-many': { zh: '选择的选项太多。', en: 'Too many choices were made.' },
  'too-long': { zh: '文字超过了字数上限。', en: 'The text is longer than allowed.' },
  'out-of-range': { zh: '数值超出了允许的范围。', en: 'The number is outside the allowed range.' },
  rejected: { zh: '答案不符合本题的要求。', en: 'The answer does not meet what the question asks for.' },
};

/** The sentence that tells a person what is wrong with an answer. */
export function answerFaultMessage(rule: AnswerRule): BothLanguages {
  return messages[rule];
}
