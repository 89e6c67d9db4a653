import type { ImportResult, Language } from '@esta-logic/client';
import { several } from './numbers.ts';

interface ImportWords {
  readonly note: (note: string) => string;
  readonly outcome: (result: ImportResult) => string;
  readonly columns: readonly [row: string, column: string, value: string, reason: string];
  readonly more: (rows: number) => string;
  readonly standardInput: string;
}

function english(result: ImportResult): string {
  const { accepted, rejected, employees, shifts, duplicates, healed = 0, dryRun, error } = result;
  if (error)
    return rejected.length === 0
      ? 'Nothing was imported.'
      : `Nothing was imported: ${several(rejected.length, 'bad row')}.`;
  const skipped = rejected.length > 0 ? `, ${several(rejected.length, 'bad row')} skipped` : '';
  const what =
    shifts > 0 || duplicates > 0
      ? `${several(shifts, dryRun ? 'shift' : 'new shift')} of ${several(employees, 'employee')}`
      : several(employees, 'employee');
  const madeUp = healed > 0 ? ' Hours of an earlier import that had not reached the balances are counted now.' : '';
  const again = duplicates > 0 ? `, ${several(duplicates, 'row')} imported before` : '';
  return dryRun
    ? `Dry run: ${several(accepted, 'row')} would be imported (${what}${skipped}); nothing was changed.`
    : `${several(accepted, 'row')} imported: ${what}${again}${skipped}.${madeUp}`;
}

function spanish(result: ImportResult): string {
  const { accepted, rejected, employees, shifts, duplicates, healed = 0, dryRun, error } = result;
  const bad = several(rejected.length, 'fila con errores', 'filas con errores');
  if (error) return rejected.length === 0 ? 'No se importó nada.' : `No se importó nada: ${bad}.`;
  const skipped = rejected.length > 0 ? `, ${bad} sin tomar` : '';
  const people = several(employees, 'empleado');
  const worked = dryRun ? several(shifts, 'turno') : several(shifts, 'turno nuevo', 'turnos nuevos');
  const what = shifts > 0 || duplicates > 0 ? `${worked} de ${people}` : people;
  const madeUp =
    healed > 0 ? ' Ahora cuentan horas de una importación anterior que no habían llegado a los saldos.' : '';
  const again = duplicates > 0 ? `, ${several(duplicates, 'fila importada', 'filas importadas')} antes` : '';
  const rows = several(accepted, 'fila');
  return dryRun
    ? `Prueba: se ${accepted === 1 ? 'importaría' : 'importarían'} ${rows} (${what}${skipped}); no se cambió nada.`
    : `${rows} ${accepted === 1 ? 'importada' : 'importadas'}: ${what}${again}${skipped}.${madeUp}`;
}

/** What an import says to people. */
export const IMPORT_WORDS: Readonly<Record<Language, ImportWords>> = {
  en: {
    note: (note) => `Note: ${note}`,
    outcome: english,
    columns: ['Row', 'Column', 'Value', 'What is wrong, and the cure'],
    more: (rows) => `… and ${several(rows, 'more bad row')}.`,
    standardInput: 'standard input',
  },
  es: {
    note: (note) => `Nota: ${note}`,
    outcome: spanish,
    columns: ['Fila', 'Columna', 'Valor', 'Qué está mal, y el remedio'],
    more: (rows) => `… y ${several(rows, 'fila más con errores', 'filas más con errores')}.`,
    standardInput: 'la entrada estándar',
  },
};
