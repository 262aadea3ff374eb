/** Failures that cost nothing: people mistype. */
export const freeFailures = 5;
/** Failures on one account from anywhere, after which only devices that signed in before may still try. */
export const globalFailures = 200;
/** Failures are forgotten after this long without a new one. */
export const memoryMs = 60 * 60_000;
const firstWaitMs = 15_000;
const longestWaitMs = 15 * 60_000;

export interface Failures {
  failures: number;
  lastAt: Date;
}

/**
 * How long (ms) a key must still wait before its next attempt: nothing for the first five failures, then 15 s,
 * doubling up to 15 min. The key is account × device for a browser that has signed in to that account before, else
 * account × client network; so an attacker, even a colleague behind the same address, makes only strangers wait.
 */
export function waitMs(state: Failures | null, now: Date): number {
  if (state === null || state.failures < freeFailures) return 0;
  const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(20, state.failures - freeFailures));
  return Math.max(0, state.lastAt.getTime() + wait - now.getTime());
}

/** The far higher bound on guesses at one account from the whole world; it never holds up a known device. */
export function globalWaitMs(state: Failures | null, now: Date): number {
  if (state === null || state.failures < globalFailures) return 0;
  return Math.max(0, state.lastAt.getTime() + longestWaitMs - now.getTime());
}

/** The network of a client address: an IPv4 address, or the /64 of an IPv6 one, which belongs to one subscriber. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(gap).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
