import type { AuditEvent, CrankEvent, CrankSections } from '@esta-logic/audit-log';
import type { Crank } from './crank.ts';
import { outcomeOf, type CrankEnd } from './crank-end.ts';
import type { Process } from './process.ts';

/** A record of the log before it has its time. */
export type LogEvent = WithoutTime<AuditEvent>;
type WithoutTime<T> = T extends AuditEvent ? Omit<T, 'time'> : never;

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

/** A compliance record of a guest. */
export const auditEvent = ({ process, module, delivery }: Crank, record: unknown): LogEvent => ({
  kind: 'audit',
  process,
  module,
  messageId: delivery.envelope.metadata.messageId,
  record,
});

/** The log names a component by the digits of its hash; the lock says which hash function they are of. */
export const hashDigits = (hash: string): string => hash.slice(hash.lastIndexOf('-') + 1);
