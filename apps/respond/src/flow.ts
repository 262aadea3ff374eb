import type { Language } from '@mingjian/contract/localized';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type { OpenForm } from '@mingjian/contract/responses';
import { Answering, type AnsweringStage, type MountForm } from './answering';
import { codeInFragment } from './code';
import { obtainCredential } from './credential';
import { Delivery, type Outcome } from './delivery';
import { lengthOf } from './form-facts';
import { marked, nextPupil, reload } from './page-turns';
import { SealedOutbox } from './sealed-outbox';
import { nextStep, worthKeeping } from './next-step';
import { ReadingTime, whenIdle } from './reading-time';
import type { RoomSeat } from './room-seat';
import { codeScreen } from './screens/code';
import { countyScreen, noEntryMessage, unfinishedMessage } from './screens/county';
import { coachingScreen } from './screens/coaching';
import { messageScreen, type Message } from './screens/message';
import { noticeScreen } from './screens/notice';
import { elsewhereMessage, outcomeMessage, sealedMessage } from './screens/outcome';
import { noSeatMessage, unopenedMessage, unreachableMessage } from './screens/unopened';
import { inLanguage, textsFor, type Texts } from './texts';
import { asksNoCode, openCountyOf, withoutCode } from './without-code';
import { openForm, reportCoaching, type Reply } from './wire';

type Screen =
  | { name: 'notice' }
  | { name: 'code'; refusal: ProblemDetails | null }
  | { name: 'county'; refusal: string | null }
  | { name: 'form' }
  | { name: 'coaching'; from: Screen; problem: boolean }
  | { name: 'message'; message: (texts: Texts) => Message };

/** What the flow needs of the page around it. */
export interface Stage extends AnsweringStage {
  surveyId: string;
  screen: HTMLElement;
  /** 课堂作答: the device is shared. What is sealed is kept here; null on a person's own phone. */
  shared: Storage | null;
  /** 班级作答场次: where the device gets its code from; null where a person types it. */
  seat: RoomSeat | null;
  /** Shows or hides the way to report coaching. */
  offerReport: (offered: boolean) => void;
  loadForm: () => Promise<{ mountForm: MountForm }>;
  /** Called whenever the title or the words of the frame may have changed. */
  onWords: (texts: Texts, title: string | null, forPupils: boolean) => void;
}

/** From the notice to "sent", in the order in which a person meets it. */
export class Flow {
  private screen: Screen = { name: 'notice' };
  private form: OpenForm | null = null;
  private code = codeInFragment(location.hash);
  private typedCode = '';
  private typedReport = '';
  /** The "not sent yet" screen is up: another attempt must not move the reader's focus. */
  private unsentShown = false;
  private readonly delivery: Delivery;
  private readonly answering: Answering;
  private readonly reading = new ReadingTime();
  private readonly outbox: SealedOutbox | null;
  /** The unsent answers of this pupil are sealed: nothing of them is readable any more. */
  private sealed = false;
  private readonly formReply: Promise<Reply<OpenForm>>;
  private readonly formChunk: Promise<{ mountForm: MountForm } | null>;

  constructor(
    private readonly stage: Stage,
    private language: Language,
  ) {
    this.delivery = new Delivery(
      () => this.askedForm(),
      stage.drafts,
      stage.keeps,
      (outcome) => this.delivered(outcome),
    );
    this.answering = new Answering(
      stage,
      (unsent) => void this.delivery.send(unsent, this.language),
      () => this.show({ name: 'notice' }),
      language,
    );
    this.outbox =
      stage.shared === null
        ? null
        : new SealedOutbox(
            stage.shared,
            stage.surveyId,
            () => this.askedForm(),
            () => this.draw(false),
          );
    this.formReply = openForm(stage.surveyId, language);
    this.formChunk = stage.loadForm().then(marked, () => null);
  }

  begin(): void {
    const { drafts } = this.stage;
    const waiting = this.code === '' ? (drafts.allUnsent()[0] ?? null) : drafts.unsent(this.code);
    if (waiting !== null) this.code = waiting.code;
    this.draw(false);
    void this.formReply.then((reply) => this.opened(reply));
    window.addEventListener('online', () => this.delivery.retry(this.language));
    window.addEventListener('popstate', () => this.systemBack());
    window.addEventListener('storage', (change) => this.changedElsewhere(change));
    if (waiting !== null) void this.delivery.send(waiting, this.language);
    void this.delivery.sendOthers(this.code);
    this.outbox?.begin();
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.answering.setLanguage(language);
    this.draw(false);
  }

