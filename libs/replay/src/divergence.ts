import { faultOf, type Fault } from '@esta-logic/kernel-boundary';

/**
 * Where a replay first differs from its record.
 *
 *   environment  another component, manifest, ABI, meter or limit than was recorded: nothing was run
 *   request      a system call asks for something else than the recorded one at its place
 *   missing      the crank ended before a recorded system call was made
 *   extra        a system call was made where none was recorded
 *   ending       the crank ended another way
 *   fuel         the same work took another number of units
 *   output       another reply, or another fault
 */
export type DivergenceKind = 'environment' | 'request' | 'missing' | 'extra' | 'ending' | 'fuel' | 'output';

export interface Divergence {
  readonly kind: DivergenceKind;
  /** What is compared, for example `componentHash`; the name of the call for calls. */
  readonly what: string;
  readonly recorded: unknown;
  readonly replayed: unknown;
  /** Index of the system call, from 0. */
  readonly call?: number;
  /** Units of fuel that the guest had used when it was seen. */
  readonly fuel?: number;
}

/** The longest excerpt of a value in a sentence. */
const EXCERPT = 120;

export function excerpt(value: unknown): string {
  const text = typeof value === 'bigint' ? String(value) : (JSON.stringify(value, bigintAsText) ?? 'nothing');
  return text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT)}… (${text.length} characters)`;
}

const bigintAsText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

const PLACES: Readonly<Record<DivergenceKind, string>> = {
  environment: 'was recorded with another',
  request: 'asks for something else at',
  missing: 'ended before',
  extra: 'made a system call that is not in the record:',
  ending: 'ended another way:',
  fuel: 'used another amount of',
  output: 'gave another',
};

/** One sentence: what differs, where, with both sides. */
export function divergenceSentence(of: string, { kind, what, recorded, replayed, call, fuel }: Divergence): string {
  const place =
    call === undefined ? '' : ` (system call ${call + 1}${fuel === undefined ? '' : `, at ${fuel} units of fuel`})`;
  return `${of} ${PLACES[kind]} ${what}${place}; recorded ${excerpt(recorded)}, replayed ${excerpt(replayed)}.`;
}

/** The fault `divergence` (4008) of a crank. */
export const divergenceFault = (of: string, divergence: Divergence): Fault =>
  faultOf('divergence', divergenceSentence(of, divergence));
