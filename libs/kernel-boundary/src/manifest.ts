import type { CapabilityRequest } from './capability.ts';
import type { MessageType } from './message.ts';
import type { JsonSchema } from './schema/json-schema.ts';

/** Highest first. `system` is the kernel's own code, never a guest. */
export const PROCESS_PRIORITIES = ['system', 'realtime', 'high', 'normal', 'low', 'idle'] as const;
export type ProcessPriority = (typeof PROCESS_PRIORITIES)[number];

export const ABI_VERSION = '0.1.0';
/** The interfaces of `esta:kernel` that a manifest may name. `types` needs no naming: it holds no function. */
export const KERNEL_INTERFACES = ['audit', 'db', 'ipc', 'log', 'time'] as const;
export type KernelInterface = (typeof KERNEL_INTERFACES)[number];

/**
 * What happens to a message for which a mailbox has no place: its sender is told (the default), it is not taken, an older
 * one of no higher priority makes room, or its sender waits. What is dropped becomes a dead letter, or its waiting sender is told.
 */
export const OVERFLOW_POLICIES = ['notify-sender', 'drop-newest', 'drop-oldest', 'block-sender'] as const;
export type OverflowPolicy = (typeof OVERFLOW_POLICIES)[number];

export interface OpcodeDeclaration {
  /** The message types under which the opcode is accepted. */
  readonly types: readonly MessageType[];
  readonly description: string;
  readonly payload: JsonSchema;
  readonly reply?: JsonSchema;
}

export interface ManifestLimits {
  readonly memoryBytes?: number;
  readonly cpuMillisecondsPerCall?: number;
  readonly payloadBytes?: number;
  readonly mailboxCapacity?: number;
  /** Processes that may work on the module's messages side by side; 1 for one that is stateful. */
  readonly processes?: number;
  /** Milliseconds of CPU, messages handled, and UTF-8 bytes written in any second, over all processes of the module. */
  readonly cpuMillisecondsPerSecond?: number;
  readonly messagesPerSecond?: number;
  readonly bytesWrittenPerSecond?: number;
}

/** What a module is, wants and answers: `manifest.ts` and `capabilities.json` together. */
export interface ModuleManifest {
  /** The name that messages are addressed to. */
  readonly id: string;
  readonly version: string;
  readonly description: string;
  readonly abi: string;
  /** Protection ring: 1 system services, 2 user modules. It bounds what may be asked for. */
  readonly ring: 1 | 2;
  readonly priority: Exclude<ProcessPriority, 'system'>;
  readonly imports: readonly KernelInterface[];
  readonly opcodes: Readonly<Record<string, OpcodeDeclaration>>;
  readonly limits?: ManifestLimits;
  readonly overflow?: OverflowPolicy;
  /** Keeps its memory between cranks; the default is hermetic. */
  readonly stateful?: boolean;
  /** Every crank is run twice, on instances of their own, and kept only when both did the same. Not for a stateful module. */
  readonly lockstep?: boolean;
  readonly requiredCapabilities: readonly CapabilityRequest[];
}

/** What `manifest.ts` exports by default: the capabilities are added from `capabilities.json`. */
export type ServiceManifest = Omit<ModuleManifest, 'requiredCapabilities'>;
