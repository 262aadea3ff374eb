import type { Fieldwork } from '@mingjian/contract/distribution';
import type { CellFrame } from './cell-frame';

/** People with a code and people who used it, by county and audience, for every county and audience of the sample. */
export function fieldworkRows(
  cells: readonly CellFrame[],
  counts: readonly { cellId: string; issued: number; used: number }[],
): Fieldwork['rows'] {
  const byCell = new Map(counts.map((count) => [count.cellId, count]));
  const rows = new Map<string, Fieldwork['rows'][number]>();
  for (const { id, countyCode, audience } of cells) {
    const key = `${countyCode} ${audience}`;
    const row = rows.get(key) ?? { countyCode, audience, invited: 0, answered: 0 };
    row.invited += byCell.get(id)?.issued ?? 0;
    row.answered += byCell.get(id)?.used ?? 0;
    rows.set(key, row);
  }
  return [...rows.keys()].sort().flatMap((key) => rows.get(key) ?? []);
}

/** What the board is told of 问卷调查 in each county. */
export function fieldworkFacts(
  rows: Fieldwork['rows'],
  surveys: readonly { status: string; closedOn: string | null }[],
): { countyCode: string; key: 'fieldwork'; state: 'active' | 'done'; doneOn: string | null }[] {
  const invited = new Set(rows.filter((row) => row.invited > 0).map((row) => row.countyCode));
  const over = surveys.length > 0 && surveys.every((survey) => survey.status === 'closed');
  const days = surveys.flatMap((survey) => survey.closedOn ?? []).sort();
  return [...invited].map((countyCode) => ({
    countyCode,
    key: 'fieldwork' as const,
    state: over ? ('done' as const) : ('active' as const),
    doneOn: over ? (days.at(-1) ?? null) : null,
  }));
}
