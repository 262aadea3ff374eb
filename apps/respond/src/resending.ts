const FIRST_WAIT_MS = 4_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Milliseconds before the next try: doubling up to a minute, or what the server asked for, spread by a fifth so that a
 * computer room whose network returns does not knock at the same instant.
 */
export function waitBeforeRetry(failures: number, retryAfterSeconds: number | null, chance: number): number {
  const asked = retryAfterSeconds === null ? 0 : retryAfterSeconds * 1000;
  const own = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(Math.max(asked, own) * (1 + 0.2 * chance));
}
