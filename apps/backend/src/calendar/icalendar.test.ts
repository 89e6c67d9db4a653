import fc from 'fast-check';
import { expect, it } from 'vitest';
import { icalendar, type CalendarEntry } from './icalendar.ts';

type Properties = Map<string, string>;

/** Reads a calendar by the rules of RFC 5545: lines, folding, parameters, escapes; refuses what they forbid. */
function parse(text: string): { calendar: Properties; events: Properties[] } {
  if (!text.endsWith('\r\n')) throw new Error('the last line has no end');
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (Buffer.byteLength(line) > 75) throw new Error(`longer than 75 octets: ${line}`);
    if (/[\r\n]|(?!\t)\p{Cc}/u.test(line)) throw new Error(`a control character: ${JSON.stringify(line)}`);
  }
  const logical = physical.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  const events: Properties[] = [];
  const calendar: Properties = new Map();
  const open: string[] = [];
  for (const line of logical) {
    const match = /^([A-Z-]+)((?:;[A-Z-]+=[^;:,"]+)*):(.*)$/s.exec(line);
    if (!match) throw new Error(`no content line: ${line}`);
    const [, name = '', parameters = '', value = ''] = match;
    if (name === 'BEGIN') {
      open.push(value);
      if (value === 'VEVENT') events.push(new Map());
    } else if (name === 'END') {
      if (open.pop() !== value) throw new Error(`${value} ends where it is not open`);
    } else (open.at(-1) === 'VEVENT' ? events.at(-1)! : calendar).set(name + parameters, value);
  }
  if (open.length > 0) throw new Error(`${open.join()} is left open`);
  return { calendar, events };
}

const unescaped = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
const stamp = Date.UTC(2026, 6, 1, 2, 30);

it('writes what a calendar program needs', () => {
  const { calendar, events } = parse(
    icalendar(
      'Acme',
      [{ id: 'a/1', date: '2026-12-31', summary: 'Year ends', description: 'Carry; over, all' }],
      stamp,
    ),
  );
  expect(Object.fromEntries(calendar)).toMatchObject({ VERSION: '2.0', PRODID: '-//ESTA-Logic//esta//EN' });
  expect(Object.fromEntries(events[0]!)).toMatchObject({
    UID: 'a/1@esta-logic',
    DTSTAMP: '20260701T023000Z',
    'DTSTART;VALUE=DATE': '20261231',
    'DTEND;VALUE=DATE': '20270101',
    SUMMARY: 'Year ends',
    DESCRIPTION: String.raw`Carry\; over\, all`,
  });
});

it('is a valid calendar that reads back, whatever the text', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 120 });
  const entry: fc.Arbitrary<CalendarEntry> = fc.record({
    id: fc.string({ minLength: 1, maxLength: 40 }),
    date: fc.constantFrom('2026-01-01', '2028-02-28', '2028-02-29'),
    summary: text,
    description: text,
  });
  fc.assert(
    fc.property(text, fc.array(entry, { maxLength: 5 }), (name, entries) => {
      const { events } = parse(icalendar(name, entries, stamp));
      const clean = (value: string): string => value.replace(/\r\n|\r/g, '\n').replace(/(?![\t\n])\p{Cc}/gu, ' ');
      expect(events.map((event) => unescaped(event.get('SUMMARY')!))).toEqual(
        entries.map(({ summary }) => clean(summary)),
      );
      expect(events.map((event) => event.get('DTSTART;VALUE=DATE'))).toEqual(
        entries.map(({ date }) => date.replaceAll('-', '')),
      );
    }),
  );
});
