import { type ErrorName, type Fault, faultOf } from '@esta-logic/kernel-boundary';

/**
 * How V8 and jco's glue word the ways in which a guest can fail, and the row of the error table that each belongs to.
 * The first that matches counts.
 */
const WORDINGS: readonly (readonly [RegExp, ErrorName])[] = [
  [/call stack size exceeded|stack overflow/i, 'stack-overflow'],
  [/unreachable/i, 'unreachable'],
  [/divide by zero|remainder by zero/i, 'divide-by-zero'],
  [
    /divide result unrepresentable|float unrepresentable|integer overflow|invalid conversion to integer/i,
    'integer-overflow',
  ],
  [/signature mismatch|null function|indirect call type|uninitialized element/i, 'indirect-call-type'],
  [/out of memory|array buffer allocation failed|memory\.grow/i, 'out-of-memory'],
  [
    /out[- ]of[- ]bounds|outside the bounds|invalid typed array length|invalid dataview|unaligned pointer/i,
    'out-of-bounds',
  ],
];

/** The fault of whatever a guest's call ended with: a trap, or an error of the glue about values that the guest made. */
export function classifyTrap(problem: unknown): Fault {
  const text = problem instanceof Error ? problem.message : String(problem);
  const name = WORDINGS.find(([wording]) => wording.test(text))?.[1] ?? 'trap';
  return faultOf(name, `The module trapped: ${text.slice(0, 200) || 'no reason given'}.`);
}
