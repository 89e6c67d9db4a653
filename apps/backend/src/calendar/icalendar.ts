/** An all-day entry of a calendar. */
export interface CalendarEntry {
  /** The same each time it is written: a calendar program then replaces the entry. */
  readonly id: string;
  /** Plain date. */
  readonly date: string;
  readonly summary: string;
  readonly description: string;
}

/** Octets of a line without its break (RFC 5545 §3.1). */
const LINE_OCTETS = 75;

/** A calendar of all-day entries (RFC 5545), CRLF and folded lines; `stamp` is the instant it is written, in milliseconds since the epoch. */
export function icalendar(name: string, entries: readonly CalendarEntry[], stamp: number): string {
  const dtstamp = `${new Date(stamp).toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//ESTA-Logic//esta//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...entries.flatMap((entry) => event(entry, dtstamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function event({ id, date, summary, description }: CalendarEntry, dtstamp: string): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(`${id}@esta-logic`)}`,
    `DTSTAMP:${dtstamp}`,
    `DTSTART;VALUE=DATE:${compact(date)}`,
    `DTEND;VALUE=DATE:${compact(dayAfter(date))}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

const compact = (date: string): string => date.replaceAll('-', '');

/** The end of an all-day entry is the day after its last (RFC 5545 §3.6.1). */
function dayAfter(date: string): string {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** TEXT values (RFC 5545 §3.3.11); other control characters may not stand in a content line. */
function escaped(text: string): string {
  const plain = text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/g, '\\n');
  return plain.replace(/(?!\t)\p{Cc}/gu, ' ');
}

/** Folds between characters, never within one: a fold is a line break and one blank. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      parts.push(part);
      [part, octets] = [' ', 1];
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
