import {
  fail,
  ok,
  SYSCALLS,
  type Fault,
  type Result,
  type Right,
  type Slot,
  type SyscallName,
  type SyscallRow,
} from '@esta-logic/kernel-boundary';
import type { Granted, SyscallEnvironment } from './crank-port.ts';

/** What a call asks beyond its row of the table. */
interface Wanted {
  /** A concrete path that the capability must cover. */
  readonly path?: string;
  /** Another right than the table's, for calls that need one of several. */
  readonly right?: Right;
}

const NOTHING_MORE: Wanted = {};

/** The wall clock is read only for capabilities that expire. */
const nowFor = (env: SyscallEnvironment, slot: Slot): number =>
  env.capabilities.space(env.process).at(slot)?.expiresAt === Infinity ? 0 : env.clock.now();

/**
 * The common first half of every system call: there is a crank, the slot holds a live capability of the right type
 * that carries the right. A refusal is observed. Faults: state-refused and those of `CapabilityEngine.check`.
 */
export function grant(
  env: SyscallEnvironment,
  syscall: SyscallName,
  slot: Slot,
  wanted: Wanted = NOTHING_MORE,
): Result<Granted> {
  const crank = env.crank();
  if (!crank)
    return deny(env, syscall, fail('state-refused', `${env.module} made a system call outside of a message.`));
  const row: SyscallRow = SYSCALLS[syscall];
  const checked = env.capabilities.check(env.process, slot, {
    resourceType: row.resourceType,
    right: wanted.right ?? row.right,
    path: wanted.path,
    now: nowFor(env, slot),
  });
  if (!checked.ok) return deny(env, syscall, checked);
  const { tenantId } = checked.value.resource;
  if (tenantId !== '*' && tenantId !== crank.tenantId)
    return deny(
      env,
      syscall,
      fail('tenant-mismatch', `${env.module} holds that capability for another tenant than the message's.`),
    );
  return ok({ node: checked.value, crank });
}

/** For resources that are not opened by label (the clock, the audit log): the first capability of that type. */
export function grantByType(env: SyscallEnvironment, syscall: SyscallName): Result<Granted> {
  const row = SYSCALLS[syscall];
  const slot = env.capabilities.findByType(env.process, row.resourceType);
  if (slot === undefined) {
    return deny(
      env,
      syscall,
      fail(
        'capability-missing',
        `${env.module} holds no ${row.resourceType} capability; declare it in capabilities.json and have it granted.`,
      ),
    );
  }
  return grant(env, syscall, slot);
}

/** The slot of a label: what `open` answers. */
export function openByLabel(env: SyscallEnvironment, syscall: SyscallName, label: string): Result<Slot> {
  const found = env.capabilities.find(env.process, label, SYSCALLS[syscall].resourceType);
  return found.ok ? found : deny(env, syscall, found);
}

function deny(
  env: SyscallEnvironment,
  syscall: SyscallName,
  refusal: { readonly ok: false; readonly fault: Fault },
): Result<never> {
  env.crank()?.denied(syscall, refusal.fault);
  env.observe({ kind: 'syscall.denied', process: env.process, syscall, fault: refusal.fault });
  return refusal;
}
