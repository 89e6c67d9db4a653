import { BALANCES } from './spanish/balances.ts';
import { IMPORTS } from './spanish/imports.ts';
import { LAW } from './spanish/law.ts';
import { PAGE } from './spanish/page.ts';
import { VERIFY } from './spanish/verify.ts';

/** Every phrase of the page with its Spanish; `docs/law/spanish.md` has the terms. */
export const SPANISH = { ...PAGE, ...BALANCES, ...IMPORTS, ...LAW, ...VERIFY } as const;

/** A phrase that can be said: it has its Spanish. */
export type Phrase = keyof typeof SPANISH;
