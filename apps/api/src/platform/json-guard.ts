/** Nest takes these members out of every body; an answer to a question of that name would be lost in silence. */
const droppedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** A surrogate without its other half. */
const halfCharacter = /\p{Surrogate}/u;

/** Deeper than any survey definition we know; a body beyond it is refused before it is parsed. */
export const deepestNesting = 64;

export type JsonVerdict = { value: unknown } | { fault: 'too-deep' | 'not-json' | 'reserved-key' };

/**
 * Parses JSON from outside: refuses more than 64 levels before parsing (one pass over the bytes, no recursion), keys
 * that MongoDB ('$…', null characters) or JavaScript (`__proto__`) would take for something else, or that Nest would
 * drop unsaid, and texts with half a character, which would be stored otherwise than they were hashed.
 */
export function parseJson(bytes: Uint8Array): JsonVerdict {
  if (nesting(bytes) > deepestNesting) return { fault: 'too-deep' };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { fault: 'not-json' };
  }
  const fault = faultWithin(value);
  return fault === null ? { value } : { fault };
}

/** The deepest level of brackets outside strings; in UTF-8 these bytes stand only for themselves. */
function nesting(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (inString) {
      if (byte === 0x5c) index += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return deepest;
}

function faultWithin(value: unknown): 'not-json' | 'reserved-key' | null {
  if (typeof value === 'string') return halfCharacter.test(value) ? 'not-json' : null;
  if (value === null || typeof value !== 'object') return null;
  for (const [key, inner] of Object.entries(value)) {
    if (halfCharacter.test(key)) return 'not-json';
    if (key.startsWith('$') || key.includes('\0') || droppedKeys.has(key)) return 'reserved-key';
    const fault = faultWithin(inner);
    if (fault !== null) return fault;
  }
  return null;
}
