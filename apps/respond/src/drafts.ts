import type { SubmitResponse } from '@mingjian/contract/responses';
import type { Blinding, Credential } from '@mingjian/credential';

/**
 * How far a code has been traded, kept on the phone so that a closed tab goes on where it was: blinded and perhaps sent,
 * or done.
 */
export type KeptCredential = { blinding: Blinding } | { credential: Credential };

/** Answers in progress. They never leave the phone before the person sends them. */
export interface Draft {
  versionId: string;
  answers: Record<string, unknown>;
  durations: Record<string, number>;
  page: number;
  question?: string | null;
}

/** Finished answers on their way. The code stays on the phone: it is what they are filed under here. */
export interface Unsent {
  code: string;
  content: Omit<SubmitResponse, 'keyId' | 'token' | 'signature'>;
}

/** The draft to go on with: the kept one, or its answers from the beginning when the survey's version has changed. */
export function resumed(kept: Draft | null, versionId: string): Draft {
  if (kept?.versionId === versionId) return kept;
  return {
    versionId,
    answers: kept?.answers ?? {},
    durations: kept?.durations ?? {},
    page: 0,
  };
}

/** What one survey keeps on the phone, by code: drafts, what was sent off but not acknowledged, and the credential. */
export class Drafts {
  /** What a full store has refused lives as long as the page: without its credential a traded code would be lost. */
  private readonly refused = new Map<string, string>();

  constructor(
    private readonly store: Store,
    private readonly surveyId: string,
  ) {}

  draft(code: string): Draft | null {
    return this.read<Draft>(this.key('draft', code));
  }

  keepDraft(code: string, draft: Draft): void {
    this.write(this.key('draft', code), draft);
  }

  unsent(code: string): Unsent | null {
    return this.readUnsent(this.key('unsent', code));
  }

  /** Whatever waits to be sent, of any code: another person may have used this phone before. */
  allUnsent(): Unsent[] {
    const prefix = `mingjian.unsent.${this.surveyId}.`;
    const keys = Array.from({ length: this.store.length }, (_, index) => this.store.key(index) ?? '');
    return keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => this.readUnsent(key))
      .filter((unsent): unsent is Unsent => unsent !== null);
  }

  /** @returns whether the phone really kept it; private windows and full stores refuse. */
  keepUnsent(unsent: Unsent): boolean {
    return this.write(this.key('unsent', unsent.code), unsent);
  }

  credential(code: string): KeptCredential | null {
    return this.read<KeptCredential>(this.key('credential', code));
  }

  /**
   * Keeps the first blinded message of a code. Nothing happens in between, so that of two tabs that both began, both go on
   * with the same one.
   *
   * @returns the one to go on with
   */
  keepBlinding(code: string, blinding: Blinding): Blinding {
    const before = this.credential(code);
    if (before !== null && 'blinding' in before) return before.blinding;
    this.write(this.key('credential', code), { blinding });
    return blinding;
  }

  keepCredential(code: string, credential: Credential): void {
    this.write(this.key('credential', code), { credential });
  }

  /** Goes on with a trade that was begun before, as it was kept elsewhere. */
  restoreCredential(code: string, kept: KeptCredential): void {
    this.write(this.key('credential', code), kept);
  }

  /** 每个浏览器提醒: whether someone here has sent answers without a code. A reminder, no protection, and it names nobody. */
  get answeredWithoutCode(): boolean {
    return this.store.getItem(`mingjian.answered.${this.surveyId}`) !== null;
  }

  markAnsweredWithoutCode(): void {
    try {
      this.store.setItem(`mingjian.answered.${this.surveyId}`, '1');
    } catch {
      // A full store costs the reminder and nothing else.
    }
  }

  /** Who answers without a code begins with a credential; gone after somebody here has sent, another tab has used it. */
  sentFromElsewhere(code: string): boolean {
    return this.answeredWithoutCode && this.credential(code) === null;
  }

  /** Begun anew: the answers go, the credential that was got for them stays good. */
  forgetDraft(code: string): void {
    this.remove(this.key('draft', code));
  }

  /** Sent: nothing of it stays on the phone. */
  forget(code: string): void {
    this.remove(this.key('unsent', code));
    this.remove(this.key('draft', code));
    this.remove(this.key('credential', code));
  }

  /** Refused: it will not be sent again, but the answers can be corrected. */
  backToDraft(code: string): void {
    this.remove(this.key('unsent', code));
  }

  /**
   * Whether what another tab did to the store means that it has handed in under this code: then the credential is gone.
   *
   * @param change as the browser tells of it
   */
  isHandedInElsewhere({ key, newValue }: Pick<StorageEvent, 'key' | 'newValue'>, code: string): boolean {
    return code !== '' && newValue === null && key === this.key('credential', code);
  }

  private remove(key: string): void {
    this.refused.delete(key);
    this.store.removeItem(key);
  }

  private key(kind: 'draft' | 'unsent' | 'credential', code: string): string {
    return `mingjian.${kind}.${this.surveyId}.${tagOf(code)}`;
  }

  /** Answers of a page from before there were credentials lie flat beside their code; they are sent like the others. */
  private readUnsent(key: string): Unsent | null {
    const kept = this.read<Unsent | (Unsent['content'] & { code: string })>(key);
    if (kept === null || 'content' in kept) return kept;
    const { code, versionId, language, answers, durations } = kept;
    return { code, content: { versionId, language, answers, durations } };
  }

  private read<Kept>(key: string): Kept | null {
    try {
      return JSON.parse(this.refused.get(key) ?? this.store.getItem(key) ?? 'null') as Kept | null;
    } catch {
      return null;
    }
  }

  private write(key: string, value: Draft | Unsent | KeptCredential): boolean {
    const text = JSON.stringify(value);
    try {
      this.store.setItem(key, text);
      this.refused.delete(key);
      return true;
    } catch {
      this.refused.set(key, text);
      return false;
    }
  }
}

/** Tells the drafts of several codes apart without naming the codes (FNV-1a, twice 32 bits). */
function tagOf(code: string): string {
  return [0x811c9dc5, 0x1b873593]
    .map((start) => {
      let hash = start;
      for (let index = 0; index < code.length; index += 1) {
        hash = Math.imul(hash ^ code.charCodeAt(index), 0x01000193);
      }
      return (hash >>> 0).toString(36);
    })
    .join('');
}

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** The browser's store, or one that lives only as long as the page where the browser gives none. */
export function browserStore(): { store: Store; lasting: boolean } {
  try {
    const store = window.localStorage;
    store.setItem('mingjian.probe', '1');
    store.removeItem('mingjian.probe');
    return { store, lasting: true };
  } catch {
    return { store: passingStore(), lasting: false };
  }
}

export function passingStore(): Store {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => Array.from(kept.keys())[index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
