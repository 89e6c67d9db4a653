import {
  fail,
  faultOf,
  KernelError,
  ok,
  type Clock,
  type ComponentStore,
  type Digest,
  type Eventual,
  type Fault,
  type HostLoop,
  type Link,
  type LinkEvents,
  type Result,
  type StorageProvider,
  type StoreWrite,
} from '@esta-logic/kernel-boundary';
import { RANGES } from '@esta-logic/storage';
import { fileBytes, fileHashes } from './component-files.ts';
import type { ReplicationObserver } from './events.ts';
import type { BatchCheck } from './log-check.ts';
import { decodePrimaryFrame, encodeFrame, type PrimaryFrame, type StandbyFrame } from './frame.ts';
import {
  COPYING,
  decodeState,
  encodeState,
  nextEpoch,
  REPLICATION_KEY,
  type ReplicationState,
} from './replication-state.ts';

/** How long a standby hears nothing before it counts its primary as lost, in milliseconds. */
export const SILENCE_MILLISECONDS = 2_000;
/** How long a connection that broke may take to come back before the primary counts as lost, in milliseconds. */
export const BROKEN_MILLISECONDS = 500;

export interface StandbyOptions {
  /** Its own, and the same whenever it comes back: up to 128 letters, digits and hyphens. */
  readonly id: string;
  readonly provider: StorageProvider;
  readonly components: ComponentStore;
  readonly digest: Digest;
  readonly clock: Clock;
  readonly loop: HostLoop;
  readonly observe?: ReplicationObserver;
  /** Refuses what does not hold, so that the primary never counts it as confirmed. */
  readonly check?: BatchCheck;
  /** A batch is durable here. */
  readonly kept?: (writes: readonly StoreWrite[]) => void;
  /** Milliseconds of silence after which the primary is lost (2,000). */
  readonly silenceMilliseconds?: number;
}

/**
 * Follows a primary: keeps every batch durably before it confirms it. When the primary is lost, `promote` makes the
 * store its successor: from then on no older epoch is followed, and because a primary acknowledges nothing without its
 * standby, what it still decides is never acknowledged by anybody.
 */
export class Standby {
  readonly #options: StandbyOptions;
  #state: ReplicationState | undefined;
  #link: Link | undefined;
  /** The connection that broke last, until another one is there. */
  #broken: Link | undefined;
  /** Frames are handled one after the other. */
  #work: Promise<void> = Promise.resolve();
  #mode: 'idle' | 'following' | 'copying' | 'promoted' = 'idle';
  /** The epoch of the primary that is followed. */
  #primaryEpoch = 0;
  #heard: number;
  #refusal: Fault | undefined;
  #wakeRefused!: () => void;
  #watching = false;
  #wakeLost!: () => void;
  /** Resolves when a primary that was followed has been silent for too long. */
  readonly lost: Promise<void>;
  /** Resolves when a primary could not be followed, for a reason that `refusal` says and that does not pass. */
  readonly refused: Promise<void>;

  /** @throws KernelError what the provider throws. */
  static async open(options: StandbyOptions): Promise<Standby> {
    return new Standby(options, decodeState(await options.provider.get(REPLICATION_KEY)));
  }

  private constructor(options: StandbyOptions, state: ReplicationState | undefined) {
    this.#options = options;
    this.#state = state;
    this.#heard = options.clock.monotonic();
    this.lost = new Promise((resolve) => (this.#wakeLost = resolve));
    this.refused = new Promise((resolve) => (this.#wakeRefused = resolve));
  }

  /** The batch that is durable here; undefined while a copy is not whole. */
  get position(): number | undefined {
    return this.#mode === 'copying' ? undefined : this.#state?.position;
  }

  /** A connection to the primary is there. */
  attach(link: Link): LinkEvents {
    this.#link?.close();
    this.#link = link;
    this.#broken = undefined;
    this.#do(async () => this.#greet(link));
    return {
      frame: (text) => {
        this.#heard = this.#options.clock.monotonic();
        this.#do(() => this.#receive(link, text));
      },
      // What came before the end is still handled.
      closed: () =>
        void this.#do(async () => {
          if (this.#link !== link) return;
          this.#link = undefined;
          this.#broken = link;
          this.#options.loop.after(BROKEN_MILLISECONDS, () => {
            if (this.#broken === link && this.#mode === 'following') this.#wakeLost();
          });
        }),
    };
  }

  /**
   * Takes over: the store begins a new epoch, and the old primary is told if it still listens. Fault: state-refused when
   * this store never was in step with a primary, or a copy is not whole.
   */
  async promote(): Promise<Result<ReplicationState>> {
    let promoted: Result<ReplicationState> = fail('state-refused', 'This standby has taken over already.');
    await this.#do(async () => {
      promoted = await this.#promote();
    });
    return promoted;
  }

