import type { Language } from '@mingjian/contract/localized';
import type { OpenForm } from '@mingjian/contract/responses';
import { obtainCredential } from './credential';
import { Drafts, passingStore, type KeptCredential } from './drafts';
import { nextStep, worthKeeping } from './next-step';
import { canSeal, seal } from './seal';
import { submitSealed } from './wire';

/** Sealed answers that wait: nobody can read them here, the one who wrote them included. */
interface SealedEntry {
  code: string;
  language: Language;
  sealed: string;
  /** How far the code has been traded. */
  credential: KeptCredential | null;
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
const EVERY_MS = 30_000;

/**
 * What pupils of a class session finished on a shared device without a network. The next pupil may start; the answers go
 * out by themselves when the network is back, and the supervisor sees their number alone.
 */
export class SealedOutbox {
  private readonly key: string;
  private sending = false;

  constructor(
    private readonly store: Store,
    private readonly surveyId: string,
    private readonly form: () => Promise<OpenForm | null>,
    private readonly changed: () => void,
  ) {
    this.key = `mingjian.sealed.${surveyId}`;
  }

  begin(): void {
    window.addEventListener('online', () => void this.sendAll());
    setInterval(() => void this.sendAll(), EVERY_MS);
    void this.sendAll();
  }

  get count(): number {
    return this.entries().length;
  }

  /**
   * Takes over what could not be sent, and clears the readable draft.
   *
   * @returns false where the browser cannot seal or keep: then the draft stays and the page must stay open
   */
  async take(form: OpenForm, drafts: Drafts, code: string): Promise<boolean> {
    const unsent = drafts.unsent(code);
    if (unsent === null || !canSeal()) return false;
    const { content } = unsent;
    const credential = drafts.credential(code);
    try {
      const sealed = await seal(this.surveyId, form.collectionKey, content);
      this.keep([...this.entries(), { code, language: content.language, sealed, credential }]);
    } catch {
      return false;
    }
    drafts.forget(code);
    return true;
  }

  private async sendAll(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    for (const entry of this.entries()) if (!(await this.sendOne(entry))) break;
    this.sending = false;
  }

  /** @returns false when nobody could be asked: then the others need not try */
  private async sendOne(entry: SealedEntry): Promise<boolean> {
    const form = await this.form();
    if (form === null) return false;
    const own = new Drafts(passingStore(), this.surveyId);
    if (entry.credential !== null) own.restoreCredential(entry.code, entry.credential);
    const credential = await obtainCredential(form, entry.code, own, entry.language);
    this.replace(entry.code, { ...entry, credential: own.credential(entry.code) });
    const reply =
      credential.kind === 'done'
        ? await submitSealed(this.surveyId, { ...credential.value, sealed: entry.sealed }, entry.language)
        : credential;
    if (reply.kind === 'unreachable') return false;
    const over = reply.kind === 'done' || !worthKeeping(nextStep(reply.problem));
    if (over) this.replace(entry.code, null);
    this.changed();
    return true;
  }

  private replace(code: string, entry: SealedEntry | null): void {
    this.keep(this.entries().flatMap((each) => (each.code === code ? (entry ?? []) : each)));
  }

  private entries(): SealedEntry[] {
    try {
      return JSON.parse(this.store.getItem(this.key) ?? '[]') as SealedEntry[];
    } catch {
      return [];
    }
  }

  private keep(entries: readonly SealedEntry[]): void {
    if (entries.length === 0) this.store.removeItem(this.key);
    else this.store.setItem(this.key, JSON.stringify(entries));
  }
}
