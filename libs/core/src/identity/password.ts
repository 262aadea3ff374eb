import { randomBytes, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's second choice for argon2id (19 MiB, 2 passes, 1 lane); argon2id is the package's default algorithm.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// No 0/O, 1/l/I: the password is read off a terminal and typed.
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** argon2id in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

export function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password);
}

/** A hash that no password matches: verified for unknown accounts, so that they take as long as known ones. */
export const unmatchableHash: Promise<string> = hashPassword(randomBytes(32).toString('hex'));

/** A password for a new account: 20 characters, 116 bits. */
export function generatePassword(): string {
  return Array.from({ length: 20 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
