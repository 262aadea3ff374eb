const prefix = 'open.';

/** Whether an address such as `/r/abc#open`, on the poster of an open link, asks for no code. */
export function asksNoCode(hash: string): boolean {
  return hash === '#open';
}

/** What answers without a code are filed under on this phone; no code holds a dot. */
export function withoutCode(countyCode: string): string {
  return prefix + countyCode;
}

/** The county of someone who answers without a code, or null for a code. */
export function openCountyOf(code: string): string | null {
  return code.startsWith(prefix) ? code.slice(prefix.length) : null;
}
