import { csvHeader } from '../components/csv';

/** Enough for any header; the rest of a large file is not read here. */
const HEAD_BYTES = 256 * 1024;

/** Column names and encoding of a CSV: UTF-8 where the bytes allow it, else GBK. */
export async function csvColumns(file: Blob): Promise<{ columns: string[]; encoding: string }> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  const end = bytes.indexOf(10);
  // Only the first line is decoded, so that a character cut at the end of the slice cannot pass for another encoding.
  const { text, encoding } = decode(end < 0 ? bytes : bytes.subarray(0, end));
  // A quoted name may hold a line break; then the whole slice is read.
  const head = (text.match(/"/g)?.length ?? 0) % 2 === 0 ? text : decode(bytes).text;
  return { columns: csvHeader(head), encoding };
}

function decode(bytes: Uint8Array): { text: string; encoding: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('gbk').decode(bytes), encoding: 'GBK' };
  }
}
