import type { Eventual } from './storage-provider.ts';

/** Where installed module files and what was derived from them are kept, by name. */
export interface ComponentStore {
  /** The bytes stored under a name such as `modules/<hash>.wasm`, or undefined. */
  read(name: string): Eventual<Uint8Array | undefined>;
  /** Replaces the file atomically. */
  write(name: string, bytes: Uint8Array): Eventual<void>;
  list(prefix: string): Eventual<readonly string[]>;
}
