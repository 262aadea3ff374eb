import type { Language } from '@mingjian/contract/localized';
import type { ReadChange, ReportChange, ReportModel } from '@mingjian/contract/reports';
import type { WordChange } from '@mingjian/contract/surveys';
import { reworded } from '../surveys';
import { cellEdge, reportChanges } from './report-changes';

/**
 * The differences of two versions of a report as a person reads them, in the reading order of the later one: word by word,
 * so that one changed number in a row is seen at once. What was rewritten in the other language alone is told in that
 * language: no reader may take the versions for equal.
 */
export function changesToRead(before: ReportModel, after: ReportModel, language: Language): ReadChange[] {
  const own = reportChanges(before, after, language);
  const known = new Set(own.map(({ blockId }) => blockId));
  const other = language === 'en' ? 'zh-CN' : 'en';
  const others = reportChanges(before, after, other).filter(({ blockId }) => !known.has(blockId));
  const order = after.blocks.flatMap((block) => ('id' in block ? [block.id] : []));
  const at = ({ blockId }: ReadChange) => (order.includes(blockId) ? order.indexOf(blockId) : order.length);
  return [
    ...own.map((change) => readChange(change, language)),
    ...others.map((change) => readChange(change, other)),
  ].sort((a, b) => at(a) - at(b));
}

function readChange({ before, after, ...change }: ReportChange, language: Language): ReadChange {
  return { ...change, language, lines: reworkedLines(before, after) };
}

/** Sets each line beside the one that it was: as many lines stand in their order, rows else find their namesakes. */
function reworkedLines(before: readonly string[], after: readonly string[]): WordChange[][] {
  if (before.length === after.length) return after.map((line, at) => reworded(before[at] ?? '', line));
  const nameOf = (line: string) => line.split(cellEdge, 1)[0] ?? line;
  const old = new Map(before.map((line) => [nameOf(line), line]));
  const lines = after.map((line): WordChange[] => {
    const was = old.get(nameOf(line));
    old.delete(nameOf(line));
    return was === undefined ? [{ op: 'added', text: line }] : reworded(was, line);
  });
  return [...lines, ...[...old.values()].map((text): WordChange[] => [{ op: 'removed', text }])];
}
