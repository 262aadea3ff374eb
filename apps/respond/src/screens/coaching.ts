import { bottomBar, button, element } from '../element';
import type { Texts } from '../texts';

export interface CoachingContent {
  typed: string;
  problem: string;
  changed: (typed: string) => void;
  send: (text: string) => void;
  back: () => void;
}

const LONGEST = '1000';

/** 举报诱导作答: anonymous, without the code, apart from the answers. */
export function coachingScreen(texts: Texts, content: CoachingContent): HTMLElement[] {
  const problem = element('p', { class: 'problem', id: 'coaching-problem', role: 'alert' }, content.problem);
  const field = element('textarea', {
    id: 'coaching',
    class: 'field',
    rows: '6',
    maxlength: LONGEST,
    'aria-describedby': 'coaching-hint coaching-problem',
  });
  field.value = content.typed;
  field.addEventListener('input', () => content.changed(field.value));
  const send = () => {
    const text = field.value.trim();
    if (text !== '') return content.send(text);
    problem.textContent = texts.coachingEmpty;
    field.focus();
  };
  return [
    element('h1', { tabindex: '-1' }, texts.coachingTitle),
    element('p', {}, texts.coachingText),
    element('label', { for: 'coaching' }, texts.coachingLabel),
    field,
    element('p', { class: 'help', id: 'coaching-hint' }, texts.coachingHint),
    problem,
    bottomBar(button('second', texts.back, content.back), button('main', texts.coachingSend, send)),
  ];
}
