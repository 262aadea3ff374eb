import type { ProblemDetails } from '@mingjian/contract/problems';
import type { OpenForm } from '@mingjian/contract/responses';
import { nextStep } from '../next-step';
import type { Texts } from '../texts';
import type { Reply } from '../wire';
import type { Message } from './message';

/** Why there is nothing to answer: not open yet, closed, no such survey, or nobody to ask. */
export function unopenedMessage(reply: Reply<OpenForm>, texts: Texts, reload: () => void): Message {
  switch (reply.kind) {
    case 'done': {
      const closed = reply.value.status === 'closed';
      return {
        mark: null,
        title: closed ? texts.closedTitle : texts.notOpenTitle,
        paragraphs: [closed ? texts.closedText : texts.notOpenText],
        actions: [],
      };
    }
    case 'refused':
      return {
        mark: 'refused',
        title: texts.noSurveyTitle,
        paragraphs: [reply.problem.detail, texts.noSurveyText],
        actions: [],
      };
    case 'unreachable':
      return unreachableMessage(texts, reload);
  }
}

/** No code for this device: the class session is over, all its codes are taken, or what it got is refused. */
export function noSeatMessage(problem: ProblemDetails, texts: Texts, reload: () => void): Message {
  return {
    mark: 'refused',
    title: texts.refusedTitle,
    paragraphs: [problem.detail],
    advice: { title: texts.whatNow, text: texts.nextSteps[nextStep(problem)] },
    actions: [{ label: texts.retry, act: reload }],
  };
}

/** The server, or the rest of the page, could not be reached. */
export function unreachableMessage(texts: Texts, reload: () => void): Message {
  return {
    mark: 'waiting',
    title: texts.unreachableTitle,
    paragraphs: [texts.unreachableText],
    actions: [{ label: texts.retry, act: reload }],
  };
}
