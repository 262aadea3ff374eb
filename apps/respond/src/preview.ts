import './styles.css';
import type { PreviewMessage } from '@mingjian/contract/surveys';
import { mountForm, type MountedForm } from './form/mount';
import type { Layout } from './preferences';

// Shown in a sandboxed frame of the designer: nothing is kept and nothing is sent from here.
const container = document.getElementById('form');
let mounted: MountedForm | null = null;
let answers: Record<string, unknown> = {};
let layout: Layout | null = null;

// The form takes the focus to its heading on each page; here that would take it from whoever is typing.
const focus = HTMLElement.prototype.focus;
HTMLElement.prototype.focus = function (this: HTMLElement, options?: FocusOptions) {
  if (document.hasFocus()) focus.call(this, options);
};

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source === window.parent && event.origin === location.origin && isPreview(event.data))
    show(event.data);
});
window.parent.postMessage('mingjian-preview-ready', location.origin);

function isPreview(data: unknown): data is PreviewMessage {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'mingjian-preview';
}

function show({ json, language, audience, at }: PreviewMessage): void {
  if (container === null) return;
  mounted?.unmount();
  document.documentElement.lang = language;
  document.body.classList.toggle('for-pupils', audience === 'student');
  const nothing = () => undefined;
  mounted = mountForm(container, {
    form: { audience, json },
    language,
    kept: { answers, durations: {}, page: 0 },
    startAt: at,
    keeps: true,
    layout: layout ?? (audience === 'student' ? 'single' : 'list'),
    onLayout: (chosen) => {
      layout = chosen;
    },
    onProgress: (progress) => {
      answers = progress.answers;
    },
    onComplete: nothing,
    onLeave: nothing,
  });
  mounted.begin();
  // The question that is being written is what its author wants to see.
  setTimeout(() => document.querySelector(`[data-name="${CSS.escape(at ?? '')}"]`)?.scrollIntoView(), 80);
}
