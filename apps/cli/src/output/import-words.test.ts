import type { ImportResult } from '@esta-logic/client';
import { expect, test } from 'vitest';
import { importReport } from '../commands/import.ts';

const done: ImportResult = {
  accepted: 3,
  rejected: [{ row: 4, column: 'hours', value: '-3', reason: 'Fila 4: …' }],
  employees: 1,
  shifts: 2,
  duplicates: 1,
  healed: 2,
  layout: 'generic',
  description: 'Leído como …',
  notes: ['Hay filas repetidas.'],
};

test('W4: a report of an import says the same in both languages', () => {
  expect(importReport(done).split('\n').slice(1, 3)).toEqual([
    'Note: Hay filas repetidas.',
    '3 rows imported: 2 new shifts of 1 employee, 1 row imported before, 1 bad row skipped. Hours of an earlier import that had not reached the balances are counted now.',
  ]);
  const spanish = importReport(done, 'es');
  expect(spanish.split('\n').slice(0, 3)).toEqual([
    'Leído como …',
    'Nota: Hay filas repetidas.',
    '3 filas importadas: 2 turnos nuevos de 1 empleado, 1 fila importada antes, 1 fila con errores sin tomar. Ahora cuentan horas de una importación anterior que no habían llegado a los saldos.',
  ]);
  expect(spanish).toContain('Qué está mal, y el remedio');
});

test('W4: so does one of a dry run and of a refused file', () => {
  const dry = { ...done, accepted: 1, rejected: [], dryRun: true, employees: 1, shifts: 1, duplicates: 0 };
  expect(importReport(dry)).toContain('Dry run: 1 row would be imported (1 shift of 1 employee); nothing was changed.');
  expect(importReport(dry, 'es')).toContain('Prueba: se importaría 1 fila (1 turno de 1 empleado); no se cambió nada.');
  const refused = { ...done, error: { code: 1014, name: 'invalid-file', message: '' } } as ImportResult;
  expect(importReport(refused)).toContain('Nothing was imported: 1 bad row.');
  expect(importReport(refused, 'es')).toContain('No se importó nada: 1 fila con errores.');
  const empty = { ...refused, rejected: [] };
  expect([importReport(empty), importReport(empty, 'es')].map((text) => text.split('\n').at(-1))).toEqual([
    'Nothing was imported.',
    'No se importó nada.',
  ]);
});
