/** Nest takes these members out of every body; an answer to a question of that name would be lost in silence. */
const droppedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Deeper than any survey definition we know; a body beyond it is refused before it is parsed. */
export const deepestNesting = 64;

export type JsonVerdict = { value: unknown } | { fault: 'too-deep' | 'not-json' | 'reserved-key' };

/**
 * Parses JSON from outside: refuses more than 64 levels before parsing (one pass over the bytes, no recursion), and
 * keys that MongoDB ('$…') or JavaScript (`__proto__`) would take for something else, or that Nest would drop unsaid.
 */
export function parseJson(bytes: Uint8Array): JsonVerdict {
  if (nesting(bytes) > deepestNesting) return { fault: 'too-deep' };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { fault: 'not-json' };
  }
  return hasReservedKey(value) ? { fault: 'reserved-key' } : { value };
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

function hasReservedKey(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.some(hasReservedKey);
  return Object.entries(value).some(
    ([key, inner]) => key.startsWith('$') || droppedKeys.has(key) || hasReservedKey(inner),
  );
}
