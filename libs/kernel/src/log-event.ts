import type { AuditEvent } from '@esta-logic/audit-log';
import type { StoreWrite } from '@esta-logic/kernel-boundary';
import type { Crank } from './crank.ts';
import type { Process } from './process.ts';

/** A record of the log before it has its time. */
export type LogEvent = WithoutTime<AuditEvent>;
type WithoutTime<T> = T extends AuditEvent ? Omit<T, 'time'> : never;

/** What the log says of a delivery: hashes, never payloads or values. */
export function crankEvent(
  process: Process,
  crank: Crank,
  outcome: 'committed' | number,
  reply: string,
  hash: (text: string) => string,
): LogEvent {
  const { envelope, payload } = crank.delivery;
  const committed = outcome === 'committed';
  return {
    kind: 'crank',
    process: process.id,
    module: process.name,
    hash: hashDigits(process.module.hash),
    messageId: envelope.metadata.messageId,
    source: envelope.source,
    opcode: envelope.opcode,
    payloadHash: hash(payload),
    outcome,
    replyHash: hash(reply),
    writesHash: hash(committed ? writesText(crank.transaction.writes()) : ''),
    outbox: committed ? crank.outbox.map(({ delivery }) => delivery.envelope.metadata.messageId) : [],
    syscalls: crank.transcript.length,
    tenantId: crank.tenantId,
    fuel: crank.fuel,
  };
}

/**
 * A batch as the text that is hashed; lengths in UTF-16 units keep two batches from having one text:
 *
 *   batch = write*        write = length ":" key ( length ":" value | "-" )
 */
const writesText = (writes: readonly StoreWrite[]): string =>
  writes.map(({ key, value }) => `${key.length}:${key}${value === null ? '-' : `${value.length}:${value}`}`).join('');

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
