import type { SubmitResponse } from '@mingjian/contract/responses';
import { newSubmissionId } from './submission-id';

/** Answers in progress. They never leave the phone before the person sends them. */
export interface Draft {
  versionId: string;
  /** Made once a draft, so that sending it twice stores it once. */
  submissionId: string;
  answers: Record<string, unknown>;
  durations: Record<string, number>;
  page: number;
}

/** The draft to go on with: the kept one, or its answers as a new submission when the survey's version has changed. */
export function resumed(kept: Draft | null, versionId: string): Draft {
  if (kept?.versionId === versionId) return kept;
  return {
    versionId,
    submissionId: newSubmissionId(),
    answers: kept?.answers ?? {},
    durations: kept?.durations ?? {},
    page: 0,
  };
}

/** Kept answers of one survey: drafts by code, and what was sent off but not acknowledged. */
export class Drafts {
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

  unsent(code: string): SubmitResponse | null {
    return this.read<SubmitResponse>(this.key('unsent', code));
  }

  /** Whatever waits to be sent, of any code: another person may have used this phone before. */
  allUnsent(): SubmitResponse[] {
    const prefix = `mingjian.unsent.${this.surveyId}.`;
    const keys = Array.from({ length: this.store.length }, (_, index) => this.store.key(index) ?? '');
    return keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => this.read<SubmitResponse>(key))
      .filter((body): body is SubmitResponse => body !== null);
  }

  /** @returns whether the phone really kept it; private windows and full stores refuse. */
  keepUnsent(body: SubmitResponse): boolean {
    return this.write(this.key('unsent', body.code), body);
  }

  /** Sent: nothing of it stays on the phone. */
  forget(code: string): void {
    this.store.removeItem(this.key('unsent', code));
    this.store.removeItem(this.key('draft', code));
  }

  /** Refused: it will not be sent again, but the answers can be corrected. */
  backToDraft(code: string): void {
    this.store.removeItem(this.key('unsent', code));
  }

  private key(kind: 'draft' | 'unsent', code: string): string {
    return `mingjian.${kind}.${this.surveyId}.${tagOf(code)}`;
  }

  private read<Kept>(key: string): Kept | null {
    try {
      return JSON.parse(this.store.getItem(key) ?? 'null') as Kept | null;
    } catch {
      return null;
    }
  }

  private write(key: string, value: Draft | SubmitResponse): boolean {
    try {
      this.store.setItem(key, JSON.stringify(value));
      return true;
    } catch {
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

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

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