  private get texts(): Texts {
    return textsFor(this.language, this.form?.audience ?? null);
  }

  private show(screen: Screen): void {
    this.screen = screen;
    this.draw(true);
  }

  private say(message: (texts: Texts) => Message): void {
    this.show({ name: 'message', message });
  }

  private draw(moved: boolean): void {
    const { screen, formContainer } = this.stage;
    const texts = this.texts;
    const title = this.form === null ? null : inLanguage(this.form.title, this.language);
    this.stage.onWords(texts, title, this.form?.audience === 'student');
    const answering = this.screen.name === 'form';
    this.stage.offerReport(this.screen.name !== 'coaching');
    formContainer.classList.toggle('ahead', !answering);
    screen.hidden = answering;
    screen.textContent = '';
    screen.append(...this.parts(texts));
    if (!moved || answering) return;
    window.scrollTo(0, 0);
    const first = screen.querySelector<HTMLElement>('#code') ?? screen.querySelector<HTMLElement>('h1');
    first?.focus({ preventScroll: true });
  }

  private parts(texts: Texts): HTMLElement[] {
    const { screen } = this;
    switch (screen.name) {
      case 'form':
        return [];
      case 'notice':
        return noticeScreen(texts, {
          title: this.form === null ? texts.brand : inLanguage(this.form.title, this.language),
          length: this.form === null ? null : lengthOf(this.form.json),
          forPupils: this.form?.audience === 'student',
          resumes: this.code !== '' && this.stage.drafts.draft(this.code) !== null,
          earlierUnsent: this.stage.drafts.allUnsent().some(({ code }) => code !== this.code),
          keepsNothing: !this.stage.keeps && this.outbox === null,
          sealedWaiting: this.outbox?.count ?? null,
          start: () => void this.start(),
        });
      case 'code':
        return codeScreen(texts, {
          typed: this.typedCode,
          refusal: screen.refusal && {
            detail: screen.refusal.detail,
            advice: texts.nextSteps[nextStep(screen.refusal)],
          },
          changed: (typed) => (this.typedCode = typed),
          confirm: (code) => void this.verify(code),
          withoutCode:
            (this.form?.openCounties ?? []).length === 0
              ? null
              : () => this.show({ name: 'county', refusal: null }),
          back: () => this.show({ name: 'notice' }),
        });
      case 'county':
        return countyScreen(texts, this.language, this.form?.openCounties ?? [], {
          answered: this.stage.drafts.answeredWithoutCode,
          refusal: screen.refusal,
          choose: (countyCode) => this.chooseCounty(withoutCode(countyCode)),
          withCode: () => this.show({ name: 'code', refusal: null }),
          back: () => this.show({ name: 'notice' }),
        });
      case 'coaching':
        return coachingScreen(texts, {
          typed: this.typedReport,
          problem: screen.problem ? texts.coachingUnsent : '',
          changed: (typed) => (this.typedReport = typed),
          send: (text) => void this.sendReport(text, screen.from),
          back: () => this.show(screen.from),
        });
      case 'message':
        return messageScreen(screen.message(texts));
    }
  }

  private opened(reply: Reply<OpenForm>): void {
    if (reply.kind === 'done') this.form = reply.value;
    if (reply.kind === 'done' && reply.value.status === 'open') void this.prepare(reply.value);
    if (this.screen.name !== 'notice' && this.screen.name !== 'coaching') return this.draw(false);
    if (reply.kind === 'done' && reply.value.status === 'open') return this.draw(false);
    this.say((texts) => unopenedMessage(reply, texts, reload));
  }

  /** While the notice is read: the code is asked for, and the questions are laid out, out of sight. */
  private async prepare(form: OpenForm): Promise<void> {
    if (this.code !== '' && this.stage.drafts.credential(this.code) === null)
      this.reading.check(form, this.code, this.language);
    const chunk = await this.formChunk;
    whenIdle(() => {
      if (chunk !== null && this.screen.name === 'notice')
        this.answering.prepare(chunk.mountForm, form, this.code);
    });
  }

