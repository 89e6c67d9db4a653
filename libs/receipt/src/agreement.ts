import type { CrankLogRecord } from '@esta-logic/audit-log';
import { failureOf } from '@esta-logic/journal';
import type { WholeCrank } from './shown-crank.ts';

/** What the two records of one crank say differently, or undefined: the log's operator wrote both. */
export function problemOfAgreement(log: CrankLogRecord, { record, terms }: WholeCrank): string | undefined {
  const { envelope } = record;
  const said: readonly (readonly [string, unknown, unknown])[] = [
    ['number', log.seq, record.seq],
    ['time', log.time, record.time],
    ['process', log.process, record.process],
    ['module', log.module, terms.module],
    ['component', `blake3-${log.hash}`, terms.component],
    ['message', log.messageId, envelope.metadata.messageId],
    ['source', log.source, envelope.source],
    ['opcode', log.opcode, envelope.opcode],
    ['outcome', log.outcome, failureOf(record)?.code ?? 'committed'],
    ['number of system calls', log.syscalls, record.calls.length],
    ['messages sent', log.outbox.join(), record.outbox.join()],
    ['fuel', log.fuel ?? record.fuel, record.fuel],
  ];
  const different = said.find(([, logged, recorded]) => logged !== recorded);
  return different && `the ${different[0]} is ${String(different[1])} in one and ${String(different[2])} in the other`;
}
