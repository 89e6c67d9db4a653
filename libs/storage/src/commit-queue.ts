import {
  faultOf,
  KernelError,
  type Fault,
  type HostLoop,
  type StorageProvider,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import type { WriteLayer } from './scan-merge.ts';
import { SortedMap } from './sorted-map.ts';

/** Sealed batches that become durable by one commit. */
interface Group {
  readonly writes: WriteLayer;
  readonly durable: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: KernelError) => void;
}

/**
 * Group commit in the order in which batches were added: at most one group is being committed and one is filling.
 * Fail-stop: after a failed commit every batch in and behind it is rejected, and nothing more is asked of the provider.
 */
export class CommitQueue {
  readonly #provider: StorageProvider;
  readonly #loop: HostLoop;
  readonly #groupWrites: number;
  #filling: Group | undefined;
  #committing: Group | undefined;
  #turnAsked = false;
  #failure: Fault | undefined;

  constructor(provider: StorageProvider, loop: HostLoop, groupWrites: number) {
    this.#provider = provider;
    this.#loop = loop;
    this.#groupWrites = groupWrites;
  }

  get failure(): Fault | undefined {
    return this.#failure;
  }

  /** Resolves when the batch is durable; rejects with a KernelError (storage-failed). */
  add(batch: readonly StoreWrite[]): Promise<void> {
    const group = (this.#filling ??= newGroup());
    for (const write of batch) group.writes.set(write.key, write);
    if (group.writes.size >= this.#groupWrites) this.#commitFilling();
    else this.#askForTurn();
    return group.durable;
  }

  /** Resolves when everything added so far is durable; undefined when it is already. */
  pending(): Promise<void> | undefined {
    return (this.#filling ?? this.#committing)?.durable;
  }

  /** What is added and not durable yet, as it covers a key: `null` when deleted, undefined when it does not cover it. */
  covering(key: string): string | null | undefined {
    return (this.#filling?.writes.get(key) ?? this.#committing?.writes.get(key))?.value;
  }

  /** What is added and not durable yet, newest first. */
  layers(): WriteLayer[] {
    return [this.#filling, this.#committing].filter((group) => group !== undefined).map(({ writes }) => writes);
  }

  async flush(): Promise<void> {
    if (this.#failure !== undefined) throw new KernelError(this.#failure);
    const last = this.pending();
    this.#commitFilling();
    await last;
  }

  #askForTurn(): void {
    if (this.#turnAsked || this.#committing !== undefined) return;
    this.#turnAsked = true;
    const turned = (): void => {
      this.#turnAsked = false;
      this.#commitFilling();
    };
    this.#loop.turn().then(turned, turned);
  }

  #commitFilling(): void {
    const group = this.#filling;
    if (group === undefined || this.#committing !== undefined) return;
    this.#filling = undefined;
    this.#committing = group;
    try {
      const committed = this.#provider.commit([...group.writes.values()]);
      if (committed instanceof Promise)
        committed.then(
          () => this.#committed(group),
          (error: unknown) => this.#failed(group, error),
        );
      else this.#committed(group);
    } catch (error) {
      this.#failed(group, error);
    }
  }

  #committed(group: Group): void {
    this.#committing = undefined;
    group.resolve();
    this.#commitFilling();
  }

  #failed(group: Group, error: unknown): void {
    const cause = error instanceof Error ? error.message : String(error);
    this.#failure = faultOf(
      'storage-failed',
      `A commit failed and nothing sealed since was kept; check the disk and start again. The cause: ${cause}`,
    );
    const rejection = new KernelError(this.#failure);
    group.reject(rejection);
    this.#filling?.reject(rejection);
    this.#committing = this.#filling = undefined;
  }
}

function newGroup(): Group {
  let resolve!: () => void;
  let reject!: (error: KernelError) => void;
  const durable = new Promise<void>((onDurable, onFailure) => {
    resolve = onDurable;
    reject = onFailure;
  });
  // A failure nobody waits for is still told: the store refuses everything from then on.
  durable.catch(() => undefined);
  return { writes: new SortedMap(), durable, resolve, reject };
}
