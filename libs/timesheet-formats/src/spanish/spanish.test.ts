import { expect, test } from 'vitest';
import { describeLayouts, readTimesheetText } from '../index.ts';
import { spanishNoteCodes } from './spanish-note.ts';
import { spanishTitles } from './spanish-reading.ts';

const both = (text: string, options: object = {}) =>
  [readTimesheetText(text, options), readTimesheetText(text, { ...options, language: 'es' })] as const;

const BAD = [
  'employee,date,hours,kind',
  'E1,2026-01-05,-3,work',
  'E1,someday,8,work',
  'E1,2026-01-06,lots,work',
  'E1,2026-01-07,25,work',
  'E1,2026-01-08,8,XK7',
  ',2026-01-09,8,work',
  'E1,2026-01-10,,work',
  'E1,2099-12-31,8,work',
  'E1,2026-01-11,8,work,more',
].join('\n');

test('W4: rows are refused in Spanish for the same codes, cells and values, and no English is left', () => {
  const [english, spanish] = both(BAD, { today: '2026-02-01' });
  const facts = (reading: typeof english) => reading.rejected.map(({ reason: _reason, ...fact }) => fact);
  expect(facts(spanish)).toEqual(facts(english));
  expect(new Set(english.rejected.map(({ code }) => code)).size).toBeGreaterThan(6);
  for (const [index, { reason, row, value }] of spanish.rejected.entries()) {
    expect(reason).not.toBe(english.rejected[index]!.reason);
    expect(reason).toMatch(new RegExp(`^Fila ${row}(, columna "[^"]*")?: .*; .*\\.$`));
    expect(reason).toContain(value);
  }
});

test.each([
  ['', 'El archivo no tiene filas'],
  ['a,b\n1,2\n', 'Ningún formato conocido'],
  ['employee,date,hours\n"E1,2026-01-05,8\n', 'comillas'],
  ['PK\u0003\u0004\u0000\u0000', 'no es texto CSV'],
])('a file that cannot be read is refused in Spanish: %j', (text, says) => {
  const [english, spanish] = both(text);
  expect(spanish.rejected.map(({ code }) => code)).toEqual(english.rejected.map(({ code }) => code));
  expect(spanish.rejected[0]!.reason).toContain(says);
  expect(spanish.description).toBe(`No se pudo leer el archivo. ${spanish.rejected[0]!.reason}`);
});

test('notes name the same rows and the same things of the file', () => {
  const text =
    'employee,date,hours,kind,remark\nE1,1/5/2026,8,work,x\nE1,1/5/2026,8,work,y\nE1,1/6/2026,8,Holiday,\nE1,1/7/2026,0,work,\n';
  const [english, spanish] = both(text);
  expect(spanish.notes.map(({ code }) => code)).toEqual(english.notes.map(({ code }) => code));
  expect(spanish.notes.length).toBeGreaterThan(3);
  const message = (code: string): string => spanish.notes.find((note) => note.code === code)?.message ?? '';
  expect(message('IGNORED_PAY')).toBe(
    '"Holiday" no es trabajo ni tiempo por enfermedad: sus horas en la fila 4 se dejaron fuera.',
  );
  expect(message('UNREAD_COLUMNS')).toBe('Columnas que no se leyeron: remark.');
  for (const [index, note] of spanish.notes.entries()) {
    expect(spanishNoteCodes).toContain(note.code);
    expect(note.message).not.toBe(english.notes[index]!.message);
    expect(note.message).not.toMatch(/[{}]/);
  }
});

test('how a file was read is said in Spanish, for every layout', () => {
  const [english, spanish] = both('employee,date,hours\nE1,2026-01-05,8\nE2,2026-01-06,7.5\n');
  expect(english.rows).toEqual(spanish.rows);
  expect(spanish.description).toMatch(
    /^Leído como .*: 2 entradas de trabajo de 2 empleados, del 2026-01-05 al 2026-01-06\.$/,
  );
  for (const { title } of describeLayouts()) expect(spanishTitles).toContain(title);
});
