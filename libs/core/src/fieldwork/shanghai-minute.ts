const minute = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment as the city's clocks show it, `2021-06-10 18:00`. */
export function shanghaiMinute(moment: Date): string {
  return minute.format(moment);
}
