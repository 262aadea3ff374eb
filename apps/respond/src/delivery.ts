import type { Language, Localized } from '@mingjian/contract/localized';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type { OpenForm, Submitted } from '@mingjian/contract/responses';
import { obtainCredential, sentElsewhere } from './credential';
import type { Drafts, Unsent } from './drafts';
import { nextStep, worthKeeping } from './next-step';
import { waitBeforeRetry } from './resending';
import { openCountyOf } from './without-code';
import { submit, type Reply } from './wire';

/** Where a submission stands. */
export type Outcome =
  | { kind: 'sending' }
  | { kind: 'sent'; thanks: Localized }
  | { kind: 'refused'; code: string; problem: ProblemDetails }
  /** `kept` tells whether the answers outlive the page; `trying` whether another attempt is on its way. */
  | { kind: 'unsent'; kept: boolean; trying: boolean };

/**
 * Sends finished answers until they are acknowledged or refused. They are on the phone before the first attempt, and
 * every attempt sends the same bytes under the same credential, so that the server stores them once.
 */
export class Delivery {
  private waiting: Unsent | null = null;
  private inFlight = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    /** The survey as it was opened; null while nobody could be asked. */
    private readonly form: () => Promise<OpenForm | null>,
    private readonly drafts: Drafts,
    /** Whether what the phone keeps outlives the page. */
    private readonly lasting: boolean,
    private readonly report: (outcome: Outcome) => void,
  ) {}

  async send(unsent: Unsent, language: Language): Promise<void> {
    if (this.inFlight) return;
    this.inFlight = true;
    clearTimeout(this.timer);
    this.waiting = unsent;
    const kept = this.drafts.keepUnsent(unsent) && this.lasting;
    this.report(this.failures === 0 ? { kind: 'sending' } : { kind: 'unsent', kept, trying: true });
    const reply = await this.handIn(unsent, language);
    this.inFlight = false;
    if (reply.kind === 'unreachable') {
      this.failures += 1;
      this.timer = setTimeout(
        () => void this.send(unsent, language),
        waitBeforeRetry(this.failures, reply.retryAfter, Math.random()),
      );
      return this.report({ kind: 'unsent', kept, trying: false });
    }
    this.waiting = null;
    this.failures = 0;
    if (reply.kind === 'refused') {
      this.setAside(unsent.code, reply.problem);
      return this.report({ kind: 'refused', code: unsent.code, problem: reply.problem });
    }
    if (openCountyOf(unsent.code) !== null) this.drafts.markAnsweredWithoutCode();
    this.drafts.forget(unsent.code);
    this.report({ kind: 'sent', thanks: reply.value.thanks });
  }

  /** Gives the unsent answers into other hands. */
  stop(): void {
    clearTimeout(this.timer);
    this.waiting = null;
  }

  /** Tries again at once: the person asked, or the network came back. */
  retry(language: Language): void {
    if (this.waiting !== null) void this.send(this.waiting, language);
  }

  /** Sends what others left unsent on this phone; a refusal is final, and theirs alone to know. */
  async sendOthers(ownCode: string): Promise<void> {
    for (const unsent of this.drafts.allUnsent().filter(({ code }) => code !== ownCode)) {
      const reply = await this.handIn(unsent, unsent.content.language);
      if (reply.kind === 'done') this.drafts.forget(unsent.code);
      if (reply.kind === 'refused') this.setAside(unsent.code, reply.problem);
    }
  }

  /** Under the credential that the phone holds; whoever began without a network gets theirs now. */
  private async handIn({ code, content }: Unsent, language: Language): Promise<Reply<Submitted>> {
    const form = await this.form();
    if (form === null) return { kind: 'unreachable', retryAfter: null };
    if (openCountyOf(code) !== null && this.drafts.sentFromElsewhere(code)) return sentElsewhere(language);
    const credential = await obtainCredential(form, code, this.drafts, language);
    if (credential.kind !== 'done') return credential;
    return submit(form.surveyId, { ...credential.value, ...content }, language);
  }

  private setAside(code: string, problem: ProblemDetails): void {
    if (worthKeeping(nextStep(problem))) this.drafts.backToDraft(code);
    else this.drafts.forget(code);
  }
}
