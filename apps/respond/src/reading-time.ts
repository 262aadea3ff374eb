import type { Language } from '@mingjian/contract/localized';
import type { OpenForm } from '@mingjian/contract/responses';
import type { Blinding } from '@mingjian/credential';
import { blindingFor } from './credential';
import type { Reply } from './wire';

/** What is made ready while the notice is read, so that the first question comes at once. */
export class ReadingTime {
  private asked: { code: string; reply: Promise<Reply<Blinding>> } | null = null;

  /** Asks for a code ahead of time. Nothing is spent by it: that is for the person to begin. */
  check(form: OpenForm, code: string, language: Language): void {
    this.asked = { code, reply: blindingFor(form, code, language) };
  }

  /**
   * What the code is traded with, from the earlier asking where that was answered well; else it is asked (again), since
   * what was refused or out of reach a while ago may not be so any more.
   */
  async blinding(form: OpenForm, code: string, language: Language): Promise<Reply<Blinding>> {
    const earlier = this.asked?.code === code ? await this.asked.reply : null;
    this.asked = null;
    return earlier?.kind === 'done' ? earlier : blindingFor(form, code, language);
  }
}

/** Runs work when the page has nothing better to do, so that scrolling and reading go before it. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 200);
}
