import type { Result, Slot } from '@esta-logic/kernel-boundary';
import type { SyscallEnvironment } from './crank-port.ts';
import { openByLabel } from './grant.ts';

/** sys.db.open: the slot of a label of the CSpace. */
export const dbOpen = (env: SyscallEnvironment, label: string): Result<Slot> => openByLabel(env, 'sys.db.open', label);
