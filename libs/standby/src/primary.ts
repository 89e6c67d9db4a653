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
import { Confirmations } from './confirmations.ts';
import type { ReplicationObserver } from './events.ts';
import { FollowerSession, type SessionParts } from './follower-session.ts';
import { encodeFrame } from './frame.ts';
import { RecentFrames } from './recent-frames.ts';
import { decodeState, encodeState, nextEpoch, REPLICATION_KEY, type ReplicationState } from './replication-state.ts';

/** How long a commit waits for the standby before the store gives up, in milliseconds. */
export const CONFIRM_MILLISECONDS = 30_000;
/** A primary that has nothing to say says so this often, in milliseconds. */
export const BEAT_MILLISECONDS = 250;
/** How long a primary that stops waits for its standby to say that it rests, in milliseconds. */
const REST_MILLISECONDS = 1_000;

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
  /**
   * Somebody has connected who wants to be the standby. The first one is, for as long as this directory goes on as a
   * primary and that one has not said that it rests; anybody else is turned away.
   */
  attach(link: Link): LinkEvents;
}

/**
 * Begins a new epoch on a store. @throws KernelError storage-failed when the store is a half-made copy, or the
 * provider's own.
 */
export async function openPrimary(options: PrimaryOptions): Promise<Primary> {
  const before = await readState(options.provider);
  const { standby } = before;
  const state = { ...nextEpoch(before), ...(standby === undefined ? {} : { standby }) };
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

class ReplicatedStore implements Primary, StorageProvider {
  readonly provider: StorageProvider = this;
  readonly components: ComponentStore;
  readonly #options: PrimaryOptions;
  #state: ReplicationState;
  /** Everything up to here is in the local store. */
  #stored: number;
  readonly #recent = new RecentFrames();
  readonly #confirmations: Confirmations;
  /** That of the standby. */
  #session: FollowerSession | undefined;
  /** Those that are connected and have not said who they are, or are turned away. */
  readonly #others = new Set<FollowerSession>();
  /** Commits to the local store, one after the other. */
  #storing: Promise<void> = Promise.resolve();
  #failure: KernelError | undefined;
  #closed = false;

  constructor(options: PrimaryOptions, state: ReplicationState) {
    this.#options = options;
    this.#state = state;
    this.#stored = state.position;
    this.#confirmations = new Confirmations(options.loop, options.confirmMilliseconds ?? CONFIRM_MILLISECONDS, () =>
      this.#fail(
        'The standby did not confirm a commit in time, so nothing more is decided here; bring the standby back, or start this directory without one.',
      ),
    );
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
    const { stored, confirmed } = this.#write(writes);
    await stored;
    await confirmed;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#partInPeace();
    for (const session of this.#others) session.close();
    await this.#options.provider.close();
  }

  attach(link: Link): LinkEvents {
    const session: FollowerSession = new FollowerSession(
      link,
      this.#sessionParts(() => session),
    );
    if (this.#failure) session.close();
    else this.#others.add(session);
    return {
      frame: (text) => session.receive(text),
      closed: () => {
        session.close();
        this.#others.delete(session);
        if (this.#session !== session) return;
        this.#session = undefined;
        if (!this.#closed) this.#options.observe?.({ kind: 'standby.missing' });
      },
    };
  }

  /** A batch goes to both stores at once; `stored` and `confirmed` reject for good when either cannot have it. */
  #write(writes: readonly StoreWrite[]): { readonly stored: Promise<void>; readonly confirmed: Promise<void> } {
    if (this.#failure) throw this.#failure;
    this.#state = { ...this.#state, position: this.#state.position + 1 };
    const { epoch, position } = this.#state;
    const batch = [...writes, { key: REPLICATION_KEY, value: encodeState(this.#state) }];
    const frame = encodeFrame({ kind: 'batch', epoch, position, writes: batch });
    const confirmed = this.#confirmations.of(position);
    this.#recent.add(position, frame);
    this.#session?.ship(frame);
    const stored = this.#storing.then(() => this.#store(batch, position, frame));
    this.#storing = stored.catch(() => undefined);
    return { stored, confirmed };
  }

  async #store(batch: readonly StoreWrite[], position: number, frame: string): Promise<void> {
    if (this.#failure) throw this.#failure;
    try {
      await this.#options.provider.commit(batch);
    } catch (error) {
      // The standby may have the batch that is missing here: what came after it would be another history.
      this.#fail('A commit could not be stored here, so nothing more is decided here; start this directory again.');
      throw error;
    }
    this.#stored = position;
    this.#session?.stored(frame);
  }

  /** Whoever is the standby is so durably before it hears anything, and so before it could take over. */
  async #admit(session: FollowerSession, id: string): Promise<{ readonly other: string } | undefined> {
    const { standby } = this.#state;
    if (standby !== undefined && standby !== id) {
      this.#options.observe?.({ kind: 'standby.turned-away', id });
      return { other: standby };
    }
    this.#session?.close();
    this.#others.delete(session);
    this.#session = session;
    if (standby === undefined) {
      this.#state = { ...this.#state, standby: id };
      await this.#write([]).stored;
    }
    return undefined;
  }

  /** A standby that says that it rests is none any more: the next time another one may come. */
  async #partInPeace(): Promise<void> {
    const session = this.#session;
    session?.stop();
    const giveUp = session && this.#options.loop.after(REST_MILLISECONDS, () => session.close());
    const rests = await session?.rests;
    giveUp?.();
    session?.close();
    if (!rests || this.#failure) return;
    await this.#storing;
    const { standby: _standby, ...state } = this.#state;
    await this.#options.provider.commit([
      { key: REPLICATION_KEY, value: encodeState({ ...state, position: this.#stored }) },
    ]);
  }

  #sessionParts(session: () => FollowerSession): SessionParts {
    const { components, digest, provider } = this.#options;
    return {
      components,
      digest,
      state: () => this.#state,
      stored: () => this.#stored,
      framesBehind: (epoch, position) => this.#framesBehind(epoch, position),
      page: (from, limit) => provider.scan({ from, to: RANGES.everything.to, limit }),
      admit: (id) => this.#admit(session(), id),
      inStep: (id, copied) => this.#options.observe?.({ kind: 'standby.in-step', id, position: this.#stored, copied }),
      applied: (position) => {
        if (this.#session === session()) this.#confirmations.upTo(position);
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
    return sameHistory ? this.#recent.after(position, this.#state.position) : undefined;
  }

  #fence(epoch: number): void {
    if (this.#failure) return;
    this.#options.observe?.({ kind: 'standby.fenced', epoch });
    this.#fail(
      `Another kernel has taken over this one's work (epoch ${epoch}); nothing more is decided here. Let this directory follow that kernel.`,
    );
  }

  /** For good: the standby hears nothing more, so that it takes over. */
  #fail(sentence: string): void {
    this.#failure ??= new KernelError(faultOf('storage-failed', sentence));
    this.#confirmations.refuse(this.#failure);
    for (const session of [this.#session, ...this.#others]) session?.close();
  }

  #beat(): void {
    if (this.#closed || this.#failure) return;
    this.#session?.beat();
    this.#options.loop.after(BEAT_MILLISECONDS, () => this.#beat());
  }
}
