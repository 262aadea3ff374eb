export const DAY = 86_400_000;

/** The calendar day in Shanghai, which keeps no summer time. */
export function calendarDay(milliseconds: number): string {
  return new Date(milliseconds + 8 * 3_600_000).toISOString().slice(0, 10);
}
