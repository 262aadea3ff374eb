import type { Language } from '@mingjian/contract/localized';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type { OpenForm } from '@mingjian/contract/responses';
import { codeInFragment } from './code';
import { obtainCredential } from './credential';
import { nextStep } from './next-step';
import { reload } from './page-turns';
import { ReadingTime } from './reading-time';
import type { RoomSeat } from './room-seat';
import { noEntryMessage, unfinishedMessage } from './screens/county';
import { noSeatMessage, unreachableMessage } from './screens/unopened';
import type { ShownScreen } from './shown-screen';
import type { Stage } from './stage';
import { asksNoCode, openCountyOf } from './without-code';
import type { Reply } from './wire';

/** What stands behind the door. */
interface Inside {
  language: () => Language;
  /** The survey's form; null where it cannot be had. */
  askedForm: () => Promise<OpenForm | null>;
  answer: () => Promise<void>;
}

/** How a person comes in: by the code of their link, one that they type, a seat in a class session, or without any. */
export class Entry {
  /** Under which a person answers; empty until they have come in, or where their link carries none. */
  code = codeInFragment(location.hash);
  private readonly reading = new ReadingTime();

  constructor(
    private readonly stage: Pick<Stage, 'drafts' | 'seat'>,
    private readonly shown: ShownScreen,
    private readonly inside: Inside,
  ) {}

  /**
   * While the notice is read: a code that is known already is asked for, of the link or of a seat held from before. A seat
   * is not taken: whoever only looks, a teacher trying the session, would use up the code of a pupil.
   */
  prepare(form: OpenForm): void {
    const code = this.code || (this.stage.seat?.held ?? '');
    if (code !== '' && this.stage.drafts.credential(code) === null)
      this.reading.check(form, code, this.inside.language());
  }

  /** While a code is typed: once it is whole it is asked for, so that the button need not wait. */
  typing(typed: string, form: OpenForm | null): void {
    if (form?.status === 'open') void this.reading.checkTyped(form, typed, this.inside.language());
  }

  /** The way in that this person's link and device offer. */
  async begin(form: OpenForm): Promise<void> {
    if (this.code !== '') return this.verify(this.code);
    if (this.stage.seat !== null) return this.takeSeat(this.stage.seat);
    const noCode = asksNoCode(location.hash) && form.openCounties.length > 0;
    this.shown.show(noCode ? { name: 'county', refusal: null } : { name: 'code', refusal: null });
  }

  /** What somebody left unfinished here without a code may be another's: whoever comes is asked. */
  chooseCounty(open: string): void {
    const { drafts } = this.stage;
    if (drafts.draft(open) === null) return void this.verify(open);
    const goOn = () => void this.verify(open);
    const anew = () => {
      drafts.forgetDraft(open);
      goOn();
    };
    this.shown.say((texts) => unfinishedMessage(texts, goOn, anew));
  }

  /** In a class session nobody types: the room hands the device its code. */
  private async takeSeat(seat: RoomSeat): Promise<void> {
    const before = seat.held;
    const reply = await seat.take(this.inside.language());
    switch (reply.kind) {
      case 'done':
        return this.verify(reply.value, before === '' ? null : seat);
      case 'refused':
        return this.shown.say((texts) => noSeatMessage(reply.problem, texts, reload));
      case 'unreachable':
        return this.shown.say((texts) => unreachableMessage(texts, reload));
    }
  }

  /**
   * Trades the code as the first question appears, so that minutes lie between that and the answers. Without a network the
   * person may go on: it is traded when the answers are sent. Who has no code begins with a network alone, since the door
   * may be closed to newcomers by then.
   *
   * @param held where the code was held from an earlier opening of the page: if it is void by now, the next is taken
   */
  async verify(code: string, held: RoomSeat | null = null): Promise<void> {
    this.shown.busy();
    const form = await this.inside.askedForm();
    if (form === null) return this.shown.say((texts) => unreachableMessage(texts, reload));
    const { drafts } = this.stage;
    const kept = drafts.credential(code);
    const asked = kept === null ? await this.reading.blinding(form, code, this.inside.language()) : null;
    const trade: Promise<Reply<unknown>> =
      asked === null || asked.kind === 'done'
        ? obtainCredential(form, code, drafts, this.inside.language(), asked?.value)
        : Promise.resolve(asked);
    const trading = asked?.kind === 'done' && openCountyOf(code) === null;
    const reply = trading ? null : await trade;
    if (openCountyOf(code) !== null && reply !== null && reply.kind !== 'done') return this.noEntry(reply);
    if (reply?.kind === 'refused') return this.codeRefused(code, reply.problem, held);
    if (trading)
      void trade.then((late) => {
        // Spent on another phone, or closed, since it was asked for: rare, and what was answered meanwhile is kept.
        if (late.kind === 'refused' && this.code === code && this.shown.current.name === 'form')
          this.codeRefused(code, late.problem, held);
      });
    this.code = code;
    await this.inside.answer();
  }

  private noEntry(reply: Exclude<Reply<unknown>, { kind: 'done' }>): void {
    if (reply.kind === 'unreachable')
      return this.shown.show({ name: 'county', refusal: this.shown.texts.unreachableText });
    const { problem } = reply;
    if (!['enough', 'closed'].includes(nextStep(problem)))
      return this.shown.show({ name: 'county', refusal: problem.detail });
    this.shown.say((texts) =>
      noEntryMessage(problem, texts, () => this.shown.show({ name: 'code', refusal: null })),
    );
  }

  private codeRefused(code: string, problem: ProblemDetails, held: RoomSeat | null): void {
    this.code = '';
    if (this.stage.seat !== null) return void this.seatRefused(this.stage.seat, problem, held);
    this.shown.typedCode = code;
    this.shown.show({ name: 'code', refusal: problem });
  }

  private async seatRefused(seat: RoomSeat, problem: ProblemDetails, held: RoomSeat | null): Promise<void> {
    const isVoid = ['code', 'used', 'foreign'].includes(nextStep(problem));
    if (isVoid) seat.leave();
    if (isVoid && held !== null) return this.takeSeat(held);
    this.shown.say((texts) => noSeatMessage(problem, texts, reload));
  }

  /** After all, under another code than the one that was not taken. */
  another(typed: string): void {
    const { seat } = this.stage;
    this.shown.typedCode = typed;
    this.code = '';
    if (seat !== null) {
      seat.leave();
      return void this.takeSeat(seat);
    }
    this.shown.show({ name: 'code', refusal: null });
  }
}
