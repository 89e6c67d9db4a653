/** Minutes east of UTC of a wall-clock time such as `2026-03-08T09:00:00`. */
export type OffsetMinutesAt = (localDateTime: string) => number;

/**
 * The offsets of an IANA zone. A wall-clock time that the clocks skip in spring gets the offset before the change, one
 * that comes twice in autumn the earlier of the two.
 */
export function offsetsOf(zone: string): OffsetMinutesAt {
  const fields = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  } as const;
  const format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: zone });
  const offsetAt = (instant: number): number => {
    const part = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    ) as Record<string, number>;
    const wall = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute']);
    return Math.round((wall - Math.floor(instant / 60_000) * 60_000) / 60_000);
  };
  return (localDateTime) => {
    const wall = Date.parse(`${localDateTime}Z`);
    // Read as UTC the wall time is at most a day off, so the offsets a day before and after are the only candidates.
    const before = offsetAt(wall - 86_400_000);
    const after = offsetAt(wall + 86_400_000);
    const holds = (offset: number): boolean => offsetAt(wall - offset * 60_000) === offset;
    return holds(before) || !holds(after) ? before : after;
  };
}
