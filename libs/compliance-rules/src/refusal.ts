/** Why a decision cannot be made; each is the caller's to mend. */
export type RefusalCode = 'unknown-question' | 'unknown-pack' | 'bad-given' | 'missing-fact' | 'not-in-pack';

/** Thrown inside this package only, by a fact that is missing; {@link decide} turns it into an answer. */
export class Refusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
  }
}

/** The value, or a refusal that names the fact that is needed. */
export function need<T>(value: T | undefined, path: string): T {
  if (value === undefined) throw new Refusal('missing-fact', `${path} is missing; give it to decide this question.`);
  return value;
}
