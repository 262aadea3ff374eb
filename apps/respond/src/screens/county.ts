import type { Language } from '@mingjian/contract/localized';
import type { OpenForm } from '@mingjian/contract/responses';
import { bottomBar, button, element } from '../element';
import { inLanguage, type Texts } from '../texts';

/** 不用作答码: which county, and no more than that. */
export function countyScreen(
  texts: Texts,
  language: Language,
  counties: OpenForm['openCounties'],
  content: {
    answered: boolean;
    refusal: string | null;
    choose: (countyCode: string) => void;
    back: () => void;
  },
): HTMLElement[] {
  return [
    element('h1', { tabindex: '-1' }, texts.countyTitle),
    element('p', { class: 'lead' }, texts.countyText),
    content.answered ? element('p', { class: 'remark', role: 'status' }, texts.answeredHere) : null,
    content.refusal === null ? null : element('p', { class: 'problem', role: 'alert' }, content.refusal),
    element(
      'div',
      { class: 'counties' },
      ...counties.map(({ code, name }) =>
        button('second', inLanguage(name, language), () => content.choose(code)),
      ),
    ),
    element('p', { id: 'checking', class: 'help', role: 'status' }),
    bottomBar(button('second', texts.back, content.back)),
  ].filter((part) => part !== null);
}
