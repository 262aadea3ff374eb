import type { Language } from '@mingjian/contract/localized';
import type { OpenForm } from '@mingjian/contract/responses';
import { Answering, type MountForm } from './answering';
import { Delivery, type Outcome } from './delivery';
import { Entry } from './entry';
import { nextStep, worthKeeping } from './next-step';
import { marked, nextPupil, reload } from './page-turns';
import { whenIdle } from './reading-time';
import { SealedOutbox } from './sealed-outbox';
import { elsewhereMessage, outcomeMessage, sealedMessage } from './screens/outcome';
import { unopenedMessage, unreachableMessage } from './screens/unopened';
import { ShownScreen, type Screen } from './shown-screen';
import type { Stage } from './stage';
import { openForm, reportCoaching, type Reply } from './wire';

/** From the notice to "sent", in the order in which a person meets it. */
export class Flow {
  private form: OpenForm | null = null;
  /** The "not sent yet" screen is up: another attempt must not move the reader's focus. */
  private unsentShown = false;
  private readonly delivery: Delivery;
  private readonly answering: Answering;
  private readonly shown: ShownScreen;
  private readonly entry: Entry;
  private readonly outbox: SealedOutbox | null;
  /** The unsent answers of this pupil are sealed: nothing of them is readable any more. */
  private sealed = false;
  private readonly formReply: Promise<Reply<OpenForm>>;
  private readonly formChunk: Promise<{ mountForm: MountForm } | null>;

  constructor(
    private readonly stage: Stage,
    private language: Language,
  ) {
    this.shown = new ShownScreen(
      stage,
      () => ({ language: this.language, form: this.form, code: this.entry.code, outbox: this.outbox }),
      {
        start: () => void this.start(),
        typing: (typed) => this.entry.typing(typed, this.form),
        verify: (code) => void this.entry.verify(code),
        chooseCounty: (open) => this.entry.chooseCounty(open),
        sendReport: (text, from) => void this.sendReport(text, from),
      },
    );
    this.entry = new Entry(stage, this.shown, {
      language: () => this.language,
      askedForm: () => this.askedForm(),
      answer: () => this.answer(),
    });
    this.delivery = new Delivery(
      () => this.askedForm(),
      stage.drafts,
      stage.keeps,
      (outcome) => this.delivered(outcome),
    );
    this.answering = new Answering(
      stage,
      (unsent) => void this.delivery.send(unsent, this.language),
      () => this.shown.show({ name: 'notice' }),
      language,
    );
    this.outbox =
      stage.shared === null
        ? null
        : new SealedOutbox(
            stage.shared,
            stage.surveyId,
            () => this.askedForm(),
            () => this.shown.draw(false),
          );
    this.formReply = openForm(stage.surveyId, language);
    this.formChunk = stage.loadForm().then(marked, () => null);
  }

  begin(): void {
    const { drafts } = this.stage;
    const waiting = this.entry.code === '' ? (drafts.allUnsent()[0] ?? null) : drafts.unsent(this.entry.code);
    if (waiting !== null) this.entry.code = waiting.code;
    this.shown.draw(false);
    void this.formReply.then((reply) => this.opened(reply));
    window.addEventListener('online', () => this.delivery.retry(this.language));
    window.addEventListener('popstate', () => this.systemBack());
    window.addEventListener('storage', (change) => this.changedElsewhere(change));
    if (waiting !== null) void this.delivery.send(waiting, this.language);
    void this.delivery.sendOthers(this.entry.code);
    this.outbox?.begin();
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.answering.setLanguage(language);
    this.shown.draw(false);
  }

  private opened(reply: Reply<OpenForm>): void {
    if (reply.kind === 'done') this.form = reply.value;
    if (reply.kind === 'done' && reply.value.status === 'open') void this.prepare(reply.value);
    if (this.shown.current.name !== 'notice' && this.shown.current.name !== 'coaching')
      return this.shown.draw(false);
    if (reply.kind === 'done' && reply.value.status === 'open') return this.shown.draw(false);
    this.shown.say((texts) => unopenedMessage(reply, texts, reload));
  }

  /** While the notice is read: the code is asked for, and the questions are laid out, out of sight. */
  private async prepare(form: OpenForm): Promise<void> {
    this.entry.prepare(form);
    const chunk = await this.formChunk;
    whenIdle(() => {
      if (chunk !== null && this.shown.current.name === 'notice')
        this.answering.prepare(chunk.mountForm, form, this.entry.code);
    });
  }

  private async start(): Promise<void> {
    this.shown.busy();
    const reply = await this.formReply;
    if (reply.kind !== 'done') return this.opened(reply);
    return this.entry.begin(reply.value);
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
    const { form } = this;
    const { code } = this.entry;
    if (chunk === null || form === null) return this.shown.say((texts) => unreachableMessage(texts, reload));
    history.pushState({ answering: true }, '');
    this.shown.show({ name: 'form' });
    this.answering.begin(chunk.mountForm, form, code, startAt);
  }

  /** The same code in two tabs is one answer: the other tab is told before it goes on in vain. */
  private changedElsewhere(change: StorageEvent): void {
    if (this.shown.current.name !== 'form' || !this.stage.drafts.isHandedInElsewhere(change, this.entry.code))
      return;
    this.answering.unmount();
    this.shown.say(elsewhereMessage);
  }

  /** The phone's own back button turns pages back before it leaves, so that a slip of the thumb loses nothing. */
  private systemBack(): void {
    if (this.shown.current.name === 'coaching') return this.shown.show(this.shown.current.from);
    if (this.shown.current.name !== 'form') return;
    if (this.answering.back()) history.pushState({ answering: true }, '');
    else this.shown.show({ name: 'notice' });
  }

  /** What could not be sent from a shared device is sealed, and what is readable of it goes. */
  private async sealUnsent(): Promise<void> {
    const { form } = this;
    const { code } = this.entry;
    if (form === null || (await this.outbox?.take(form, this.stage.drafts, code)) !== true) return;
    this.delivery.stop();
    this.stage.seat?.leave();
    this.answering.unmount();
    this.sealed = true;
    this.shown.say(sealedMessage);
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
    this.shown.current = {
      name: 'message',
      message: (texts) =>
        outcomeMessage(outcome, this.form, texts, this.language, {
          nextPupil: this.outbox === null ? null : nextPupil,
          retry: () => this.delivery.retry(this.language),
          reload,
          otherCode: () => this.entry.another(outcome.kind === 'refused' ? outcome.code : ''),
          toAnswers: () =>
            void this.answer(
              outcome.kind === 'refused' ? (outcome.problem.faults?.[0]?.field ?? null) : null,
            ),
        }),
    };
    this.shown.draw(!repeated);
  }

  /** 举报诱导作答 from wherever the person is. */
  report(): void {
    if (this.shown.current.name !== 'coaching')
      this.shown.show({ name: 'coaching', from: this.shown.current, problem: false });
  }

  private async sendReport(text: string, from: Screen): Promise<void> {
    const reply = await reportCoaching(this.stage.surveyId, text, this.language);
    if (reply.kind === 'unreachable') return this.shown.show({ name: 'coaching', from, problem: true });
    this.shown.typedReport = '';
    const { problem } = reply.kind === 'refused' ? reply : { problem: null };
    this.shown.say((texts) => ({
      mark: problem === null ? 'done' : 'refused',
      title: problem === null ? texts.coachingSent : texts.coachingTitle,
      paragraphs: problem === null ? [] : [problem.detail],
      actions: [{ label: texts.back, act: () => this.shown.show(from) }],
    }));
  }
}
