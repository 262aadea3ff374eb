import { bottomBar, button, element } from '../element';

export interface Message {
  /** What it is about at a glance: told by shape and word, colour only adds. */
  mark: 'done' | 'waiting' | 'refused' | null;
  title: string;
  /** The one sentence to take away. */
  strong?: string;
  paragraphs: string[];
  details?: string[];
  advice?: { title: string; text: string };
  /** The first is the main one. */
  actions: { label: string; act: () => void }[];
  /** Set while something is going on. */
  busy?: string;
}

const marks = { done: '✓', waiting: '…', refused: '!' } as const;

/** One screen that says one thing: sent, not sent yet, refused. */
export function messageScreen(message: Message): HTMLElement[] {
  const [main, ...others] = message.actions;
  return [
    message.mark === null
      ? null
      : element('p', { class: `mark ${message.mark}`, 'aria-hidden': 'true' }, marks[message.mark]),
    element('h1', { tabindex: '-1' }, message.title),
    message.strong === undefined ? null : element('p', {}, element('strong', {}, message.strong)),
    ...message.paragraphs.map((paragraph) => element('p', { class: 'lead' }, paragraph)),
    message.details === undefined || message.details.length === 0
      ? null
      : element('ul', { class: 'details' }, ...message.details.map((detail) => element('li', {}, detail))),
    message.advice === undefined
      ? null
      : element(
          'div',
          { class: 'advice' },
          element('h2', {}, message.advice.title),
          element('p', {}, message.advice.text),
        ),
    message.busy === undefined ? null : element('p', { class: 'busy', role: 'status' }, message.busy),
    main === undefined
      ? null
      : bottomBar(
          ...others.map((action) => button('second', action.label, action.act)),
          button('main', main.label, main.act),
        ),
  ].filter((part) => part !== null);
}
