/** Width of a text in ems: a Chinese character or full-width mark is one em, a Latin letter about half. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += isWide(character) ? 1 : /[A-ZMWmw@%]/.test(character) ? 0.72 : 0.54;
  return ems;
}

const isWide = (character: string) => (character.codePointAt(0) ?? 0) >= 0x2e80;
/** Marks that must not begin a line, and those that must not end one (after GB/T 15834). */
const noStart = /^[，。、；：？！）》」』”’%,.;:?!)\]}…—]/u;
const noEnd = /[（《「『“‘([{]$/u;

/**
 * Breaks a label into lines, so that nothing is ever cut: Chinese between any two characters but not before a closing
 * or after an opening mark, Latin between words; a single word longer than the line is broken where it must.
 *
 * @param maximum width of a line in ems
 * @param most lines; a text that needs more ends in an ellipsis
 */
export function wrapLabel(text: string, maximum: number, most = Infinity): string[] {
  const lines = linesOf(text, maximum);
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? '';
  const kept = emsOf(last) + 1 <= maximum ? last : [...last].slice(0, -2).join('');
  return [...lines.slice(0, most - 1), `${kept}…`];
}

function linesOf(text: string, maximum: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text.replace(/\s+/gu, ' ').trim())) {
    if (line === '' || emsOf(line + piece.trimEnd()) <= maximum) {
      line += line === '' ? piece.trimStart() : piece;
    } else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
    while (emsOf(line.trimEnd()) > maximum && [...line].length > 1) {
      const cut = fitting(line, maximum);
      lines.push(line.slice(0, cut));
      line = line.slice(cut);
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** Units that stay together: a Latin word with its blank, or a Chinese character with the marks bound to it. */
function piecesOf(text: string): string[] {
  const units = text.match(/[^\s\u2e80-\uffff]+\s?|\s|[\u2e80-\uffff]|[\u{10000}-\u{10ffff}]/gu) ?? [];
  const pieces: string[] = [];
  for (const unit of units) {
    const last = pieces.at(-1);
    if (last !== undefined && (noStart.test(unit) || noEnd.test(last)))
      pieces[pieces.length - 1] = last + unit;
    else pieces.push(unit);
  }
  return pieces;
}

function fitting(line: string, maximum: number): number {
  let end = 0;
  for (const character of line) {
    if (end > 0 && emsOf(line.slice(0, end + character.length)) > maximum) break;
    end += character.length;
  }
  return end;
}
