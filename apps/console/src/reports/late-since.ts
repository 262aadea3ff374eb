import type { Board } from '@mingjian/contract/cycles';
import type { ReportSummary } from '@mingjian/contract/reports';

/** The day by which somebody should have acted on a report, where the board calls the county late with it. */
export function lateSince(
  { countyCode, status }: Pick<ReportSummary, 'countyCode' | 'status'>,
  rows: Board['rows'],
): string | null {
  if (status === 'accepted') return null;
  const key = status === 'submitted' ? 'review' : 'monitoringReport';
  const cells = rows.find((row) => row.countyCode === countyCode)?.cells;
  const cell = cells?.find((each) => each.key === key);
  return cell?.state === 'late' ? cell.due : null;
}
