/**
 * What a one-time code is written in: digits and capitals without the look-alikes 0/O, 1/I/L, and without U and Z,
 * which a hurried hand cannot tell from V and 2. There are 29 of them, a prime, which the check character needs.
 */
export const codeCharacters = '23456789ABCDEFGHJKMNPQRSTVWXY';
const base = codeCharacters.length;

/** Characters of a code: nine by chance (29⁹ ≈ 1.5·10¹³), the tenth checks them. */
export const codeLength = 10;

/** What people type for a character that is printed like it and does not occur in codes. */
const lookAlikes: Readonly<Record<string, string>> = { U: 'V', Z: '2' };

/**
 * Appends the check character: the sum of position × value over all ten is a multiple of 29. As 29 is prime and the
 * positions differ, any one wrong character and any two that changed places break it.
 *
 * @param characters nine of `codeCharacters`
 */
export function withCheckCharacter(characters: string): string {
  const sum = weightedSum(characters);
  const check = Array.from({ length: base }, (_, value) => value).find(
    (value) => (sum + codeLength * value) % base === 0,
  );
  return characters + (codeCharacters[check ?? 0] ?? '');
}

/**
 * The code that a person meant, or null when no code can look like this (a typing error): full-width and small letters,
 * blanks and dashes are forgiven, U is read as V and Z as 2.
 */
export function readCode(typed: string): string | null {
  const characters = [
    ...typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\p{Pd}_.·]/gu, ''),
  ]
    .map((character) => lookAlikes[character] ?? character)
    .join('');
  if (characters.length !== codeLength) return null;
  if ([...characters].some((character) => !codeCharacters.includes(character))) return null;
  return weightedSum(characters) % base === 0 ? characters : null;
}

function weightedSum(characters: string): number {
  return [...characters].reduce(
    (sum, character, index) => sum + (index + 1) * codeCharacters.indexOf(character),
    0,
  );
}
