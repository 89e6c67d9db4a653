/**
 * How the core modules of a component are linked to each other and to the kernel, flattened to one list: what an
 * engine of core modules must do to run the component. JSON, so that it is kept beside the metered core modules:
 *
 *   { "instances": [ { "module": <number>, "imports": [ [ <module>, <name>, <source> ] … ] } … ],
 *     "handle": { "func": <ref>, "options": <options> } }
 *
 *   ref     = [ <index of an instance>, <name of its export> ]
 *   options = { "encoding": "utf8" | "utf16", "memory"?: <ref>, "realloc"?: <ref>, "postReturn"?: <ref> }
 *   source  = { "export": <ref> } | { "call": <kernel function>, "options": <options> }
 *           | { "drop": "collection" | "channel" } | { "trap": "stub" | "handle" }
 *
 * Instances stand in the order in which they start.
 */
import type { KernelFunction, KernelResource } from './kernel-world.ts';

export type ExportRef = readonly [instance: number, name: string];

/** Canonical options, resolved. */
export interface LinkOptions {
  readonly encoding: 'utf8' | 'utf16';
  readonly memory?: ExportRef;
  readonly realloc?: ExportRef;
  readonly postReturn?: ExportRef;
}

/** What a core module's import is given. A `trap` can only fail: a stub of the toolchain, or a resource nobody can hold. */
export type ImportSource =
  | { readonly export: ExportRef }
  | { readonly call: KernelFunction; readonly options: LinkOptions }
  | { readonly drop: KernelResource }
  | { readonly trap: 'stub' | 'handle' };

export interface PlannedInstance {
  /** Index of a core module of the component. */
  readonly module: number;
  readonly imports: readonly (readonly [module: string, name: string, source: ImportSource])[];
}

export interface LinkPlan {
  readonly instances: readonly PlannedInstance[];
  readonly handle: { readonly func: ExportRef; readonly options: LinkOptions };
}
