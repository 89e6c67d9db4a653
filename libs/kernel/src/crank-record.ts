import type { CrankRecord } from '@esta-logic/journal';
import type { Crank } from './crank.ts';
import { outcomeOf, type CrankEnd } from './crank-end.ts';
import { personalOf } from './personal.ts';
import type { Process } from './process.ts';

/** The record of a crank that has ended. */
export function crankRecord(
  seq: number,
  time: string,
  process: Process,
  crank: Crank,
  end: CrankEnd,
): Omit<CrankRecord, 'terms'> {
  const { envelope, payload } = crank.delivery;
  const personal = personalOf(process.module.decoded.manifest, envelope.opcode);
  return {
    seq,
    time,
    crank: crank.id,
    process: process.id,
    envelope,
    payload,
    ...(personal === undefined ? {} : { personal }),
    instance: crank.memory,
    calls: crank.tape.calls,
    ...end,
    outbox: outcomeOf(end).ok ? crank.sentIds() : [],
  };
}
