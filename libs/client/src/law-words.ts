/** The languages in which people are told something. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

type Words = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** What each kind of ledger entry is called. */
const KINDS: Words = {
  accrual: { en: 'Accrued', es: 'Acumulado' },
  carryover: { en: 'Carried in', es: 'Trasladado' },
  use: { en: 'Used', es: 'Usado' },
  frontload: { en: 'Granted', es: 'Otorgado' },
  trueUp: { en: 'Trued up', es: 'Compensado' },
  reinstatement: { en: 'Reinstated', es: 'Devuelto' },
  adjustment: { en: 'Adjusted', es: 'Ajustado' },
  forfeiture: { en: 'Lapsed', es: 'Perdido' },
};

/** Causes that the engine writes itself; any other was given by somebody and stands as it is. */
const CAUSES: Words = {
  yearStart: { en: 'start of the year', es: 'comienzo del año' },
  yearEnd: { en: 'end of the year', es: 'fin del año' },
  raised: { en: 'the employer became larger', es: 'el empleador pasó a ser más grande' },
  taken: { en: 'leave taken', es: 'tiempo tomado' },
  overdrawn: { en: 'debt not carried over', es: 'deuda que no se traslada' },
};

const HOURS_WORKED: Readonly<Record<Language, (hours: string) => string>> = {
  en: (hours) => `${hours} hours worked`,
  es: (hours) => `${hours} horas trabajadas`,
};

export const entryKindWord = (kind: string, language: Language): string => KINDS[kind]?.[language] ?? kind;

/** Why an entry was made; `show` writes the exact hours that an accrual counted. */
export function entryCauseWords(
  { cause, counted }: { readonly cause: string; readonly counted?: string },
  language: Language,
  show: (hours: string) => string,
): string {
  return counted === undefined ? (CAUSES[cause]?.[language] ?? cause) : HOURS_WORKED[language](show(counted));
}
