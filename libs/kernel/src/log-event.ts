import type { AuditEvent } from '@esta-logic/audit-log';
import type { CrankView } from './crank-view.ts';

/** A record of the log before it has its time. */
export type LogEvent = WithoutTime<AuditEvent>;
type WithoutTime<T> = T extends AuditEvent ? Omit<T, 'time'> : never;

/** A compliance record of a guest. */
export const auditEvent = ({ process, module, delivery }: CrankView, record: unknown): LogEvent => ({
  kind: 'audit',
  process,
  module,
  messageId: delivery.envelope.metadata.messageId,
  record,
});

/** The log names a component by the digits of its hash; the lock says which hash function they are of. */
export const hashDigits = (hash: string): string => hash.slice(hash.lastIndexOf('-') + 1);
