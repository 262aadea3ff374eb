/**
 * Text from people made safe to set: control characters and the marks that turn the direction of what follows
 * (which could make a number read backwards) are taken out, line breaks become blanks. Escaping is the renderers' part.
 */
export function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\r\n\t]+/gu, ' ')
    .replace(/[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}|\p{Co}/gu, '');
}

/** A name short enough for a cover and the head of a page; a longer one ends in an ellipsis and stands whole in the text. */
export function shortened(text: string, maximum = 60): string {
  const characters = [...text];
  return characters.length <= maximum ? text : `${characters.slice(0, maximum - 1).join('')}…`;
}
