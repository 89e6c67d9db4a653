import type { ErrorName } from '@esta-logic/kernel-boundary';
import { FAULT_CODES, faultNameOf } from './fault-codes.ts';

/** A refusal on its way out of a handler; nothing that the handler did is kept. */
export class ServiceFault extends Error {
  /** A code of the kernel's error table. */
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
    this.name = faultNameOf(code);
  }
}

/**
 * Refuses the message with one clear sentence for people. `which` names a row of the kernel's error table, or is its
 * code. It throws; writing `throw fault(…)` tells a reader so.
 */
export function fault(which: ErrorName | number, message: string): never {
  throw new ServiceFault(typeof which === 'number' ? which : FAULT_CODES[which], message);
}
