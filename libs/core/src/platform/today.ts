const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in Asia/Shanghai, YYYY-MM-DD: days, not moments, are what the city's calendar speaks of. */
export function today(now: Date = new Date()): string {
  return shanghai.format(now);
}
