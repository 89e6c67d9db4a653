interface Words {
  readonly en: string;
  readonly es: string;
}

/** What the identifiers that a value may be are called in a sentence; the trace keeps the identifiers. */
const WORDS: Readonly<Record<string, Words>> = {
  small: { en: 'small', es: 'pequeño' },
  large: { en: 'large', es: 'grande' },
  // The tier of a law that knows only one.
  all: { en: 'covered', es: 'cubierto' },
  English: { en: 'English', es: 'inglés' },
  Spanish: { en: 'Spanish', es: 'español' },
  usGovernment: { en: 'the United States government', es: 'gobierno de Estados Unidos' },
  railroad: { en: 'railroad', es: 'ferrocarril' },
  exempt: { en: 'exempt from overtime', es: 'exento de horas extras' },
  outsideState: { en: 'works outside the state', es: 'trabaja fuera del estado' },
  independentContractor: { en: 'independent contractor', es: 'contratista independiente' },
  volunteer: { en: 'volunteer', es: 'voluntario' },
  youthEmployment: { en: 'youth employment', es: 'empleo juvenil' },
  selfScheduled: { en: 'schedules own hours', es: 'fija su propio horario' },
  unpaidIntern: { en: 'unpaid intern', es: 'practicante sin paga' },
  ownHealth: { en: 'own health', es: 'salud propia' },
  familyHealth: { en: 'health of a family member', es: 'salud de un familiar' },
  domesticViolenceOrSexualAssault: {
    en: 'domestic violence or sexual assault',
    es: 'violencia doméstica o agresión sexual',
  },
  schoolMeeting: { en: 'meeting at a child’s school', es: 'reunión en la escuela de un hijo' },
  publicHealthEmergency: { en: 'public health emergency', es: 'emergencia de salud pública' },
  conflictsWithEsta: { en: 'a conflict with the Act', es: 'un conflicto con la ley' },
  inEffect: { en: 'in effect on the day that counts', es: 'vigente en el día que cuenta' },
  contractsDefer: { en: 'a contract that may defer the law', es: 'un contrato que pueda aplazar la ley' },
  signedInTime: { en: 'signed in time', es: 'firmado a tiempo' },
  term: { en: 'a term that is short enough', es: 'un plazo lo bastante corto' },
  leoNotified: { en: 'notified to the department', es: 'notificado al departamento' },
  accrualRate: { en: 'rate of accrual', es: 'tasa de acumulación' },
  annualUse: { en: 'use in a year', es: 'uso en el año' },
  carryover: { en: 'carryover', es: 'traslado' },
  purposes: { en: 'purposes', es: 'fines' },
  waiting: { en: 'wait', es: 'espera' },
  increment: { en: 'increment', es: 'incremento' },
  'policy.frontloadHours': { en: 'policy.frontloadHours', es: 'El otorgamiento por adelantado de la política' },
  'policy.useCapHours': { en: 'policy.useCapHours', es: 'El límite de uso de la política' },
  'policy.carryoverCapHours': { en: 'policy.carryoverCapHours', es: 'El límite de traslado de la política' },
};

/** The word for an identifier in a language; anything else as it is. */
export function valueWord(value: string, language: keyof Words): string {
  return Object.hasOwn(WORDS, value) ? WORDS[value]![language] : value;
}
