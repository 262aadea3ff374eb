import type { Language } from '@mingjian/contract/localized';
import type { OpenForm } from '@mingjian/contract/responses';
import { bottomBar, button, element } from '../element';
import { inLanguage, type Texts } from '../texts';

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
  let chosen = false;
  // The check takes a second or two; a second touch must not begin it again.
  const choose = (code: string) => {
    if (chosen) return;
    chosen = true;
    content.choose(code);
  };
  return [
    element('h1', { tabindex: '-1' }, texts.countyTitle),
    element('p', { class: 'lead' }, texts.countyText),
    content.answered ? element('p', { class: 'remark', role: 'status' }, texts.answeredHere) : null,
    content.refusal === null ? null : element('p', { class: 'problem', role: 'alert' }, content.refusal),
    element(
      'div',
      { class: 'counties' },
      ...counties.map(({ code, name }) => button('second', inLanguage(name, language), () => choose(code))),
    ),
    element('p', { id: 'checking', class: 'help', role: 'status' }),
    button('quiet', texts.withCode, content.withCode),
    bottomBar(button('second', texts.back, content.back)),
  ].filter((part) => part !== null);
}
