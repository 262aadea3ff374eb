import type { Language, Localized } from '@mingjian/contract/localized';
import type { ProblemDetails } from '@mingjian/contract/problems';
import type { SubmitResponse } from '@mingjian/contract/responses';
import type { Drafts } from './drafts';
import { nextStep, worthKeeping } from './next-step';
import { waitBeforeRetry } from './resending';
import { submit } from './wire';

/** Where a submission stands. */
export type Outcome =
  | { kind: 'sending' }
  | { kind: 'sent'; thanks: Localized }
  | { kind: 'refused'; body: SubmitResponse; problem: ProblemDetails }
  /** `kept` tells whether the answers outlive the page; `trying` whether another attempt is on its way. */
  | { kind: 'unsent'; kept: boolean; trying: boolean };

/**
 * Sends finished answers until they are acknowledged or refused. They are on the phone before the first attempt, and
 * every attempt sends the same bytes under the same submission id, so that the server stores them once.
 */
export class Delivery {
  private waiting: SubmitResponse | null = null;
  private inFlight = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly surveyId: string,
    private readonly drafts: Drafts,
    /** Whether what the phone keeps outlives the page. */
    private readonly lasting: boolean,
    private readonly report: (outcome: Outcome) => void,
  ) {}

  async send(body: SubmitResponse, language: Language): Promise<void> {
    if (this.inFlight) return;
    this.inFlight = true;
    clearTimeout(this.timer);
    this.waiting = body;
    const kept = this.drafts.keepUnsent(body) && this.lasting;
    this.report(this.failures === 0 ? { kind: 'sending' } : { kind: 'unsent', kept, trying: true });
    const reply = await submit(this.surveyId, body, language);
    this.inFlight = false;
    if (reply.kind === 'unreachable') {
      this.failures += 1;
      this.timer = setTimeout(
        () => void this.send(body, language),
        waitBeforeRetry(this.failures, reply.retryAfter, Math.random()),
      );
      return this.report({ kind: 'unsent', kept, trying: false });
    }
    this.waiting = null;
    this.failures = 0;
    if (reply.kind === 'refused') {
      this.setAside(body, reply.problem);
      return this.report({ kind: 'refused', body, problem: reply.problem });
    }
    this.drafts.forget(body.code);
    this.report({ kind: 'sent', thanks: reply.value.thanks });
  }

  /** Tries again at once: the person asked, or the network came back. */
  retry(language: Language): void {
    if (this.waiting !== null) void this.send(this.waiting, language);
  }

  /** Sends what others left unsent on this phone; a refusal is final, and theirs alone to know. */
  async sendOthers(ownCode: string): Promise<void> {
    for (const body of this.drafts.allUnsent().filter((each) => each.code !== ownCode)) {
      const reply = await submit(this.surveyId, body, body.language);
      if (reply.kind === 'done') this.drafts.forget(body.code);
      if (reply.kind === 'refused') this.setAside(body, reply.problem);
    }
  }

  private setAside(body: SubmitResponse, problem: ProblemDetails): void {
    if (worthKeeping(nextStep(problem))) this.drafts.backToDraft(body.code);
    else this.drafts.forget(body.code);
  }
}
