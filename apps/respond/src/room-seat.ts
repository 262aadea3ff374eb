import type { RoomCode } from '@mingjian/contract/fieldwork';
import type { Language } from '@mingjian/contract/localized';
import { meantCode } from './code';
import { passingStore, type Store } from './drafts';
import type { Reply } from './wire';

/** The room in an address such as `/r/abc#s=<room>`; empty when there is none. */
export function roomInFragment(hash: string): string {
  return /^#s=([A-Za-z0-9_-]{16})$/.exec(hash)?.[1] ?? '';
}

/**
 * 班级作答场次: this device's place in a class session. It holds one code of the class until answers are handed in under
 * it, so that a page opened again, or a pupil who stopped half-way, does not use up another one.
 */
export class RoomSeat {
  private readonly key: string;
  private asking: Promise<Reply<string>> | null = null;

  constructor(
    private readonly store: Pick<Store, 'getItem' | 'setItem' | 'removeItem'>,
    surveyId: string,
    room: string,
    private readonly ask: (language: Language) => Promise<Reply<RoomCode>>,
  ) {
    this.key = `mingjian.seat.${surveyId}.${room}`;
  }

  /** The code that is held from before; empty when there is none. */
  get held(): string {
    return this.store.getItem(this.key) ?? '';
  }

  /** The device's code: the one it holds, or the next of the class. A second press of the button takes no second code. */
  take(language: Language): Promise<Reply<string>> {
    if (this.held !== '') return Promise.resolve({ kind: 'done', value: this.held });
    this.asking ??= this.next(language).finally(() => (this.asking = null));
    return this.asking;
  }

  /** Handed in, sealed, or no longer good for anything: the next pupil gets another code. */
  leave(): void {
    this.store.removeItem(this.key);
  }

  private async next(language: Language): Promise<Reply<string>> {
    const reply = await this.ask(language);
    if (reply.kind !== 'done') return reply;
    const code = meantCode(reply.value.code);
    try {
      this.store.setItem(this.key, code);
    } catch {
      // A full store costs one code of the class when the page is opened again, and nothing else.
    }
    return { kind: 'done', value: code };
  }
}

const credentials = 'mingjian.credential.';

/**
 * What a shared device keeps: answers in memory alone, and how far the code has been traded in the tab, since a code
 * whose trade is forgotten can never be traded again.
 */
export function sharedStore(tab: Pick<Store, 'getItem' | 'setItem' | 'removeItem'>): Store {
  const memory = passingStore();
  const of = (key: string) => (key.startsWith(credentials) ? tab : memory);
  return {
    get length() {
      return memory.length;
    },
    key: (index) => memory.key(index),
    getItem: (key) => of(key).getItem(key),
    setItem: (key, value) => of(key).setItem(key, value),
    removeItem: (key) => of(key).removeItem(key),
  };
}
