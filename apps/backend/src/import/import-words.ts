import type { Language } from '@esta-logic/client';

interface RefusalWords {
  readonly nothing: (name: string | undefined) => string;
  readonly badRows: (count: number, name: string | undefined) => string;
  readonly noRow: (name: string | undefined) => string;
}

/** Why nothing of a file was imported; the reason of its first bad row follows the first two. */
export const REFUSALS: Readonly<Record<Language, RefusalWords>> = {
  en: {
    nothing: (name = 'the file') => `Nothing in ${name} can be imported.`,
    badRows: (count, name = 'the file') =>
      `${count === 1 ? 'One row' : `${count} rows`} of ${name} cannot be read, so nothing was imported.`,
    noRow: (name = 'the file') => `There is no row in ${name} that can be imported.`,
  },
  es: {
    nothing: (name = 'el archivo') => `Nada de ${name} se puede importar.`,
    badRows: (count, name = 'el archivo') =>
      `${count === 1 ? 'Una fila de' : `${count} filas de`} ${name} no se ${count === 1 ? 'puede' : 'pueden'} leer, así que no se importó nada.`,
    noRow: (name = 'el archivo') => `No hay ninguna fila en ${name} que se pueda importar.`,
  },
};

/** Before the reason that the kernel gives. */
export const STILL_FAILING: Readonly<Record<Language, string>> = {
  en: 'Hours of an earlier import still do not count:',
  es: 'Las horas de una importación anterior siguen sin contar:',
};
