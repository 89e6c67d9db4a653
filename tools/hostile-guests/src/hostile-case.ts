import type { ErrorName } from '@esta-logic/kernel-boundary';

/** What a guest does, and how it must end. */
export interface HostileCase {
  /** `<module>.<deed>`: the opcode that is sent. */
  readonly opcode: string;
  readonly language: 'TypeScript' | 'AssemblyScript' | 'WAT';
  /** A sentence about the guest. */
  readonly does: string;
  /** Which limit it meets, in a few words. */
  readonly limit: string;
  /** The row of the error table that its sender hears; `none` when the deed is harmless and is answered. */
  readonly error: ErrorName | 'none';
  /** A piece of the sentence that its sender hears. */
  readonly says?: string;
  /** State keys that may be there afterwards: what a harmless deed writes in its own collection. */
  readonly keeps?: readonly string[];
  /** Nearly all its fuel is the price of one system call: there are no stretches between which others could run. */
  readonly inOneCall?: boolean;
  /** Refused calls that the log must name. */
  readonly denials?: number;
}

type Row = readonly [
  opcode: string,
  does: string,
  limit: string,
  error: HostileCase['error'],
  more?: Partial<HostileCase>,
];

/** Cases of guests in one language. */
export const casesIn = (language: HostileCase['language'], rows: readonly Row[]): readonly HostileCase[] =>
  rows.map(([opcode, does, limit, error, more]) => ({ opcode, language, does, limit, error, ...more }));
