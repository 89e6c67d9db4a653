import type { ReadingFacts } from '../describe-reading.ts';
import { countReading } from '../describe-reading.ts';
import type { Sheet } from '../reading/sheet.ts';

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'comas',
  ';': 'puntos y comas',
  '\t': 'tabuladores',
  '|': 'barras',
};

const TITLES: Readonly<Record<string, string>> = {
  'paydata file': 'archivo de datos de pago',
  'detailed report': 'informe detallado',
  'employee list': 'lista de empleados',
  'hours, one row per shift or day': 'horas, una fila por turno o día',
  'punches, one row per shift': 'marcas de reloj, una fila por turno',
  'payroll hours CSV': 'CSV de horas de nómina',
  'timesheet export': 'exportación de hojas de horas',
  'hours per day, one row each': 'horas por día, una fila por día',
  'hours per day, one column per date': 'horas por día, una columna por fecha',
  'hours per pay period': 'horas por período de pago',
  'time import file': 'archivo de importación de horas',
  'timesheet report': 'informe de hojas de horas',
  'punches in and out': 'marcas de entrada y salida',
  'time entries report': 'informe de entradas de horas',
};

export const spanishTitles: readonly string[] = Object.keys(TITLES);

/** How a file was read, in one sentence, as `describeReading` says it in English. */
export function spanishReading(facts: ReadingFacts): string {
  const { layout } = facts.sheet;
  const product = layout.product.startsWith('any') ? '' : ` de ${layout.product}`;
  const title = TITLES[layout.title] ?? layout.title;
  const head = `Leído como ${title}${product} (${layout.name}), encabezados en la fila ${facts.headerRow}, celdas separadas por ${DELIMITERS[facts.delimiter] ?? facts.delimiter}`;
  const refused = facts.rejected === 0 ? '' : `; ${counted(facts.rejected, 'fila no tomada', 'filas no tomadas')}`;
  if (layout.shape === 'employees') return `${head}: ${counted(facts.people, 'empleado', 'empleados')}${refused}.`;
  return `${head}, ${how(facts.sheet)}: ${what(facts)}${refused}.`;
}

function how(sheet: Sheet): string {
  const column = sheet.employeeColumn;
  const identity =
    column === undefined
      ? 'empleados distinguidos por nombre'
      : `empleados distinguidos por "${(sheet.header[column] ?? '').trim()}"`;
  if (sheet.layout.shape === 'periods') return `${identity}, cada período de pago anotado en su último día`;
  if (sheet.layout.shape !== 'punches') return identity;
  const zone = sheet.clock.knowsZone ? 'en la zona horaria del empleador' : 'como las muestra el reloj de pared';
  return `${identity}, horas ${zone}`;
}

function what({ drafts }: ReadingFacts): string {
  const { work, use, employees, first, last } = countReading(drafts);
  const span = first === undefined ? '' : `, del ${first} al ${last}`;
  const used = use === 0 ? '' : ` y ${counted(use, 'uso', 'usos')} de tiempo por enfermedad`;
  const worked = counted(work, 'entrada', 'entradas');
  return `${worked} de trabajo${used} de ${counted(employees, 'empleado', 'empleados')}${span}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