  /** The start button shows that it was pressed until what it waits for is there. */
  private busy(): void {
    const start = this.stage.screen.querySelector<HTMLButtonElement>('#start');
    if (start === null) return;
    start.setAttribute('aria-disabled', 'true');
    start.textContent = this.texts.checking;
  }

  private async start(): Promise<void> {
    this.busy();
    const reply = await this.formReply;
    if (reply.kind !== 'done') return this.opened(reply);
    if (this.code !== '') return this.verify(this.code);
    if (this.stage.seat !== null) return this.takeSeat(this.stage.seat);
    const noCode = asksNoCode(location.hash) && reply.value.openCounties.length > 0;
    this.show(noCode ? { name: 'county', refusal: null } : { name: 'code', refusal: null });
  }

  /** What somebody left unfinished here without a code may be another's: whoever comes is asked. */
  private chooseCounty(open: string): void {
    const { drafts } = this.stage;
    if (drafts.draft(open) === null) return void this.verify(open);
    const goOn = () => void this.verify(open);
    const anew = () => {
      drafts.forgetDraft(open);
      goOn();
    };
    this.say((texts) => unfinishedMessage(texts, goOn, anew));
  }

  /** In a class session nobody types: the room hands the device its code. */
  private async takeSeat(seat: RoomSeat): Promise<void> {
    const before = seat.held;
    const reply = await seat.take(this.language);
    switch (reply.kind) {
      case 'done':
        return this.verify(reply.value, before === '' ? null : seat);
      case 'refused':
        return this.say((texts) => noSeatMessage(reply.problem, texts, reload));
      case 'unreachable':
        return this.say((texts) => unreachableMessage(texts, reload));
    }
  }

  /**
   * Trades the code as the first question appears, so that minutes lie between that and the answers. Without a network the
   * person may go on: it is traded when the answers are sent. Who has no code begins with a network alone, since the door
   * may be closed to newcomers by then.
   *
   * @param held where the code was held from an earlier opening of the page: if it is void by now, the next is taken
   */
  private async verify(code: string, held: RoomSeat | null = null): Promise<void> {
    this.busy();
    const form = await this.askedForm();
    if (form === null) return this.say((texts) => unreachableMessage(texts, reload));
    const { drafts } = this.stage;
    const kept = drafts.credential(code);
    const asked = kept === null ? await this.reading.blinding(form, code, this.language) : null;
    const trade: Promise<Reply<unknown>> =
      asked === null || asked.kind === 'done'
        ? obtainCredential(form, code, drafts, this.language, asked?.value)
        : Promise.resolve(asked);
    const trading = asked?.kind === 'done' && openCountyOf(code) === null;
    const reply = trading ? null : await trade;
    if (openCountyOf(code) !== null && reply !== null && reply.kind !== 'done') return this.noEntry(reply);
    if (reply?.kind === 'refused') return this.codeRefused(code, reply.problem, held);
    if (trading)
      void trade.then((late) => {
        // Spent on another phone, or closed, since it was asked for: rare, and what was answered meanwhile is kept.
        if (late.kind === 'refused' && this.code === code && this.screen.name === 'form')
          this.codeRefused(code, late.problem, held);
      });
    this.code = code;
    await this.answer();
  }

  private noEntry(reply: Exclude<Reply<unknown>, { kind: 'done' }>): void {
    if (reply.kind === 'unreachable')
      return this.show({ name: 'county', refusal: this.texts.unreachableText });
    const { problem } = reply;
    if (!['enough', 'closed'].includes(nextStep(problem)))
      return this.show({ name: 'county', refusal: problem.detail });
    this.say((texts) => noEntryMessage(problem, texts, () => this.show({ name: 'code', refusal: null })));
  }

  private codeRefused(code: string, problem: ProblemDetails, held: RoomSeat | null): void {
    this.code = '';
    if (this.stage.seat !== null) return void this.seatRefused(this.stage.seat, problem, held);
    this.typedCode = code;
    this.show({ name: 'code', refusal: problem });
  }

  private async seatRefused(seat: RoomSeat, problem: ProblemDetails, held: RoomSeat | null): Promise<void> {
    const isVoid = ['code', 'used', 'foreign'].includes(nextStep(problem));
    if (isVoid) seat.leave();
    if (isVoid && held !== null) return this.takeSeat(held);
    this.say((texts) => noSeatMessage(problem, texts, reload));
  }

