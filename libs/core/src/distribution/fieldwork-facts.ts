import type { CellDocument } from './distribution.schema';

/** What the board is told of 问卷调查 in each county of the sample whose codes are out. */
export function fieldworkFacts(
  cells: readonly Pick<CellDocument, '_id' | 'countyCode'>[],
  counts: readonly { cellId: string; issued: number }[],
  surveys: readonly { status: string; closedOn: string | null }[],
): { countyCode: string; key: 'fieldwork'; state: 'active' | 'done'; doneOn: string | null }[] {
  const issued = new Set(counts.flatMap((count) => (count.issued > 0 ? [count.cellId] : [])));
  const counties = new Set(cells.flatMap(({ _id, countyCode }) => (issued.has(_id) ? [countyCode] : [])));
  const over = surveys.length > 0 && surveys.every((survey) => survey.status === 'closed');
  const days = surveys.flatMap((survey) => survey.closedOn ?? []).sort();
  return [...counties].sort().map((countyCode) => ({
    countyCode,
    key: 'fieldwork' as const,
    state: over ? ('done' as const) : ('active' as const),
    doneOn: over ? (days.at(-1) ?? null) : null,
  }));
}
