/**
 * The face sets curly quotes as wide as a Chinese character, which tears English words apart: in English they are
 * straight.
 */
export function withStraightQuotes(text: string, double = '"'): string {
  return text.replace(/[‘’]/gu, "'").replace(/[“”]/gu, double);
}
