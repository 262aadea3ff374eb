import type { Language } from '@mingjian/contract/localized';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type { OpenForm } from '@mingjian/contract/responses';
import { bottomBar, button, element } from '../element';
import { nextStep } from '../next-step';
import { inLanguage, type Texts } from '../texts';
import type { Message } from './message';

export interface CountyContent {
  /** Somebody has answered without a code in this browser. */
  answered: boolean;
  refusal: string | null;
  choose: (countyCode: string) => void;
  withCode: () => void;
  back: () => void;
}

/** 不用作答码: which county, and no more than that. */
export function countyScreen(
  texts: Texts,
  language: Language,
  counties: OpenForm['openCounties'],
  content: CountyContent,
): HTMLElement[] {
  const checking = element('p', { class: 'help', role: 'status' });
  let chosen = false;
  // The check takes some seconds: what was touched says so, and a second touch does not begin it again.
  const countyButton = (code: string, name: string) => {
    const own = button('second', name, () => {
      if (chosen) return;
      chosen = true;
      own.textContent = texts.checking;
      checking.textContent = texts.solving;
      content.choose(code);
    });
    return own;
  };
  return [
    element('h1', { tabindex: '-1' }, texts.countyTitle),
    element('p', { class: 'lead' }, texts.countyText),
    content.answered ? element('p', { class: 'remark', role: 'status' }, texts.answeredHere) : null,
    content.refusal === null ? null : element('p', { class: 'problem', role: 'alert' }, content.refusal),
    element(
      'div',
      { class: 'counties' },
      ...counties.map(({ code, name }) => countyButton(code, inLanguage(name, language))),
    ),
    checking,
    button('quiet', texts.withCode, content.withCode),
    bottomBar(button('second', texts.back, content.back)),
  ].filter((part) => part !== null);
}

/** What somebody left unfinished here: the one who comes says whether it is theirs. */
export function unfinishedMessage(texts: Texts, goOn: () => void, anew: () => void): Message {
  return {
    mark: null,
    title: texts.unfinishedTitle,
    paragraphs: [texts.unfinishedText],
    actions: [
      { label: texts.goOn, act: goOn },
      { label: texts.startAnew, act: anew },
    ],
  };
}

/** 开放链接 takes nobody more: enough were collected, the agency stopped it, or the survey has closed meanwhile. */
export function noEntryMessage(problem: ProblemDetails, texts: Texts, withCode: () => void): Message {
  const closed = nextStep(problem) === 'closed';
  return {
    mark: closed ? null : 'done',
    title: closed ? texts.closedTitle : texts.enoughTitle,
    paragraphs: [problem.detail],
    actions: closed ? [] : [{ label: texts.withCode, act: withCode }],
  };
}
