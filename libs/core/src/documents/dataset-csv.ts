import { inert, type Dataset, type DatasetValue } from './dataset';

const ROWS_AT_ONCE = 1000;

/** A dataset, or any named columns, as CSV: UTF-8 with a mark, so that spreadsheets read the Chinese in it; numbers at full precision. */
export function* csvBytes({
  variables,
  rows,
}: Pick<Dataset, 'rows'> & { variables: readonly { name: string }[] }): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines = [`\uFEFF${variables.map(({ name }) => cell(name)).join(',')}`];
  for (const row of rows()) {
    lines.push(row.map(cell).join(','));
    if (lines.length < ROWS_AT_ONCE) continue;
    yield encoder.encode(`${lines.join('\r\n')}\r\n`);
    lines = [];
  }
  if (lines.length > 0) yield encoder.encode(`${lines.join('\r\n')}\r\n`);
}

function cell(value: DatasetValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = inert(value);
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
