import type { Usage } from '@esta-logic/resource-manager';
import type { Machinery } from './machinery.ts';
import type { Process } from './process.ts';

export interface ProcessInfo {
  readonly id: string;
  readonly module: string;
  readonly version: string;
  readonly priority: string;
  readonly state: string;
  readonly mailbox: number;
  readonly cranks: number;
  readonly faults: number;
  readonly busyMilliseconds: number;
  readonly memoryBytes: number;
  readonly handles: number;
  /** What it used in the last full second. */
  readonly lastSecond: Usage;
}

/** What people are shown of a process. */
export function infoOf({ scheduler, capabilities, resources }: Machinery, process: Process): ProcessInfo {
  return {
    id: process.id,
    module: process.name,
    version: process.module.decoded.manifest.version,
    priority: process.priority,
    state: scheduler.stateOf(process.id) ?? 'completed',
    mailbox: process.mailbox.length,
    cranks: process.cranks,
    faults: process.faults,
    busyMilliseconds: process.busyMilliseconds,
    memoryBytes: process.instance?.memoryBytes() ?? 0,
    handles: capabilities.list(process.id).length,
    lastSecond: resources.lastSecond(process.id),
  };
}
