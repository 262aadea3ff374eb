import { meantCode } from '../code';
import { bottomBar, button, element } from '../element';
import type { Texts } from '../texts';

export interface CodeContent {
  typed: string;
  /** Why the code was not taken, as a full sentence. */
  refusal: { detail: string; advice: string } | null;
  changed: (typed: string) => void;
  confirm: (code: string) => void;
  /** Null where a code is needed. */
  withoutCode: (() => void) | null;
  back: () => void;
}

/** 输入作答码. */
export function codeScreen(texts: Texts, content: CodeContent): HTMLElement[] {
  const problem = element('p', { class: 'problem', id: 'code-problem', role: 'alert' });
  if (content.refusal !== null) {
    problem.append(element('strong', {}, content.refusal.detail), element('br'), content.refusal.advice);
  }
  const field = element('input', {
    id: 'code',
    class: 'field code-field',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'characters',
    autocorrect: 'off',
    spellcheck: 'false',
    enterkeyhint: 'go',
    maxlength: '40',
    'aria-describedby': 'code-help code-problem',
    'aria-invalid': content.refusal === null ? null : 'true',
  });
  field.value = content.typed;
  field.addEventListener('input', () => content.changed(field.value));
  const confirm = () => {
    const code = meantCode(field.value);
    if (code !== '') return content.confirm(code);
    problem.textContent = texts.codeMissing;
    field.setAttribute('aria-invalid', 'true');
    field.focus();
  };
  const form = element(
    'form',
    { novalidate: true },
    element('label', { for: 'code' }, texts.codeLabel),
    field,
    element('p', { class: 'help', id: 'code-help' }, texts.codeHelp),
    problem,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    confirm();
  });
  const go = button('main', texts.codeContinue, confirm);
  go.id = 'start';
  return [
    element('h1', { tabindex: '-1' }, texts.codeTitle),
    form,
    ...(content.withoutCode === null ? [] : [button('quiet', texts.withoutCode, content.withoutCode)]),
    bottomBar(button('second', texts.back, content.back), go),
  ];
}
