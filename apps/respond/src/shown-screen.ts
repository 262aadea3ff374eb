import type { Language } from '@mingjian/contract/localized';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type { OpenForm } from '@mingjian/contract/responses';
import { lengthOf } from './form-facts';
import { nextStep } from './next-step';
import type { SealedOutbox } from './sealed-outbox';
import { coachingScreen } from './screens/coaching';
import { codeScreen } from './screens/code';
import { countyScreen } from './screens/county';
import { messageScreen, type Message } from './screens/message';
import { noticeScreen } from './screens/notice';
import type { Stage } from './stage';
import { inLanguage, textsFor, type Texts } from './texts';
import { withoutCode } from './without-code';

export type Screen =
  | { name: 'notice' }
  | { name: 'code'; refusal: ProblemDetails | null }
  | { name: 'county'; refusal: string | null }
  | { name: 'form' }
  | { name: 'coaching'; from: Screen; problem: boolean }
  | { name: 'message'; message: (texts: Texts) => Message };

/** What the screens tell of. */
interface Facts {
  language: Language;
  form: OpenForm | null;
  code: string;
  outbox: SealedOutbox | null;
}

/** Where the buttons of the screens lead to, beside to one another. */
interface Ways {
  start: () => void;
  typing: (typed: string) => void;
  verify: (code: string) => void;
  chooseCounty: (open: string) => void;
  sendReport: (text: string, from: Screen) => void;
}

/** Which screen a person sees, and how it is drawn. */
export class ShownScreen {
  current: Screen = { name: 'notice' };
  typedCode = '';
  typedReport = '';

  constructor(
    private readonly stage: Stage,
    private readonly facts: () => Facts,
    private readonly ways: Ways,
  ) {}

  get texts(): Texts {
    const { language, form } = this.facts();
    return textsFor(language, form?.audience ?? null);
  }

  show(screen: Screen): void {
    this.current = screen;
    this.draw(true);
  }

  say(message: (texts: Texts) => Message): void {
    this.show({ name: 'message', message });
  }

  /** @param moved whether it is another screen, which begins at its top */
  draw(moved: boolean): void {
    const { screen, formContainer } = this.stage;
    const texts = this.texts;
    const { language, form } = this.facts();
    const title = form === null ? null : inLanguage(form.title, language);
    this.stage.onWords(texts, title, form?.audience === 'student');
    const answering = this.current.name === 'form';
    this.stage.offerReport(this.current.name !== 'coaching');
    formContainer.classList.toggle('ahead', !answering);
    screen.hidden = answering;
    screen.textContent = '';
    screen.append(...this.parts(texts));
    if (!moved || answering) return;
    window.scrollTo(0, 0);
    const first = screen.querySelector<HTMLElement>('#code') ?? screen.querySelector<HTMLElement>('h1');
    first?.focus({ preventScroll: true });
  }

  /** The start button shows that it was pressed until what it waits for is there. */
  busy(): void {
    const start = this.stage.screen.querySelector<HTMLButtonElement>('#start');
    if (start === null) return;
    start.setAttribute('aria-disabled', 'true');
    start.textContent = this.texts.checking;
  }

  private parts(texts: Texts): HTMLElement[] {
    const screen = this.current;
    const { language, form, code, outbox } = this.facts();
    const { ways } = this;
    const { drafts, keeps } = this.stage;
    switch (screen.name) {
      case 'form':
        return [];
      case 'notice':
        return noticeScreen(texts, {
          title: form === null ? texts.brand : inLanguage(form.title, language),
          length: form === null ? null : lengthOf(form.json),
          forPupils: form?.audience === 'student',
          resumes: code !== '' && drafts.draft(code) !== null,
          earlierUnsent: drafts.allUnsent().some((unsent) => unsent.code !== code),
          keepsNothing: !keeps && outbox === null,
          sealedWaiting: outbox?.count ?? null,
          start: ways.start,
        });
      case 'code':
        return codeScreen(texts, {
          typed: this.typedCode,
          refusal: screen.refusal && {
            detail: screen.refusal.detail,
            advice: texts.nextSteps[nextStep(screen.refusal)],
          },
          changed: (typed) => {
            this.typedCode = typed;
            ways.typing(typed);
          },
          confirm: ways.verify,
          withoutCode:
            (form?.openCounties ?? []).length === 0
              ? null
              : () => this.show({ name: 'county', refusal: null }),
          back: () => this.show({ name: 'notice' }),
        });
      case 'county':
        return countyScreen(texts, language, form?.openCounties ?? [], {
          answered: drafts.answeredWithoutCode,
          refusal: screen.refusal,
          choose: (countyCode) => ways.chooseCounty(withoutCode(countyCode)),
          withCode: () => this.show({ name: 'code', refusal: null }),
          back: () => this.show({ name: 'notice' }),
        });
      case 'coaching':
        return coachingScreen(texts, {
          typed: this.typedReport,
          problem: screen.problem ? texts.coachingUnsent : '',
          changed: (typed) => (this.typedReport = typed),
          send: (text) => ways.sendReport(text, screen.from),
          back: () => this.show(screen.from),
        });
      case 'message':
        return messageScreen(screen.message(texts));
    }
  }
}
