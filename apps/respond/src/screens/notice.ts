import { bottomBar, button, element } from '../element';
import type { Texts } from '../texts';

export interface NoticeContent {
  title: string;
  /** Null while the questionnaire is still on its way. */
  length: { minutes: number; questions: number } | null;
  forPupils: boolean;
  resumes: boolean;
  earlierUnsent: boolean;
  /** The browser refuses to keep anything. */
  keepsNothing: boolean;
  /** On a shared device: how many sealed answers wait to be sent. */
  sealedWaiting: number | null;
  start: () => void;
}

/** 答题前的告知: who sees what, in one screen, before the first question. */
export function noticeScreen(texts: Texts, content: NoticeContent): HTMLElement[] {
  const points = content.forPupils
    ? [texts.notice.anonymous, texts.notice.seen, texts.notice.final, texts.notice.guardian]
    : [texts.notice.anonymous, texts.notice.seen, texts.notice.final, texts.notice.free];
  const length =
    content.length === null ? texts.opening : texts.length(content.length.minutes, content.length.questions);
  const first = content.forPupils ? texts.pupilStart : texts.start;
  const start = button('main', content.resumes ? texts.goOn : first, content.start);
  start.id = 'start';
  return [
    element('h1', { tabindex: '-1' }, content.title),
    element('p', { class: 'lead' }, length),
    content.sealedWaiting === null
      ? null
      : element('p', { class: 'remark', role: 'status' }, texts.sharedDevice(content.sealedWaiting)),
    content.earlierUnsent ? element('p', { class: 'remark', role: 'status' }, texts.earlierUnsent) : null,
    content.keepsNothing ? element('p', { class: 'remark', role: 'status' }, texts.keptNowhere) : null,
    element(
      'dl',
      { class: 'notice', 'aria-label': texts.noticeTitle },
      ...points.map(([what, why]) =>
        element('div', {}, element('dt', {}, what ?? ''), element('dd', {}, why ?? '')),
      ),
    ),
    bottomBar(start),
  ].filter((part) => part !== null);
}
