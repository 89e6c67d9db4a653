/** Records as a kernel makes them, for tests and benches. */
import type { AuditEvent } from '../src/record.ts';

const hashOf = (n: number): string => n.toString(16).padStart(64, '0');

export function sampleEvent(n: number): AuditEvent {
  const time = new Date(1_748_736_000_000 + n).toISOString();
  if (n % 7 === 3)
    return {
      kind: 'audit',
      time,
      process: 'p1',
      module: 'compliance-engine',
      messageId: `m${n}`,
      record: { decision: 'due', hours: '77/6', list: [1, null, 'é\u{1f600}'] },
    };
  if (n % 17 === 9)
    return { kind: 'log.key', time, key: 'log.example+00000000+AQ==', ...(n % 2 ? { note: 'a\n' } : {}) };
  if (n % 11 === 5) return { kind: 'stop', time };
  if (n % 13 === 6)
    return {
      kind: 'syscall.denied',
      time,
      process: 'p1',
      module: 'accrual-engine',
      messageId: `m${n}`,
      syscall: 'sys.db.write',
      outcome: 1006,
      what: 'read only',
    };
  return {
    kind: 'crank',
    time,
    process: 'p1',
    module: 'accrual-engine',
    hash: hashOf(1),
    messageId: `m${n}`,
    source: 'client',
    opcode: 'accrual.calculate',
    outcome: n % 5 === 0 ? 2004 : 'committed',
    sections: { calls: hashOf(n), output: hashOf(n + 1), payload: hashOf(n + 2), rest: hashOf(n + 3) },
    outbox: n % 3 === 0 ? [`m${n}.1`, `m${n}.2`] : [],
    syscalls: n % 9,
    tenantId: 'default',
  };
}
