import { LOG_LEVELS, type LogLevel } from '@esta-logic/kernel-boundary';
import type { SyscallEnvironment } from './crank-port.ts';
import { grantByType } from './grant.ts';

const MAX_CHARACTERS = 4096;

/** sys.log.write: a diagnostic line for operators. Without the capability it is observed as denied and dropped. */
export function logWrite(env: SyscallEnvironment, level: LogLevel, message: string): void {
  if (!grantByType(env, 'sys.log.write').ok) return;
  const known = LOG_LEVELS.includes(level) ? level : 'info';
  env.observe({ kind: 'guest.log', process: env.process, level: known, message: message.slice(0, MAX_CHARACTERS) });
}
