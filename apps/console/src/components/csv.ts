export type CsvCell = string | number | null;

/**
 * One cell of a CSV file. Text that a spreadsheet would run as a formula gets an apostrophe in front (CWE-1236);
 * a number is written in full, never as a text.
 */
function cell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A CSV file with a byte-order mark, so that spreadsheets read the Chinese in it. */
export function csvText(rows: CsvCell[][]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** The first record of a CSV text: the names of its columns. Quotes and embedded commas are understood. */
export function csvHeader(text: string): string[] {
  const names: string[] = [];
  let name = '';
  let quoted = false;
  const body = text.replace(/^\uFEFF/, '');
  for (let at = 0; at < body.length; at++) {
    const char = body.charAt(at);
    if (quoted) {
      if (char !== '"') name += char;
      else if (body[at + 1] === '"') {
        name += '"';
        at++;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') {
      names.push(name);
      name = '';
    } else if (char === '\n' || char === '\r') break;
    else name += char;
  }
  return [...names, name].map((each) => each.trim());
}

export function download(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
