import type { Language } from '@mingjian/contract/localized';
import type { OpenForm } from '@mingjian/contract/responses';
import type { Blinding } from '@mingjian/credential';
import { blindingFor, wholeCode } from './credential';
import type { Reply } from './wire';

/** What is made ready while the notice is read or a code typed, so that the first question comes at once. */
export class ReadingTime {
  private asked: { code: string; reply: Promise<Reply<Blinding>>; typed: boolean } | null = null;

  /** Asks for a code ahead of time. Nothing is spent by it: that is for the person to begin. */
  check(form: OpenForm, code: string, language: Language, typed = false): void {
    this.asked = { code, reply: blindingFor(form, code, language), typed };
  }

  /** Asks for a code once it is whole and its check character right: half a code, or a slip of the hand, is nobody's. */
  async checkTyped(form: OpenForm, text: string, language: Language): Promise<void> {
    const code = await wholeCode(text);
    if (code !== null && this.asked?.code !== code) this.check(form, code, language, true);
  }

  /**
   * What the code is traded with, from the earlier asking where that was answered well; else it is asked (again), since
   * what was refused or out of reach a while ago may not be so any more. A code refused while it was typed is refused:
   * asking twice would count as two guesses.
   */
  async blinding(form: OpenForm, code: string, language: Language): Promise<Reply<Blinding>> {
    const ahead = this.asked?.code === code ? this.asked : null;
    this.asked = null;
    const reply = await ahead?.reply;
    if (reply?.kind === 'done' || (reply?.kind === 'refused' && ahead?.typed)) return reply;
    return blindingFor(form, code, language);
  }
}

/** Runs work when the page has nothing better to do, so that scrolling and reading go before it. */
export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 200);
}
