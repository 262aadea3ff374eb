import { createHash } from 'node:crypto';
import { inTurns } from './in-turns';

/**
 * JSON with sorted keys and no blanks, so that equal values have equal bytes: undefined members are left out,
 * dates become ISO strings and negative zero becomes zero (after RFC 8785; numbers print as ECMAScript prints them).
 *
 * @throws TypeError on NaN and infinities, which JSON would silently turn into null
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'number') {
      if (!Number.isFinite(inner)) throw new TypeError('a number that is not finite has no canonical JSON');
      return inner;
    }
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    const source = inner as Record<string, unknown>;
    const sorted: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const key of Object.keys(source).sort()) sorted[key] = source[key];
    return sorted;
  });
}

/** SHA-256 (hex) of the canonical JSON. */
export function canonicalHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}

/** `canonicalHash` of a long list, in turns with whatever else the process has to do. */
export async function canonicalListHash(list: readonly unknown[]): Promise<string> {
  const hash = createHash('sha256');
  let before = '[';
  for await (const item of inTurns(list)) {
    hash.update(before + canonicalJson(item), 'utf8');
    before = ',';
  }
  return hash.update(list.length === 0 ? '[]' : ']').digest('hex');
}
