import type { BookedNote } from '../notes.ts';

/** Notes by their codes; `{rows}` are rows of the file, `{about}` what the note is about. */
const NOTES: Readonly<Record<string, string>> = {
  BAD_ENCODING:
    'Algunas letras del archivo no son UTF-8 y se perdieron, así que los nombres pueden verse mal; guárdelo como CSV UTF-8 e impórtelo otra vez.',
  WINDOWS_LETTERS:
    'El archivo no es UTF-8, así que se leyó con las letras de Windows: revise los nombres con letras como é o ñ.',
  MIXED_DATE_ORDER:
    'Algunas fechas del archivo tienen primero el mes y otras primero el día; todas se leyeron con el mes primero.',
  ASSUMED_DATE_ORDER:
    'Fechas como {about} podrían leerse de dos maneras y nada en el archivo lo decide: se tomó primero el mes.',
  DAY_FIRST_DATES: 'Las fechas de este archivo tienen primero el día, como muestran las de un día mayor que 12.',
  NAMES_AS_IDS:
    'El archivo no tiene números de empleado, así que los nombres distinguen a los empleados: dos personas del mismo nombre se tomarían por una.',
  UNREAD_COLUMNS: 'Columnas que no se leyeron: {about}.',
  SKIPPED_ROW: 'Se pasaron por alto totales, encabezados y líneas en {rows}.',
  PERIOD_ACROSS_YEARS:
    'El período de pago de {rows} empieza en un año y termina en el siguiente: todas sus horas se anotan en el segundo.',
  IGNORED_PAY: '"{about}" no es trabajo ni tiempo por enfermedad: sus horas en {rows} se dejaron fuera.',
  ZERO_HOURS: 'No hay horas en {rows}: nada que anotar.',
  LONG_SHIFT: 'Más de 16 horas entre la entrada y la salida en {rows}: compruebe que nadie olvidó marcar la salida.',
  CLOCK_CHANGE: 'Los relojes cambiaron durante el turno en {rows}: las horas son las que de verdad pasaron.',
  STATED_HOURS_DIFFER: 'Las horas indicadas difieren de las marcadas en {rows}: se tomaron las indicadas.',
  REPEATED_ROW:
    'El mismo empleado, día y horas que en una fila anterior están en {rows}: cada una se contó como un turno propio; bórrela si es una copia.',
  DAY_OVER_24_HOURS:
    'Con las horas de {rows} un empleado tiene más de 24 horas de trabajo en un día: compruebe si son copias.',
  PERIOD_ON_LAST_DAY:
    'Las horas de un período de pago se anotan en su último día, porque el archivo no dice en qué días se trabajaron.',
  NO_TIME_ZONE:
    'Las horas se tomaron del reloj de pared; un turno en una noche en que cambian los relojes se desviaría una hora.',
  UTC_TIMES:
    'Las horas de este archivo están en UTC y no se dio la zona horaria del empleador: los turnos de noche pueden anotarse en el día siguiente.',
};

export const spanishNoteCodes: readonly string[] = Object.keys(NOTES);

export function spanishNote({ code, message, rows, count, about }: BookedNote): string {
  const text = NOTES[code] ?? message;
  return text.replace('{rows}', spanishRows(rows, count)).replace('{about}', () => about);
}

/** `la fila 4`, `las filas 4 y 9`, `las filas 4, 9, 12, 13, 20 y 7 más`. */
function spanishRows(rows: readonly number[], count: number): string {
  const more = count - rows.length;
  if (more > 0) return `las filas ${rows.join(', ')} y ${more} más`;
  if (rows.length === 1) return `la fila ${rows[0]}`;
  return `las filas ${rows.slice(0, -1).join(', ')} y ${rows.at(-1)}`;
}
