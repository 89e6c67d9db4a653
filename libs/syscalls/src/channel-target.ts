import { fail, ok, type Result, type Slot, type SyscallName } from '@esta-logic/kernel-boundary';
import type { Granted, SyscallEnvironment } from './crank-port.ts';
import { grant } from './grant.ts';

/** A channel that may be used: who is at its other end. */
export interface GrantedChannel extends Granted {
  readonly target: string;
}

/** A channel's path is `module.opcode`; the capability's pattern names the module and says which opcodes. */
export function grantChannel(
  env: SyscallEnvironment,
  syscall: SyscallName,
  slot: Slot,
  opcode: string,
): Result<GrantedChannel> {
  const pattern = env.capabilities.space(env.process).at(slot)?.resource.resourcePath ?? '';
  const target = pattern.split('.', 1)[0] ?? '';
  const granted = grant(env, syscall, slot, { path: `${target}.${opcode}` });
  if (!granted.ok) return granted;
  return target === '*'
    ? fail(
        'invalid-argument',
        `The channel capability of ${env.module} names no module; derive one such as accrual-engine.*.`,
      )
    : ok({ ...granted.value, target });
}