  /** Stops following; the store stays as it is and may follow again. */
  async close(): Promise<void> {
    await this.#do(async () => {
      this.#link?.close();
      this.#link = undefined;
    });
  }

  async #promote(): Promise<Result<ReplicationState>> {
    if (this.#mode === 'promoted') return fail('state-refused', 'This standby has taken over already.');
    if (this.#mode !== 'following' || !this.#state)
      return fail(
        'state-refused',
        'This standby is not in step with a primary, so it cannot take over; start the primary again, or restore a backup.',
      );
    const state = nextEpoch(this.#state, this.#primaryEpoch);
    await this.#options.provider.commit([{ key: REPLICATION_KEY, value: encodeState(state) }]);
    this.#state = state;
    this.#mode = 'promoted';
    void this.#send(this.#link, { kind: 'fenced', epoch: state.epoch });
    this.#link?.close();
    this.#link = undefined;
    return ok(state);
  }

  #do(task: () => Promise<void>): Promise<void> {
    const done = this.#work.then(task);
    this.#work = done.catch(() => this.#link?.close());
    return done;
  }

  async #greet(link: Link): Promise<void> {
    const files = await fileHashes(this.#options.components, this.#options.digest);
    const { epoch, position } = this.#state ?? { epoch: 0, position: 0 };
    await this.#send(link, { kind: 'follow', version: 2, id: this.#options.id, epoch, position, files });
  }

  async #receive(link: Link, text: string): Promise<void> {
    if (link !== this.#link || this.#mode === 'promoted') return;
    const frame = decodePrimaryFrame(text);
    if (!frame) return link.close();
    await this.#handle(link, frame);
  }

  #handle(link: Link, frame: PrimaryFrame): Eventual<void> {
    switch (frame.kind) {
      case 'beat':
        return undefined;
      case 'stopping':
        return this.#rest(link);
      case 'refused':
        return this.#turnedAway(link, frame.standby);
      case 'fenced':
        return this.#ahead(link, frame.epoch);
      case 'file':
        return this.#keep(link, frame);
      case 'continue':
        return this.#goOn(link, frame.epoch);
      case 'copy':
        return this.#beginCopy(frame.epoch);
      case 'page':
        return this.#mode === 'copying' ? this.#copyIn(frame.entries) : link.close();
      case 'copied':
        return this.#endCopy(link, frame.state);
      case 'batch':
        return this.#mode === 'copying' ? this.#copyIn(frame.writes) : this.#apply(link, frame);
    }
  }

  /** Nobody is lost: the primary comes back, or an operator decides. */
  async #rest(link: Link): Promise<void> {
    if (this.#mode === 'following') this.#mode = 'idle';
    await this.#send(link, { kind: 'resting' });
    link.close();
  }

  #turnedAway(link: Link, other: string): void {
    this.#refusal = faultOf(
      'state-refused',
      `The primary has another standby, ${other.slice(0, 16)}, which could take over at any time. Stop that one, and the primary in good order; when it is gone for good, start the primary once without --link.`,
    );
    link.close();
    this.#wakeRefused();
  }

  #ahead(link: Link, epoch: number): void {
    this.#refusal = faultOf('state-refused', `The primary is behind this store, which has seen epoch ${epoch}.`);
    link.close();
    this.#wakeRefused();
  }

  /** Why the last primary could not be followed. */
  get refusal(): Fault | undefined {
    return this.#refusal;
  }

  async #keep(link: Link, { ticket, name, base64 }: Extract<PrimaryFrame, { kind: 'file' }>): Promise<void> {
    await this.#options.components.write(name, fileBytes(name, base64));
    await this.#send(link, { kind: 'kept', ticket });
  }

  /** What was confirmed over a connection that broke is confirmed again. */
  async #goOn(link: Link, epoch: number): Promise<void> {
    this.#follow(epoch);
    await this.#send(link, { kind: 'applied', position: this.#state?.position ?? 0 });
  }

  #follow(epoch: number): void {
    this.#mode = 'following';
    this.#primaryEpoch = epoch;
    this.#options.observe?.({ kind: 'standby.following', epoch, position: this.#state?.position ?? 0 });
    this.#watch();
  }

  async #beginCopy(epoch: number): Promise<void> {
    const { provider } = this.#options;
    this.#mode = 'copying';
    this.#primaryEpoch = epoch;
    this.#state = undefined;
    await provider.commit([{ key: REPLICATION_KEY, value: COPYING }]);
    for (;;) {
      const page = await provider.scan({ ...RANGES.everything, limit: 1000 });
      const rest = page.filter(({ key }) => key !== REPLICATION_KEY);
      if (rest.length === 0) return;
      await provider.commit(rest.map(({ key }) => ({ key, value: null })));
    }
  }

  /** Until the copy is whole it must not be taken for a state, whatever its entries say. */
  #copyIn(writes: readonly StoreWrite[]): Eventual<void> {
    return this.#options.provider.commit(writes.filter(({ key }) => key !== REPLICATION_KEY));
  }

  async #endCopy(link: Link, text: string): Promise<void> {
    const state = decodeState(text);
    if (this.#mode !== 'copying' || state?.epoch !== this.#primaryEpoch) return link.close();
    const fault = await this.#options.check?.copied();
    if (fault) return this.#refuse(link, state.position, fault);
    await this.#options.provider.commit([{ key: REPLICATION_KEY, value: text }]);
    this.#state = state;
    await this.#goOn(link, state.epoch);
  }

  async #apply(link: Link, { epoch, position, writes }: Extract<PrimaryFrame, { kind: 'batch' }>): Promise<void> {
    const expected = (this.#state?.position ?? 0) + 1;
    if (this.#mode !== 'following' || epoch !== this.#primaryEpoch || position !== expected) return link.close();
    const fault = await this.#options.check?.batch(writes);
    if (fault) return this.#refuse(link, position, fault);
    const state = decodeState(writes.find(({ key }) => key === REPLICATION_KEY)?.value ?? undefined);
    if (state?.epoch !== epoch || state.position !== position) return link.close();
    try {
      await this.#options.provider.commit(writes);
    } catch (error) {
      return this.#refuse(link, position, faultOfStore(error));
    }
    this.#options.kept?.(writes);
    this.#state = state;
    await this.#send(link, { kind: 'applied', position });
  }

  #refuse(link: Link, position: number, fault: Fault): void {
    this.#options.observe?.({ kind: 'standby.refused', position, fault });
    link.close();
  }

  /** Looks for silence as long as a primary is followed; `#follow` begins again. */
  #watch(): void {
    const { clock, loop, silenceMilliseconds = SILENCE_MILLISECONDS } = this.#options;
    if (this.#watching) return;
    this.#watching = true;
    const look = (): void => {
      const left = this.#heard + silenceMilliseconds - clock.monotonic();
      this.#watching = this.#mode === 'following' && left > 0;
      if (this.#watching) loop.after(left, look);
      else if (this.#mode === 'following') this.#wakeLost();
    };
    loop.after(silenceMilliseconds, look);
  }

  #send(link: Link | undefined, frame: StandbyFrame): Eventual<void> {
    return link?.send(encodeFrame(frame));
  }
}

/** A full disk is no reason to end: the batch comes again with the next connection. */
const faultOfStore = (error: unknown): Fault =>
  error instanceof KernelError
    ? error.fault
    : faultOf('storage-failed', `It could not be stored: ${error instanceof Error ? error.message : String(error)}.`);
