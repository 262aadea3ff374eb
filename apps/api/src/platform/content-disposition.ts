/**
 * A Content-Disposition header with a Chinese file name: an ASCII name for old clients and the real one after RFC 5987.
 *
 * @param ascii letters, digits, dots and dashes; everything else is replaced
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string, ascii: string): string {
  const plain = ascii.replace(/[^A-Za-z0-9.-]+/gu, '-').replace(/-{2,}/gu, '-');
  // encodeURIComponent leaves four characters that RFC 5987 does not allow in a value.
  const extended = encodeURIComponent(name).replace(
    /['()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${extended}`;
}
