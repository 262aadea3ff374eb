import type { Language } from '@mingjian/contract/localized';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type { OpenForm } from '@mingjian/contract/responses';
import type { Outcome } from '../delivery';
import { questionTitle } from '../form-facts';
import { nextStep, type NextStep } from '../next-step';
import { nextPupil } from '../page-turns';
import { inLanguage, type Texts } from '../texts';
import type { Message } from './message';

/** What a person can do about each outcome. */
export interface OutcomeActions {
  /** Set on a shared device. */
  nextPupil: (() => void) | null;
  retry: () => void;
  reload: () => void;
  otherCode: () => void;
  toAnswers: () => void;
}

/** 已提交 · 还没有提交 · 没有提交成功, each in words that cannot be mistaken for another. */
export function outcomeMessage(
  outcome: Outcome,
  form: OpenForm | null,
  texts: Texts,
  language: Language,
  actions: OutcomeActions,
): Message {
  switch (outcome.kind) {
    case 'sending':
      return { mark: null, title: texts.sending, paragraphs: [], actions: [] };
    case 'sent':
      return {
        mark: 'done',
        title: texts.sentTitle,
        paragraphs: [
          inLanguage(outcome.thanks, language) || texts.sentText,
          actions.nextPupil === null ? texts.sentAfter : texts.sharedAfter,
        ],
        actions: actions.nextPupil === null ? [] : [{ label: texts.nextPupil, act: actions.nextPupil }],
      };
    case 'unsent':
      return {
        mark: 'waiting',
        title: texts.unsentTitle,
        strong: outcome.kept ? texts.unsentKept : texts.unsentOpen,
        paragraphs: [outcome.kept ? texts.unsentWhy : texts.unsentOpenWhy],
        actions: [{ label: texts.retry, act: actions.retry }],
        busy: outcome.trying ? texts.retrying : '',
      };
    case 'refused':
      return refusedMessage(outcome.problem, form, texts, language, actions);
  }
}

/** 已加密保存: on a shared device, without a network. */
export function sealedMessage(texts: Texts): Message {
  return {
    mark: 'waiting',
    title: texts.unsentTitle,
    strong: texts.sealedKept,
    paragraphs: [texts.sealedWhy],
    actions: [{ label: texts.nextPupil, act: nextPupil }],
  };
}

/** Handed in from another tab meanwhile. */
export function elsewhereMessage(texts: Texts): Message {
  return { mark: 'done', title: texts.elsewhereTitle, paragraphs: [texts.elsewhereText], actions: [] };
}

function refusedMessage(
  problem: ProblemDetails,
  form: OpenForm | null,
  texts: Texts,
  language: Language,
  actions: OutcomeActions,
): Message {
  const step = nextStep(problem);
  const otherCode = { label: texts.otherCode, act: actions.otherCode };
  const toAnswers = { label: texts.toAnswers, act: actions.toAnswers };
  const ways: Readonly<Record<NextStep, Message['actions']>> = {
    closed: [],
    answered: [],
    version: [{ label: texts.reopen, act: actions.reload }],
    code: [otherCode],
    used: [otherCode],
    foreign: [otherCode],
    answers: [toAnswers],
    notOpen: [toAnswers],
    room: [],
    enough: [],
    distrust: [],
    later: [toAnswers],
  };
  return {
    mark: 'refused',
    title: texts.notAcceptedTitle,
    paragraphs: [problem.detail],
    details: (problem.faults ?? []).map((fault) => {
      const title = form === null ? fault.field : questionTitle(form.json, fault.field, language);
      return `${title} ${fault.message}`;
    }),
    advice: { title: texts.whatNow, text: texts.nextSteps[step] },
    actions: ways[step],
  };
}
