#!/usr/bin/env node
/**
 * Writes employees.csv and timesheet.csv of the demo employer: `node examples/demo-company/generate.js`.
 * The same people give the same bytes every time: the scatter of the punches comes from a seeded generator.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FIRST_MONDAY, PEOPLE, WEEKS } from './people.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** The bakery is closed. */
const CLOSED = new Set(['2026-07-04', '2026-09-07']);

/** mulberry32: 32 bits of state, good enough to scatter minutes. */
function seeded(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

// Wall-clock times are handled as if they were UTC: a time clock on the wall knows no zone either.
const isoDate = (ms) => new Date(ms).toISOString().slice(0, 10);
const usDate = (ms) => isoDate(ms).replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$2/$3/$1');
const clock = (ms) => {
  const [hour, minute] = new Date(ms).toISOString().slice(11, 16).split(':');
  return `${Number(hour) % 12 || 12}:${minute} ${Number(hour) < 12 ? 'AM' : 'PM'}`;
};
const cell = (text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (cells) => `${cells.map(cell).join(',')}\r\n`;

/** `Last, First` people with their hire dates, as a payroll program lists them. */
export function employeesCsv() {
  const rows = PEOPLE.map(({ id, name, hired, flsa = 'Non-Exempt', week }) => [
    id,
    name,
    usDate(Date.parse(hired)),
    flsa,
    week,
  ]);
  return line(['Employee ID', 'Name', 'Hire Date', 'FLSA Status', 'Normal Week']) + rows.map(line).join('');
}

/** Punches of five months as a time clock exports them; sick time as hours on its day. */
export function timesheetCsv() {
  const rows = PEOPLE.flatMap((person, i) => rowsOf(person, seeded(20_260_622 + i)));
  rows.sort((a, b) => a.at - b.at || (a.cells[0] < b.cells[0] ? -1 : 1));
  return (
    line(['Employee ID', 'Name', 'Date', 'Clock In', 'Clock Out', 'Break', 'Hours', 'Pay Code']) +
    rows.map(({ cells }) => line(cells)).join('')
  );
}

function rowsOf({ id, name, hired, shifts, sick = [], away }, random) {
  const used = new Map(sick);
  const rows = [];
  for (let week = 0; week < WEEKS; week++) {
    if (away && week >= away[0] && week <= away[1]) continue;
    for (const shift of [...shifts].sort((a, b) => a.day - b.day)) {
      const midnight = Date.parse(FIRST_MONDAY) + (week * 7 + shift.day - 1) * DAY_MS;
      const date = isoDate(midnight);
      // Drawn before anything is left out, so that one absence does not move everybody's minutes.
      const [early, late, absent] = [random(12), random(15), random(40) === 0];
      if (date < hired || CLOSED.has(date)) continue;
      const off = used.get(date);
      if (off !== undefined)
        rows.push({ at: midnight, cells: [id, name, usDate(midnight), '', '', '', off.toFixed(2), 'Sick'] });
      else if (!absent) rows.push(punch(id, name, midnight, shift, early, late));
    }
  }
  const missed = [...used.keys()].filter(
    (date) => !rows.some(({ cells }) => cells[7] === 'Sick' && cells[2] === usDate(Date.parse(date))),
  );
  if (missed.length > 0) throw new Error(`${name} has sick time on ${missed.join(', ')} but no shift there`);
  return rows;
}

/** People come up to 11 minutes early and leave up to 14 minutes late. The clock leaves the sum to whoever reads it. */
function punch(id, name, midnight, { start, hours, pause }, early, late) {
  const from = midnight + start * 60 * MINUTE_MS - early * MINUTE_MS;
  const to = midnight + (start + hours) * 60 * MINUTE_MS + late * MINUTE_MS;
  return { at: from, cells: [id, name, usDate(from), clock(from), clock(to), String(pause), '', 'Regular'] };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const here = (name) => fileURLToPath(new URL(name, import.meta.url));
  writeFileSync(here('employees.csv'), employeesCsv());
  writeFileSync(here('timesheet.csv'), timesheetCsv());
}
