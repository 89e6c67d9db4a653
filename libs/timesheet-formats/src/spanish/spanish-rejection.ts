import type { Rejection, RejectionCode } from '../rejection.ts';

/** Codes that are about a file as a whole. */
type FileCode = 'EMPTY_FILE' | 'NOT_TEXT' | 'UNCLOSED_QUOTE' | 'UNKNOWN_LAYOUT' | 'MISSING_COLUMN' | 'NO_PERIOD';

/** What is wrong with a cell or a row, and the cure, as `rejection` says it in English. */
const IN_ROW: Readonly<Record<Exclude<RejectionCode, FileCode>, readonly [problem: string, cure: string]>> = {
  TOO_MANY_CELLS: [
    'la fila tiene más celdas que encabezados',
    'ponga entre comillas la celda que contiene el separador',
  ],
  MISSING_EMPLOYEE: ['no tiene empleado', 'escriba el número o el nombre del empleado, o borre la fila'],
  BAD_EMPLOYEE: ['es demasiado largo para un empleado', 'compruebe que no falten comillas en esta fila'],
  DUPLICATE_EMPLOYEE: ['ya está en otra fila', 'deje una de las dos filas, o dé a una de ellas un número propio'],
  BAD_DATE: ['no es una fecha', 'escríbala como 1/5/2026 o 2026-01-05'],
  DATE_OUT_OF_RANGE: [
    'es una fecha que no puede ser: aún no ha llegado, está demasiado lejos o contradice otra de la fila',
    'corrija la fecha, o importe la fila cuando se haya trabajado',
  ],
  BAD_TIME: ['no es una hora del día', 'escríbala como 8:30 AM o 14:05'],
  MISSING_TIME: [
    'falta la hora de entrada o de salida',
    'escriba cuándo empezó y terminó el turno, o borre la fila mientras siga abierto',
  ],
  END_BEFORE_START: ['no es posterior al comienzo', 'corrija la hora, o la fecha a la que pertenece'],
  BAD_HOURS: ['no es un número de horas', 'escríbalo como 8.5 u 8:30, con 0 si no hubo, o borre la fila'],
  NEGATIVE_HOURS: ['está por debajo de cero', 'corrija la fila que anula y borre esta'],
  TOO_MANY_HOURS: ['son más horas de las que caben', 'corrija las horas, o divida la fila en sus turnos'],
  BAD_BREAK: [
    'no es un descanso que quepa en el turno',
    'escriba el descanso sin paga en la unidad del archivo, o como 0:30',
  ],
  UNKNOWN_PAY_CODE: [
    'es un código de pago que podría ser trabajo o permiso',
    'escriba Regular, Overtime, Sick, PTO, Holiday o Vacation, o indique el código al importar',
  ],
  BAD_STATUS: ['no es una condición FLSA', 'escriba Exempt o Non-Exempt'],
  OVERLAP: [
    'se cruza con un turno anterior del mismo empleado',
    'corrija las horas de una de las dos filas, o borre la copia',
  ],
};

const OF_FILE: Readonly<Record<FileCode, string>> = {
  EMPTY_FILE: 'El archivo no tiene filas; expórtelo otra vez, como CSV con sus encabezados.',
  NOT_TEXT: 'El archivo no es texto CSV; ábralo en una hoja de cálculo y guárdelo como CSV (UTF-8).',
  UNCLOSED_QUOTE: 'Unas comillas abren una celda y no se cierran; ciérrelas o bórrelas.',
  UNKNOWN_LAYOUT:
    'Ningún formato conocido tiene los encabezados del archivo; cambie las columnas a employee,date,hours o employee,start,end,break_minutes, o elija un formato por su nombre.',
  MISSING_COLUMN:
    'Al archivo le faltan columnas del formato que se eligió; añádalas, o deje que el formato se encuentre con auto.',
  NO_PERIOD:
    'El archivo tiene horas pero no dice de qué fechas; añada una columna "Period End" con el último día del período, o una columna "date" si las filas son días.',
};

/** The same rejection with its reason in Spanish. */
export function spanishRejection(rejection: Rejection): Rejection {
  const { row, column, value, code } = rejection;
  const place = column === '' ? `Fila ${row}` : `Fila ${row}, columna "${column}"`;
  if (isOfFile(code)) return { ...rejection, reason: row > 1 ? `${place}: ${OF_FILE[code]}` : OF_FILE[code] };
  const [problem, cure] = IN_ROW[code];
  const what = value !== '' ? `"${value}" ${problem}` : column === '' ? problem : 'la celda está vacía';
  return { ...rejection, reason: `${place}: ${what}; ${cure}.` };
}

function isOfFile(code: RejectionCode): code is FileCode {
  return code in OF_FILE;
}
