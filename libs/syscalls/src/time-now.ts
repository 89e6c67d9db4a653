import { ok, type Result } from '@esta-logic/kernel-boundary';
import type { SyscallEnvironment } from './crank-port.ts';
import { grantByType } from './grant.ts';

/** sys.time.now: milliseconds since the epoch. Right: read on a clock. */
export function timeNow(env: SyscallEnvironment): Result<bigint> {
  const granted = grantByType(env, 'sys.time.now');
  return granted.ok ? ok(BigInt(Math.trunc(env.clock.now()))) : granted;
}
