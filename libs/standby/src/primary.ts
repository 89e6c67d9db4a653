import {
  faultOf,
  KernelError,
  type ComponentStore,
  type Digest,
  type Eventual,
  type HostLoop,
  type Link,
  type LinkEvents,
  type ScanRange,
  type StorageProvider,
  type StoredEntry,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import { RANGES } from '@esta-logic/storage';
import type { ReplicationObserver } from './events.ts';
import { FollowerSession, type SessionParts } from './follower-session.ts';
import { encodeFrame } from './frame.ts';
import { decodeState, encodeState, nextEpoch, REPLICATION_KEY, type ReplicationState } from './replication-state.ts';

/** How long a commit waits for the standby before the store gives up, in milliseconds. */
export const CONFIRM_MILLISECONDS = 30_000;
/** A primary that has nothing to say says so this often, in milliseconds. */
export const BEAT_MILLISECONDS = 250;
/** Frames kept for a standby that comes back, in characters. */
const RECENT_CHARACTERS = 16 * 1024 * 1024;

export interface PrimaryOptions {
  /** The store of this directory. */
  readonly provider: StorageProvider;
  readonly components: ComponentStore;
  readonly digest: Digest;
  readonly loop: HostLoop;
  readonly observe?: ReplicationObserver;
  /** Milliseconds that a commit waits for the standby (30,000). */
  readonly confirmMilliseconds?: number;
}

/** The store and the component files of a kernel that has a standby. */
export interface Primary {
  /** A commit resolves when it is durable here and at the standby; it rejects, for good, when the standby has taken over. */
  readonly provider: StorageProvider;
  readonly components: ComponentStore;
  /** A standby has connected. The newest connection counts; an older one is told to rest, and closed. */
  attach(link: Link): LinkEvents;
}

/**
 * Begins a new epoch on a store. @throws KernelError storage-failed when the store is a half-made copy, or the
 * provider's own.
 */
export async function openPrimary(options: PrimaryOptions): Promise<Primary> {
  const state = nextEpoch(await readState(options.provider));
  await options.provider.commit([{ key: REPLICATION_KEY, value: encodeState(state) }]);
  return new ReplicatedStore(options, state);
}

/**
 * Takes note that a store that once was one of a pair goes on alone: no former partner's state is a beginning of what
 * comes now. Does nothing to a store that never was one of a pair. Errors: as `openPrimary`.
 */
export async function goOnAlone(provider: StorageProvider): Promise<void> {
  const { position, ...state } = nextEpoch(await readState(provider));
  if (state.base.epoch === 0) return;
  await provider.commit([{ key: REPLICATION_KEY, value: encodeState({ ...state, position: position + 1 }) }]);
}

async function readState(provider: StorageProvider): Promise<ReplicationState> {
  const found = decodeState(await provider.get(REPLICATION_KEY));
  if (found) return found;
  throw new KernelError(
    faultOf(
      'storage-failed',
      'This directory is a copy that was never finished; let it follow its primary again, or restore it from a backup.',
    ),
  );
}

interface Unconfirmed {
  readonly position: number;
  readonly resolve: () => void;
  readonly reject: (error: KernelError) => void;
  readonly giveUp: () => void;
}

class ReplicatedStore implements Primary, StorageProvider {
  readonly provider: StorageProvider = this;
  readonly components: ComponentStore;
  readonly #options: PrimaryOptions;
  #state: ReplicationState;
  /** Everything up to here is in the local store. */
  #stored: number;
  /** Frames of the newest batches of this epoch, in order. */
  readonly #recent: { readonly position: number; readonly frame: string }[] = [];
  #recentCharacters = 0;
  #session: FollowerSession | undefined;
  #unconfirmed: Unconfirmed[] = [];
  #failure: KernelError | undefined;
  #closed = false;

  constructor(options: PrimaryOptions, state: ReplicationState) {
    this.#options = options;
    this.#state = state;
    this.#stored = state.position;
    const { components } = options;
    this.components = {
      read: (name) => components.read(name),
      list: (prefix) => components.list(prefix),
      write: async (name, bytes) => {
        await components.write(name, bytes);
        await this.#session?.keep(name, bytes);
      },
    };
    options.observe?.({ kind: 'standby.missing' });
    this.#beat();
  }

  get(key: string): Eventual<string | undefined> {
    return this.#options.provider.get(key);
  }

  scan(range: ScanRange): Eventual<readonly StoredEntry[]> {
    return this.#options.provider.scan(range);
  }

  async commit(writes: readonly StoreWrite[]): Promise<void> {
    if (this.#failure) throw this.#failure;
    const { provider } = this.#options;
    this.#state = { ...this.#state, position: this.#state.position + 1 };
    const { epoch, position } = this.#state;
    const batch = [...writes, { key: REPLICATION_KEY, value: encodeState(this.#state) }];
    const frame = encodeFrame({ kind: 'batch', epoch, position, writes: batch });
    const confirmed = this.#confirmation(position);
    this.#remember(position, frame);
    this.#session?.ship(frame);
    await provider.commit(batch);
    this.#stored = position;
    this.#session?.stored(frame);
    await confirmed;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#session?.stop();
    await this.#options.provider.close();
  }

  attach(link: Link): LinkEvents {
    this.#session?.stop();
    const session: FollowerSession = new FollowerSession(
      link,
      this.#sessionParts(() => this.#session === session),
    );
    this.#session = session;
    return {
      frame: (text) => session.receive(text),
      closed: () => {
        if (this.#session !== session) return;
        this.#session = undefined;
        session.close();
        if (!this.#closed) this.#options.observe?.({ kind: 'standby.missing' });
      },
    };
  }

  #sessionParts(current: () => boolean): SessionParts {
    const { components, digest, provider } = this.#options;
    return {
      components,
      digest,
      state: () => this.#state,
      stored: () => this.#stored,
      framesBehind: (epoch, position) => this.#framesBehind(epoch, position),
      page: (from, limit) => provider.scan({ from, to: RANGES.everything.to, limit }),
      inStep: (copied) => this.#options.observe?.({ kind: 'standby.in-step', position: this.#stored, copied }),
      applied: (position) => {
        if (current()) this.#confirm(position);
      },
      fenced: (epoch) => this.#fence(epoch),
    };
  }

  /** Frames of what came after a standby's state; undefined when its state is not a beginning of this one, or too old. */
  #framesBehind(epoch: number, position: number): readonly string[] | undefined {
    const { base } = this.#state;
    const sameHistory =
      (epoch === this.#state.epoch && position >= base.position && position <= this.#stored) ||
      (epoch === base.epoch && position === base.position && epoch > 0);
    const oldest = this.#recent[0]?.position ?? this.#state.position + 1;
    if (!sameHistory || position < oldest - 1) return undefined;
    return this.#recent.filter((batch) => batch.position > position).map(({ frame }) => frame);
  }

  #remember(position: number, frame: string): void {
    this.#recent.push({ position, frame });
    this.#recentCharacters += frame.length;
    while (this.#recentCharacters > RECENT_CHARACTERS && this.#recent.length > 1)
      this.#recentCharacters -= this.#recent.shift()!.frame.length;
  }

  /** Resolves when the standby has the position; it never does when it has taken over. */
  #confirmation(position: number): Promise<void> {
    const confirmed = new Promise<void>((resolve, reject) => {
      const giveUp = this.#options.loop.after(this.#options.confirmMilliseconds ?? CONFIRM_MILLISECONDS, () =>
        this.#fail(
          'The standby did not confirm a commit in time, so nothing more is decided here; bring the standby back, or start this directory without one.',
        ),
      );
      this.#unconfirmed.push({ position, resolve, reject, giveUp });
    });
    confirmed.catch(() => undefined);
    return confirmed;
  }

  #confirm(position: number): void {
    while (this.#unconfirmed[0] && this.#unconfirmed[0].position <= position) {
      const { giveUp, resolve } = this.#unconfirmed.shift()!;
      giveUp();
      resolve();
    }
  }

  #fence(epoch: number): void {
    if (this.#failure) return;
    this.#options.observe?.({ kind: 'standby.fenced', epoch });
    this.#fail(
      `Another kernel has taken over this one's work (epoch ${epoch}); nothing more is decided here. Let this directory follow that kernel.`,
    );
  }

  #fail(sentence: string): void {
    this.#failure ??= new KernelError(faultOf('storage-failed', sentence));
    const waiting = this.#unconfirmed;
    this.#unconfirmed = [];
    for (const { giveUp, reject } of waiting) {
      giveUp();
      reject(this.#failure);
    }
  }

  #beat(): void {
    if (this.#closed) return;
    this.#session?.beat();
    this.#options.loop.after(BEAT_MILLISECONDS, () => this.#beat());
  }
}
