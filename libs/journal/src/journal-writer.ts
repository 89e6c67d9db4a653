import type { Digest, StoreWrite } from '@esta-logic/kernel-boundary';
import { blobKey, crankKey, messageKey } from '@esta-logic/storage';
import type { CrankRecord, Section } from './crank-record.ts';
import { encodeRecord } from './encode-record.ts';

/** Blobs of so many characters are remembered as written; beyond them the oldest are forgotten, and written again when met. */
const REMEMBERED_CHARACTERS = 8 * 1024 * 1024;

/** A record ready for its batch. */
export interface JournalEntry {
  /** What the audit record commits to. */
  readonly sections: Readonly<Record<Section, string>>;
  /** The record, the index by message id, and the blobs that are not known to be stored. */
  readonly writes: readonly StoreWrite[];
}

/**
 * Makes the writes of crank records. Blobs are found again by their text, so that a payload that is sent, received and
 * stored costs one hash and one write; writing a blob that is stored already changes nothing.
 */
export class JournalWriter {
  readonly #digest: Pick<Digest, 'blake3'>;
  readonly #encoder = new TextEncoder();
  /** Text to hash, oldest first. */
  readonly #stored = new Map<string, string>();
  readonly #remembered: number;
  #characters = 0;

  constructor(digest: Pick<Digest, 'blake3'>, remembered = REMEMBERED_CHARACTERS) {
    this.#digest = digest;
    this.#remembered = remembered;
  }

  /** `terms`: the text of the terms that the crank ran under. Call it when nothing can refuse the batch any more. */
  write(crank: Omit<CrankRecord, 'terms'>, terms: string): JournalEntry {
    const writes: StoreWrite[] = [];
    const blob = (text: string): string => this.#stored.get(text) ?? this.#store(text, writes);
    const { text, sections } = encodeRecord({ ...crank, terms: blob(terms) }, blob);
    writes.push({ key: crankKey(crank.seq), value: text });
    writes.push({ key: messageKey(crank.envelope.metadata.messageId), value: String(crank.seq) });
    return { sections, writes };
  }

  #store(text: string, writes: StoreWrite[]): string {
    const hash = this.#digest.blake3(this.#encoder.encode(text));
    writes.push({ key: blobKey(hash), value: text });
    this.#stored.set(text, hash);
    this.#characters += text.length;
    for (const oldest of this.#stored.keys()) {
      if (this.#characters <= this.#remembered) break;
      this.#stored.delete(oldest);
      this.#characters -= oldest.length;
    }
    return hash;
  }
}
