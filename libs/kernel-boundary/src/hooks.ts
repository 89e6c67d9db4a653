import type { Fault } from './errors.ts';
import type { SyscallName } from './syscalls.ts';

export type ProcessState =
  'created' | 'ready' | 'running' | 'waiting' | 'blocked' | 'suspended' | 'quarantined' | 'failed' | 'completed';

/**
 * What the kernel tells whoever watches it: metrics, logs, `esta ps`. Plain data, no payloads.
 * Observers only see; they cannot change what happens (that is what interceptors are for).
 */
export type KernelEvent =
  | { readonly kind: 'boot.phase'; readonly phase: string; readonly milliseconds: number }
  | { readonly kind: 'kernel.ready'; readonly milliseconds: number }
  | { readonly kind: 'kernel.stopped' }
  | { readonly kind: 'module.loaded'; readonly module: string; readonly version: string; readonly hash: string }
  | {
      readonly kind: 'module.rolled-back';
      readonly module: string;
      /** Hash of the version that failed, and of the one that runs again. */
      readonly from: string;
      readonly to: string;
      readonly fault: Fault;
    }
  | { readonly kind: 'module.refused'; readonly module: string; readonly fault: Fault }
  | { readonly kind: 'process.state'; readonly process: string; readonly from: ProcessState; readonly to: ProcessState }
  | { readonly kind: 'message.accepted'; readonly messageId: string; readonly target: string; readonly opcode: string }
  | {
      readonly kind: 'stream.gap';
      readonly firstMissing: number;
      readonly lastMissing: number;
    }
  | { readonly kind: 'message.refused'; readonly target: string; readonly opcode: string; readonly fault: Fault }
  | {
      readonly kind: 'message.dead-lettered';
      readonly messageId: string;
      readonly target: string;
      readonly fault: Fault;
    }
  | {
      readonly kind: 'crank.committed';
      readonly seq: number;
      readonly process: string;
      readonly messageId: string;
      readonly milliseconds: number;
      readonly syscalls: number;
    }
  | { readonly kind: 'crank.aborted'; readonly process: string; readonly messageId: string; readonly fault: Fault }
  | { readonly kind: 'syscall.denied'; readonly process: string; readonly syscall: SyscallName; readonly fault: Fault }
  | { readonly kind: 'guest.log'; readonly process: string; readonly level: LogLevel; readonly message: string };

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type KernelObserver = (event: KernelEvent) => void;
