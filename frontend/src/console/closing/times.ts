/** The calendar day and time of an instant where the session takes place: "2026-11-24", "09:20". */
export function localTime(at: number, zone: string): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

/** The instant at which a clock there shows a time, in UTC milliseconds; undefined for what is no time. */
export function instantOf(day: string, time: string, zone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return undefined;
  const wanted = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wanted)) return undefined;
  // Twice: the first correction may cross a change of summer time.
  let at = wanted;
  for (let round = 0; round < 2; round++) {
    const shown = localTime(at, zone);
    at += wanted - Date.parse(`${shown.day}T${shown.time}:00Z`);
  }
  return at;
}
