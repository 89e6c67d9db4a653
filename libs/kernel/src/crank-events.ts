import type { CrankEvent, CrankSections } from '@esta-logic/audit-log';
import type { Crank } from './crank.ts';
import { outcomeOf, type CrankEnd } from './crank-end.ts';
import { hashDigits, type LogEvent } from './log-event.ts';
import type { Process } from './process.ts';

/** What the log says of a delivery; `sections` commit to its crank record, where payloads and values are. */
export function crankEvent(
  process: Process,
  crank: Crank,
  end: CrankEnd,
  sections: CrankSections,
  time: string,
): CrankEvent & { readonly time: string } {
  const { envelope } = crank.delivery;
  const outcome = outcomeOf(end);
  return {
    kind: 'crank',
    time,
    process: process.id,
    module: process.name,
    hash: hashDigits(process.module.hash),
    messageId: envelope.metadata.messageId,
    source: envelope.source,
    opcode: envelope.opcode,
    outcome: outcome.ok ? 'committed' : outcome.fault.code,
    sections,
    outbox: outcome.ok ? crank.sentIds() : [],
    syscalls: crank.tape.calls.length,
    tenantId: crank.tenantId,
    fuel: end.fuel,
  };
}

/** One record for each system call that was refused, however the crank ended. */
export const denialEvents = (crank: Crank): LogEvent[] =>
  crank.denials.map(({ syscall, fault }) => ({
    kind: 'syscall.denied',
    process: crank.process,
    module: crank.module,
    messageId: crank.delivery.envelope.metadata.messageId,
    syscall,
    outcome: fault.code,
    what: fault.message,
  }));
