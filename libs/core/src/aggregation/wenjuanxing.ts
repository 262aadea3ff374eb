/** Columns that every export of 问卷星 begins with. */
const signature = ['序号', '提交答卷时间'];

/** How 问卷星 writes a question that was skipped or left empty, as text and in the export by option number. */
const missing = new Set(['(跳过)', '(空)', '（跳过）', '（空）', '-3', '-2']);

/**
 * How a cell of a file reads: in an export of 问卷星 its marks for "skipped" and "empty" are missing values, in any other
 * file a cell is what it says.
 */
export function cellReader(header: readonly string[]): (cell: string) => string {
  const isExport = signature.every((column) => header.includes(column));
  return isExport ? (cell) => (missing.has(cell.trim()) ? '' : cell.trim()) : (cell) => cell.trim();
}
