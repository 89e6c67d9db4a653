/** What a receipt says, one thing after the other, in the order in which each rests on those before it. */
export type ClaimName =
  | 'file'
  | 'key'
  | 'checkpoint'
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
 * - `withheld`: the receipt leaves it out, and says so.
 * - `open`: it could not be checked here; the sentence says what is missing.
 * - `refuted`: it does not hold.
 */
export type ClaimState = 'proved' | 'withheld' | 'open' | 'refuted';

export interface Claim {
  readonly name: ClaimName;
  readonly state: ClaimState;
  /** For people. */
  readonly sentence: string;
}

/** `proved`: everything. `partly`: nothing is wrong, and not everything was shown or checked. `refuted`: do not rely on it. */
export type Verdict = 'proved' | 'partly' | 'refuted';

export function verdictOf(claims: readonly Claim[]): Verdict {
  if (claims.some(({ state }) => state === 'refuted')) return 'refuted';
  return claims.every(({ state }) => state === 'proved') ? 'proved' : 'partly';
}