  /** The survey's form, asked for again when the first request found nobody. */
  private async askedForm(): Promise<OpenForm | null> {
    await this.formReply;
    if (this.form !== null) return this.form;
    const reply = await openForm(this.stage.surveyId, this.language);
    if (reply.kind === 'done') this.form = reply.value;
    return this.form;
  }

  /** @param startAt the question to open at, when the server named one; else where the person left off. */
  private async answer(startAt: string | null = null): Promise<void> {
    const chunk = await this.formChunk;
    const { form, code } = this;
    if (chunk === null || form === null) return this.say((texts) => unreachableMessage(texts, reload));
    history.pushState({ answering: true }, '');
    this.show({ name: 'form' });
    this.answering.begin(chunk.mountForm, form, code, startAt);
  }

  /** The same code in two tabs is one answer: the other tab is told before it goes on in vain. */
  private changedElsewhere(change: StorageEvent): void {
    if (this.screen.name !== 'form' || !this.stage.drafts.isHandedInElsewhere(change, this.code)) return;
    this.answering.unmount();
    this.say(elsewhereMessage);
  }

  /** The phone's own back button turns pages back before it leaves, so that a slip of the thumb loses nothing. */
  private systemBack(): void {
    if (this.screen.name === 'coaching') return this.show(this.screen.from);
    if (this.screen.name !== 'form') return;
    if (this.answering.back()) history.pushState({ answering: true }, '');
    else this.show({ name: 'notice' });
  }

  /** What could not be sent from a shared device is sealed, and what is readable of it goes. */
  private async sealUnsent(): Promise<void> {
    const { form, code } = this;
    if (form === null || (await this.outbox?.take(form, this.stage.drafts, code)) !== true) return;
    this.delivery.stop();
    this.stage.seat?.leave();
    this.answering.unmount();
    this.sealed = true;
    this.say(sealedMessage);
  }

  private delivered(outcome: Outcome): void {
    if (this.sealed) return;
    if (outcome.kind === 'unsent' && !outcome.trying) void this.sealUnsent();
    const over = outcome.kind === 'refused' && !worthKeeping(nextStep(outcome.problem));
    if (outcome.kind === 'sent' || over) this.stage.seat?.leave();
    const repeated = outcome.kind === 'unsent' && this.unsentShown;
    this.unsentShown = outcome.kind === 'unsent';
    if (outcome.kind === 'sent' || outcome.kind === 'refused') {
      this.answering.unmount();
    }
    this.screen = {
      name: 'message',
      message: (texts) =>
        outcomeMessage(outcome, this.form, texts, this.language, {
          nextPupil: this.outbox === null ? null : nextPupil,
          retry: () => this.delivery.retry(this.language),
          reload,
          otherCode: () => this.askCode(outcome.kind === 'refused' ? outcome.code : ''),
          toAnswers: () =>
            void this.answer(
              outcome.kind === 'refused' ? (outcome.problem.faults?.[0]?.field ?? null) : null,
            ),
        }),
    };
    this.draw(!repeated);
  }

  private askCode(typed: string): void {
    const { seat } = this.stage;
    this.typedCode = typed;
    this.code = '';
    if (seat !== null) {
      seat.leave();
      return void this.takeSeat(seat);
    }
    this.show({ name: 'code', refusal: null });
  }

  /** 举报诱导作答 from wherever the person is. */
  report(): void {
    if (this.screen.name !== 'coaching') this.show({ name: 'coaching', from: this.screen, problem: false });
  }

  private async sendReport(text: string, from: Screen): Promise<void> {
    const reply = await reportCoaching(this.stage.surveyId, text, this.language);
    if (reply.kind === 'unreachable') return this.show({ name: 'coaching', from, problem: true });
    this.typedReport = '';
    const { problem } = reply.kind === 'refused' ? reply : { problem: null };
    this.say((texts) => ({
      mark: problem === null ? 'done' : 'refused',
      title: problem === null ? texts.coachingSent : texts.coachingTitle,
      paragraphs: problem === null ? [] : [problem.detail],
      actions: [{ label: texts.back, act: () => this.show(from) }],
    }));
  }
}
