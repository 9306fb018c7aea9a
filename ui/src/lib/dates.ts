// Days and times as the reader's clock has them. The time is passed in, and so is the zone where a test needs another.

/** A day in the reader's time zone, as `2025-09-25`: days are compared and grouped by this. */
export type DayKey = string;

/** The reader's time zone. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The day an instant falls on. */
export function dayOf(instant: Date | string, zone = ownZone()): DayKey {
  return dayFormat(zone).format(new Date(instant));
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(zone: string): Intl.DateTimeFormat {
  let format = dayFormats.get(zone);
  if (!format) {
    // Swedish writes dates the way ISO 8601 does.
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    dayFormats.set(zone, format);
  }
  return format;
}

/** The day before or after another, by the calendar and not by 24 hours. */
export function addDays(day: DayKey, days: number): DayKey {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

/** The first instant of a day in a zone; on days whose clock skips midnight, the instant after the gap. */
export function startOf(day: DayKey, zone = ownZone()): Date {
  // No zone is more than 15 hours from UTC and none moves by anything but whole minutes.
  const guess = Date.parse(`${day}T00:00:00Z`);
  let low = guess - 15 * HOUR;
  let high = guess + 15 * HOUR;
  while (high - low > MINUTE) {
    const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE;
    if (dayOf(new Date(middle), zone) < day) low = middle;
    else high = middle;
  }
  return new Date(high);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When a day begins and the next one does: for counting what is in it. */
export function boundsOf(day: DayKey, zone = ownZone()): { since: string; until: string } {
  return {
    since: startOf(day, zone).toISOString(),
    until: startOf(addDays(day, 1), zone).toISOString(),
  };
}

/** Things of one day, in the order they came. */
export interface DayGroup<T> {
  day: DayKey;
  items: T[];
}

/** Parts a list that is sorted by time into days; `before` are those of what stands before it, and stay as they are. */
export function groupByDay<T>(
  items: T[],
  at: (item: T) => string,
  zone = ownZone(),
  before: readonly DayGroup<T>[] = [],
): DayGroup<T>[] {
  const groups = [...before];
  const added: DayGroup<T>[] = [];
  for (const item of items) {
    const day = dayOf(at(item), zone);
    const last = added.at(-1);
    if (last?.day === day) last.items.push(item);
    else added.push({ day, items: [item] });
  }
  const [last, next] = [groups.at(-1), added[0]];
  // A day that goes on is another one: whoever shows it sees that it changed.
  if (last && next && last.day === next.day) {
    next.items.unshift(...last.items);
    groups.pop();
  }
  return [...groups, ...added];
}
