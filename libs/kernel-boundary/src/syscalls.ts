import type { ResourceType, Right } from './capability.ts';
import type { KernelInterface } from './manifest.ts';

/** One row per system call: where it stands in the WIT package and which authority it needs. */
export interface SyscallRow {
  readonly interface: KernelInterface;
  /** Name in the component's import, e.g. `[method]collection.read`. */
  readonly function: string;
  readonly resourceType: ResourceType;
  /** Undefined: holding the capability is enough. */
  readonly right?: Right;
  /** Whether the guest may be suspended while the host works on it. */
  readonly suspends: boolean;
  readonly description: string;
}

export const SYSCALLS = {
  'sys.db.open': {
    interface: 'db',
    function: 'open',
    resourceType: 'database',
    suspends: false,
    description: 'Turn a label of the CSpace into a collection handle',
  },
  'sys.db.read': {
    interface: 'db',
    function: '[method]collection.read',
    resourceType: 'database',
    right: 'read',
    suspends: true,
    description: 'Read from database',
  },
  'sys.db.query': {
    interface: 'db',
    function: '[method]collection.query',
    resourceType: 'database',
    right: 'list',
    suspends: true,
    description: 'Query database',
  },
  'sys.db.write': {
    interface: 'db',
    function: '[method]collection.write',
    resourceType: 'database',
    right: 'write',
    suspends: true,
    description: 'Write to database',
  },
  'sys.db.delete': {
    interface: 'db',
    function: '[method]collection.delete',
    resourceType: 'database',
    right: 'delete',
    suspends: true,
    description: 'Delete from database',
  },
  'sys.db.transact': {
    interface: 'db',
    function: '[method]collection.transact',
    resourceType: 'database',
    right: 'write',
    suspends: true,
    description: 'Transaction',
  },
  'sys.time.now': {
    interface: 'time',
    function: 'now',
    resourceType: 'clock',
    right: 'read',
    suspends: true,
    description: 'Get current time',
  },
  'sys.ipc.open': {
    interface: 'ipc',
    function: 'open',
    resourceType: 'channel',
    suspends: false,
    description: 'Turn a label of the CSpace into a channel handle',
  },
  'sys.ipc.send': {
    interface: 'ipc',
    function: '[method]channel.send',
    resourceType: 'channel',
    right: 'write',
    suspends: true,
    description: 'Send a message when the crank commits',
  },
  'sys.ipc.call': {
    interface: 'ipc',
    function: '[method]channel.call',
    resourceType: 'channel',
    right: 'execute',
    suspends: true,
    description: 'Send a request and wait for its reply',
  },
  'sys.audit.log': {
    interface: 'audit',
    function: 'log',
    resourceType: 'audit',
    right: 'write',
    suspends: true,
    description: 'Write audit log',
  },
  'sys.log.write': {
    interface: 'log',
    function: 'write',
    resourceType: 'log',
    right: 'write',
    suspends: false,
    description: 'Write a diagnostic line',
  },
} as const satisfies Readonly<Record<string, SyscallRow>>;

export type SyscallName = keyof typeof SYSCALLS;
