import { sentenceOf, type ClaimValues, type Saying } from './claim-sentences.ts';

/** What a receipt says, one thing after the other, in the order in which each rests on those before it. */
export type ClaimName =
  | 'file'
  | 'key'
  | 'checkpoint'
  | 'witnesses'
  | 'inclusion'
  | 'payload'
  | 'calls'
  | 'output'
  | 'rest'
  | 'agreement'
  | 'module'
  | 'computation';

/**
 * - `proved`: it holds, and everything that it rests on was checked.
 * - `withheld`: the receipt leaves it out, or a part of it, and says so; what it shows of it holds.
 * - `open`: it could not be checked here; the sentence says what is missing.
 * - `refuted`: it does not hold.
 */
export type ClaimState = 'proved' | 'withheld' | 'open' | 'refuted';

/** What was found of something, and in which words. */
export interface Finding {
  readonly state: ClaimState;
  /** The sentence without its values, for whoever says it in another language. */
  readonly saying: Saying;
  readonly values: ClaimValues;
}

export interface Claim extends Finding {
  readonly name: ClaimName;
  /** For people, in English. */
  readonly sentence: string;
}

export const found = (state: ClaimState, saying: Saying, values: ClaimValues = {}): Finding => ({
  state,
  saying,
  values,
});

export const claimOf = (name: ClaimName, finding: Finding): Claim => ({
  name,
  ...finding,
  sentence: sentenceOf(finding),
});

/** `proved`: everything. `partly`: nothing is wrong, and not everything was shown or checked. `refuted`: do not rely on it. */
export type Verdict = 'proved' | 'partly' | 'refuted';

export function verdictOf(claims: readonly Pick<Claim, 'state'>[]): Verdict {
  if (claims.some(({ state }) => state === 'refuted')) return 'refuted';
  return claims.every(({ state }) => state === 'proved') ? 'proved' : 'partly';
}
