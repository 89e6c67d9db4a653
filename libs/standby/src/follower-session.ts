import {
  toBase64,
  type ComponentStore,
  type Digest,
  type Eventual,
  type Link,
  type StoredEntry,
} from '@esta-logic/kernel-boundary';
import { decodeStandbyFrame, encodeFrame, type PrimaryFrame, type StandbyFrame } from './frame.ts';
import { encodeState, type ReplicationState } from './replication-state.ts';
import { fileHashes } from './component-files.ts';

/** Entries per page of a copy. */
const PAGE = 500;

/** What a session needs of the primary that it belongs to. */
export interface SessionParts {
  readonly components: ComponentStore;
  readonly digest: Digest;
  readonly state: () => ReplicationState;
  /** The position that the local store has reached. */
  readonly stored: () => number;
  readonly framesBehind: (epoch: number, position: number) => readonly string[] | undefined;
  readonly page: (from: string, limit: number) => Eventual<readonly StoredEntry[]>;
  /** Makes whoever has this id the standby, or gives the id of the one that there is. */
  readonly admit: (id: string) => Promise<{ readonly other: string } | undefined>;
  readonly inStep: (id: string, copied: boolean) => void;
  readonly applied: (position: number) => void;
  readonly fenced: (epoch: number) => void;
}

/**
 * The primary's side of one connection: `greeting` until the standby has said how far it is, then `copying` or `following`.
 *
 * While pages are copied, batches wait until the page under way is sent: each page then stands in the stream before
 * every batch that it does not contain, so what is applied last is newest.
 */
export class FollowerSession {
  readonly #link: Link;
  readonly #parts: SessionParts;
  #phase: 'greeting' | 'copying' | 'following' | 'closed' = 'greeting';
  /** Batches that were stored while a page was read. */
  #held: string[] = [];
  /** The files that the standby lacked have been sent; undefined until it has said which it has. */
  #filesSent: Promise<void> | undefined;
  #tickets = 0;
  #rest!: (rests: boolean) => void;
  /** Whether the standby said that it rests; resolves when it did, or the connection is closed. */
  readonly rests: Promise<boolean> = new Promise((resolve) => (this.#rest = resolve));
  readonly #unkept = new Map<number, () => void>();

  constructor(link: Link, parts: SessionParts) {
    this.#link = link;
    this.#parts = parts;
  }

  /** A batch is on its way to the local store. */
  ship(frame: string): void {
    if (this.#phase === 'following') void this.#link.send(frame);
  }

  /** A batch is in the local store. */
  stored(frame: string): void {
    if (this.#phase === 'copying') this.#held.push(frame);
  }

  /**
   * Resolves when the standby has the file, or there is no standby to have it: the next one asks for what it lacks.
   * The file goes behind those that the standby lacked, which may hold an older one of its name.
   */
  keep(name: string, bytes: Uint8Array): Promise<void> {
    const filesSent = this.#filesSent;
    if (filesSent === undefined || this.#phase === 'closed') return Promise.resolve();
    const ticket = ++this.#tickets;
    return new Promise((resolve) => {
      this.#unkept.set(ticket, resolve);
      const send = () => this.#send({ kind: 'file', ticket, name, base64: toBase64(bytes) });
      void filesSent.then(send, () => undefined);
    });
  }

  beat(): void {
    if (this.#phase === 'following') void this.#send({ kind: 'beat' });
  }

  receive(text: string): void {
    if (this.#phase === 'closed') return;
    const frame = decodeStandbyFrame(text);
    if (!frame) return this.close();
    if (frame.kind === 'follow') void this.#welcome(frame).catch(() => this.close());
    else if (frame.kind === 'applied') this.#parts.applied(frame.position);
    else if (frame.kind === 'fenced') this.#parts.fenced(frame.epoch);
    else if (frame.kind === 'resting') this.#rest(true);
    else this.#kept(frame.ticket);
  }

  /** The primary stops in good order: whoever is at this link must not take over. */
  stop(): void {
    void this.#send({ kind: 'stopping' });
  }

  close(): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'closed';
    this.#link.close();
    this.#rest(false);
    for (const resolve of this.#unkept.values()) resolve();
  }

  #kept(ticket: number): void {
    this.#unkept.get(ticket)?.();
    this.#unkept.delete(ticket);
  }

  async #welcome({ id, epoch, position, files }: Extract<StandbyFrame, { kind: 'follow' }>): Promise<void> {
    if (this.#filesSent !== undefined) return this.close();
    const { state, framesBehind, inStep, admit } = this.#parts;
    if (epoch > state().epoch) {
      await this.#send({ kind: 'fenced', epoch });
      return this.#parts.fenced(epoch);
    }
    const turnedAway = await admit(id);
    if (turnedAway) {
      void this.#send({ kind: 'refused', standby: turnedAway.other });
      return this.close();
    }
    this.#filesSent = this.#sendFiles(files);
    await this.#filesSent;
    const behind = framesBehind(epoch, position);
    const copied = behind === undefined;
    if (copied) await this.#copy();
    else {
      void this.#send({ kind: 'continue', epoch: state().epoch });
      for (const frame of behind) void this.#link.send(frame);
      this.#phase = 'following';
    }
    if (this.#phase === 'following') inStep(id, copied);
  }

  async #sendFiles(known: Readonly<Record<string, string>>): Promise<void> {
    const { components, digest } = this.#parts;
    const wanted = Object.entries(await fileHashes(components, digest)).filter(([name, hash]) => known[name] !== hash);
    // The lock names the others, so it comes last.
    const inOrder = wanted
      .map(([name]) => name)
      .sort((a, b) => Number(a.endsWith('.lock')) - Number(b.endsWith('.lock')));
    for (const name of inOrder) {
      const bytes = await components.read(name);
      if (bytes) await this.#send({ kind: 'file', ticket: ++this.#tickets, name, base64: toBase64(bytes) });
    }
  }

  async #copy(): Promise<void> {
    const { state, stored, page } = this.#parts;
    this.#phase = 'copying';
    await this.#send({ kind: 'copy', epoch: state().epoch });
    for (let from = ''; ;) {
      this.#releaseHeld();
      const entries = await page(from, PAGE);
      await this.#send({ kind: 'page', entries });
      if (this.#isClosed()) return;
      if (entries.length < PAGE) break;
      from = `${entries[entries.length - 1]!.key}\u0000`;
    }
    this.#releaseHeld();
    this.#phase = 'following';
    void this.#send({ kind: 'copied', state: encodeState({ ...state(), position: stored() }) });
    this.#sendUnderWay(stored());
  }

  /** Batches that were given out and not yet stored when the copy ended: they were shipped to nobody. */
  #sendUnderWay(position: number): void {
    for (const frame of this.#parts.framesBehind(this.#parts.state().epoch, position) ?? [])
      void this.#link.send(frame);
  }

  #releaseHeld(): void {
    for (const frame of this.#held) void this.#link.send(frame);
    this.#held = [];
  }

  #isClosed(): boolean {
    return this.#phase === 'closed';
  }

  #send(frame: PrimaryFrame): Eventual<void> {
    return this.#phase === 'closed' ? undefined : this.#link.send(encodeFrame(frame));
  }
}
