/**
 * A code as it is meant, however it was typed or pasted: full-width characters, spaces and dashes, small letters,
 * O for 0, I or L for 1. Slips hold none of these letters.
 */
export function meantCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** A code in groups of four, as slips print it. */
export function groupedCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** The code in an address such as `/r/abc#c=7K2M-9PQR`; empty when there is none. */
export function codeInFragment(hash: string): string {
  return meantCode(new URLSearchParams(hash.replace(/^#/, '')).get('c') ?? '');
}
