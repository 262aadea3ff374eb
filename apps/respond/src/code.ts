/** What people type for a character that is printed like it and does not occur in codes, as the server reads it. */
const lookAlikes: Readonly<Record<string, string>> = { U: 'V', Z: '2' };

/**
 * A code as it is meant, however it was typed or pasted: full-width characters, blanks, dashes and small letters are
 * forgiven. The same code so always finds the same draft.
 */
export function meantCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[UZ]/g, (character) => lookAlikes[character] ?? character);
}

/** The code in an address such as `/r/abc#c=7K2M9-PQR3X`; empty when there is none. */
export function codeInFragment(hash: string): string {
  return meantCode(new URLSearchParams(hash.replace(/^#/, '')).get('c') ?? '');
}
