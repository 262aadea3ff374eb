/** The cookie that holds the session token; sent to the api only. */
export const sessionCookieName = 'mingjian_session';
/** The cookie by which a browser that once signed in is known again (see lockout.ts). */
export const deviceCookieName = 'mingjian_device';

/** Reads one cookie from a Cookie header (RFC 6265); null when it is absent. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/**
 * A Set-Cookie value: HttpOnly, SameSite=Lax, for /api only, Secure when the site is served over https.
 * A `maxAgeSeconds` of 0 deletes the cookie.
 */
export function setCookie(name: string, value: string, maxAgeSeconds: number, secure: boolean): string {
  const parts = [`${name}=${value}`, 'Path=/api', `Max-Age=${maxAgeSeconds}`, 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  return parts.join('; ');
}
