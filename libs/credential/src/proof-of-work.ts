import { SHA256 } from '@stablelib/sha256';
import { utf8 } from './bytes';

/** A challenge of altcha, as the server makes it. */
export interface Challenge {
  /** Hex. */
  challenge: string;
  maxnumber: number;
  salt: string;
}

/** Few enough that a slow phone still answers a touch in between, many enough that the pauses do not count. */
const triesAtOnce = 2000;

/**
 * 工作量证明: the number that, behind the salt, hashes to the challenge. Works in pieces on the page's own thread: WebCrypto
 * is absent without TLS, and for each hash as slow as this.
 *
 * @throws Error when there is none up to `maxnumber`
 */
export async function solveChallenge({ challenge, salt, maxnumber }: Challenge): Promise<number> {
  const wanted = fromHex(challenge);
  // The salt stands before every number, so it is hashed once: three times as fast.
  const hash = new SHA256().update(utf8(salt));
  const salted = hash.saveState();
  for (let number = 0; number <= maxnumber; number += 1) {
    if (number % triesAtOnce === 0) await new Promise((resume) => setTimeout(resume, 0));
    const found = hash
      .restoreState(salted)
      .update(utf8(String(number)))
      .digest();
    if (found.every((byte, at) => byte === wanted[at])) return number;
  }
  throw new Error('the challenge has no solution');
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
