import type { Language } from '@esta-logic/client';

/** What a statement says besides its entries. */
export interface StatementWords {
  readonly title: (who: string) => string;
  readonly employee: (id: string, name: string | null) => string;
  /** Under a name of which this file cannot show every letter. */
  readonly nameInCsv: string;
  readonly period: (from: string, to: string) => string;
  readonly before: (date: string) => string;
  readonly closing: (date: string) => string;
  readonly nothing: string;
  readonly rules: string;
  readonly rounding: string;
  readonly pack: (name: string) => string;
  readonly receipt: (id: string) => string;
  readonly head: (size: number, root: string) => string;
  readonly columns: readonly [
    date: string, entry: string, hours: string, balance: string, because: string, law: string,
  ]; // prettier-ignore
  readonly csvHeader: readonly string[];
  readonly openingBalance: string;
  readonly closingBalance: string;
}

const english: StatementWords = {
  title: (who) => `Earned sick time statement of ${who}`,
  employee: (id, name) => `Employee ${id}${name === null ? '' : ` (${name})`}`,
  nameInCsv: 'Some letters of this name cannot be shown here; the same statement as CSV has the whole name.',
  period: (from, to) => `${from} to ${to}`,
  before: (date) => `Balance before ${date}`,
  closing: (date) => `Balance on ${date}, in hours`,
  nothing: 'Nothing happened in this period.',
  rules: 'What these rules say',
  rounding: 'Computed exactly and shown rounded to hundredths of an hour.',
  pack: (name) => `Rule pack ${name}`,
  receipt: (id) => `Receipt ${id}: esta receipt ${id}`,
  head: (size, root) => `Audit log of ${size} records, head ${root}`,
  columns: ['Date', 'Entry', 'Hours', 'Balance', 'Because', 'Law'],
  csvHeader: [
    'Employee', 'Name', 'Date', 'Benefit year', 'Entry', 'Hours', 'Hours exactly', 'Balance', 'Balance exactly',
    'Because', 'Rule', 'Citation', 'Rule pack', 'Receipt',
  ], // prettier-ignore
  openingBalance: 'Opening balance',
  closingBalance: 'Closing balance',
};

const spanish: StatementWords = {
  title: (who) => `Estado del tiempo por enfermedad de ${who}`,
  employee: (id, name) => `Empleado ${id}${name === null ? '' : ` (${name})`}`,
  nameInCsv: 'Algunas letras de este nombre no se pueden mostrar aquí; en el CSV está completo.',
  period: (from, to) => `Del ${from} al ${to}`,
  before: (date) => `Saldo antes del ${date}`,
  closing: (date) => `Saldo al ${date}, en horas`,
  nothing: 'No hubo movimientos en este período.',
  rules: 'Lo que dicen estas reglas',
  rounding: 'Calculado con exactitud y mostrado redondeado a centésimas de hora.',
  pack: (name) => `Paquete de reglas ${name}`,
  receipt: (id) => `Comprobante ${id}: esta receipt ${id}`,
  head: (size, root) => `Registro de auditoría de ${size} entradas, cabeza ${root}`,
  columns: ['Fecha', 'Movimiento', 'Horas', 'Saldo', 'Motivo', 'Ley'],
  csvHeader: [
    'Empleado', 'Nombre', 'Fecha', 'Año de beneficios', 'Movimiento', 'Horas', 'Horas exactas', 'Saldo',
    'Saldo exacto', 'Motivo', 'Regla', 'Cita', 'Paquete de reglas', 'Comprobante',
  ], // prettier-ignore
  openingBalance: 'Saldo inicial',
  closingBalance: 'Saldo final',
};

export const STATEMENT_WORDS: Readonly<Record<Language, StatementWords>> = { en: english, es: spanish };
