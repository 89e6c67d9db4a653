import type { Language } from '@esta-logic/client';
import { countForPeople, several } from './numbers.ts';

/** What the tables of the law say to people. */
export interface LawWords {
  readonly balances: {
    readonly title: (day: string, who: string) => string;
    readonly columns: readonly [
      employee: string, name: string, worked: string, accrued: string, carriedIn: string, used: string,
      available: string, usableFrom: string,
    ]; // prettier-ignore
    readonly none: (day: string) => string;
    readonly notCovered: string;
    /** In place of a first day of use, for who is not employed any more. */
    readonly left: (lastDay: string) => string;
    readonly size: (tier: string) => string;
    readonly projected: (employees: number) => string;
    readonly hireDateAssumed: string;
  };
  readonly ledger: {
    readonly title: (who: string, day: string) => string;
    readonly columns: readonly [
      date: string, year: string, entry: string, hours: string, balance: string, because: string, law: string,
    ]; // prettier-ignore
    readonly none: string;
    readonly pack: (names: string) => string;
  };
  readonly obligations: {
    readonly title: (from: string, to: string) => string;
    readonly none: (from: string, to: string) => string;
    readonly columns: readonly [date: string, what: string, law: string];
  };
  readonly yearEnd: {
    readonly preview: (employees: number) => string;
    readonly closed: (employees: number) => string;
    readonly none: (day: string) => string;
    readonly columns: readonly [
      employee: string, name: string, ends: string, balance: string, carries: string, lapses: string,
      grant: string, closedOn: string,
    ]; // prettier-ignore
    readonly progress: (employees: number) => string;
    readonly progressOf: (done: number, employees: number) => string;
    readonly done: string;
  };
  readonly note: string;
}

const english: LawWords = {
  balances: {
    title: (day, who) => `Earned sick time as of ${day}${who}`,
    columns: ['Employee', 'Name', 'Hours worked', 'Accrued', 'Carried in', 'Used', 'Available', 'Usable from'],
    none: (day) => `No employees as of ${day}: import a timesheet with \`esta import FILE.csv\`.`,
    notCovered: 'not covered',
    left: (lastDay) => `left ${lastDay}`,
    size: (tier) => `${tier} employer`,
    projected: (employees) =>
      `Projected for ${several(employees, 'employee')}: work after the last recorded day is assumed to go on like in the weeks before it.`,
    hireDateAssumed: '* hire date not stated: counted from the first shift; import an employee list to state it.',
  },
  ledger: {
    title: (who, day) => `Ledger of ${who} as of ${day}`,
    columns: ['Date', 'Year', 'Entry', 'Hours', 'Balance', 'Because', 'Law'],
    none: 'No entries: no hours count yet.',
    pack: (names) => `Rule pack ${names}.`,
  },
  obligations: {
    title: (from, to) => `What is due from ${from} to ${to}`,
    none: (from, to) => `Nothing is due from ${from} to ${to}.`,
    columns: ['Date', 'What', 'Law'],
  },
  yearEnd: {
    preview: (employees) => `Preview of the year end for ${several(employees, 'employee')}: nothing is changed`,
    closed: (employees) => `Closed the year of ${several(employees, 'employee')}`,
    none: (day) => `No benefit year has ended by ${day}.`,
    columns: ['Employee', 'Name', 'Year ends', 'Balance', 'Carries over', 'Lapses', 'Next grant', 'Closed on'],
    progress: (employees) => several(employees, 'employee'),
    progressOf: (done, employees) => `${countForPeople(done)} of ${several(employees, 'employee')}`,
    done: 'done',
  },
  note: 'Note',
};

const SIZES: Readonly<Record<string, string>> = { small: 'empleador pequeño', large: 'empleador grande' };

const spanish: LawWords = {
  balances: {
    title: (day, who) => `Tiempo por enfermedad al ${day}${who}`,
    columns: [
      'Empleado', 'Nombre', 'Horas trabajadas', 'Acumulado', 'Trasladado', 'Usado', 'Disponible', 'Utilizable desde',
    ], // prettier-ignore
    none: (day) => `No hay empleados al ${day}: importe las horas con \`esta import ARCHIVO.csv\`.`,
    notCovered: 'no amparado',
    left: (lastDay) => `salió ${lastDay}`,
    size: (tier) => SIZES[tier] ?? tier,
    projected: (employees) =>
      `Proyectado para ${several(employees, 'empleado')}: se supone que después del último día registrado se trabaja como en las semanas anteriores.`,
    hireDateAssumed:
      '* fecha de contratación sin indicar: se cuenta desde el primer turno; importe una lista de empleados para indicarla.',
  },
  ledger: {
    title: (who, day) => `Movimientos de ${who} al ${day}`,
    columns: ['Fecha', 'Año', 'Movimiento', 'Horas', 'Saldo', 'Motivo', 'Ley'],
    none: 'No hay movimientos: todavía no cuenta ninguna hora.',
    pack: (names) => `Paquete de reglas ${names}.`,
  },
  obligations: {
    title: (from, to) => `Lo que vence del ${from} al ${to}`,
    none: (from, to) => `Nada vence del ${from} al ${to}.`,
    columns: ['Fecha', 'Qué', 'Ley'],
  },
  yearEnd: {
    preview: (employees) => `Vista previa del cierre de año para ${several(employees, 'empleado')}: no se cambia nada`,
    closed: (employees) => `Se cerró el año de ${several(employees, 'empleado')}`,
    none: (day) => `Ningún año de beneficios terminó hasta el ${day}.`,
    columns: ['Empleado', 'Nombre', 'Termina', 'Saldo', 'Se traslada', 'Se pierde', 'Próximo', 'Cerrado el'],
    progress: (employees) => several(employees, 'empleado'),
    progressOf: (done, employees) => `${countForPeople(done)} de ${several(employees, 'empleado')}`,
    done: 'listo',
  },
  note: 'Nota',
};

export const LAW_WORDS: Readonly<Record<Language, LawWords>> = { en: english, es: spanish };
