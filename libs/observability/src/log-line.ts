import type { KernelEvent, LogLevel } from '@esta-logic/kernel-boundary';
import { redact } from './redact.ts';

/** A structured log line: plain data that a JSON logger writes as it is. */
export interface LogLine {
  readonly level: LogLevel | 'trace';
  readonly message: string;
  readonly fields: Readonly<Record<string, string | number>>;
}

const MESSAGES: Readonly<Record<KernelEvent['kind'], readonly [LogLine['level'], string]>> = {
  'boot.phase': ['debug', 'boot phase done'],
  'kernel.ready': ['info', 'kernel ready'],
  'kernel.stopped': ['info', 'kernel stopped'],
  'module.loaded': ['info', 'module loaded'],
  'module.refused': ['error', 'module refused'],
  'module.rolled-back': ['error', 'module rolled back'],
  'process.state': ['trace', 'process changed state'],
  'stream.gap': ['warn', 'numbered messages never came'],
  'message.accepted': ['trace', 'message accepted'],
  'message.refused': ['warn', 'message refused'],
  'message.dead-lettered': ['error', 'message became a dead letter'],
  'crank.committed': ['debug', 'crank committed'],
  'crank.aborted': ['warn', 'crank aborted'],
  'syscall.denied': ['warn', 'system call denied'],
  'guest.log': ['info', ''],
};

/** A kernel event as a log line. Events carry no payloads; the texts they carry (faults, guests' own lines) are redacted. */
export function logLine(event: KernelEvent): LogLine {
  const [level, message] = MESSAGES[event.kind] ?? ['info', event.kind];
  const fields: Record<string, string | number> = { event: event.kind };
  for (const [name, value] of Object.entries(event)) {
    if (name === 'kind' || name === 'level' || name === 'message') continue;
    if (name === 'fault') Object.assign(fields, faultFields(value as { code: number; name: string; message: string }));
    // Ids, names and opcodes are the kernel's own or were checked at the boundary: nothing personal fits into them.
    else if (typeof value === 'number' || typeof value === 'string') fields[name] = value;
  }
  return event.kind === 'guest.log'
    ? { level: event.level, message: redact(event.message), fields }
    : { level, message, fields };
}

const faultFields = ({ code, name, message }: { code: number; name: string; message: string }) => ({
  code,
  fault: name,
  reason: redact(message),
});
