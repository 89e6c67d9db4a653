import type { Result, Slot } from '@esta-logic/kernel-boundary';
import type { SyscallEnvironment } from './crank-port.ts';
import { openByLabel } from './grant.ts';

/** sys.ipc.open: the slot of a label of the CSpace. */
export const ipcOpen = (env: SyscallEnvironment, label: string): Result<Slot> =>
  openByLabel(env, 'sys.ipc.open', label);
