import type { CrankEvent } from '@esta-logic/audit-log';
import type { Digest, StorageProvider } from '@esta-logic/kernel-boundary';
import { blobKey, crankKey } from '@esta-logic/storage';
import { blobsOfTexts, commitmentsOf } from './committed-sections.ts';
import { SECTIONS } from './crank-record.ts';
import { isIndexed } from './message-index.ts';
import { recordParts } from './section-texts.ts';

/** Hashes of blobs that were found sound are remembered: thousands of cranks share their terms. */
const REMEMBERED = 10_000;

/** Checks that the journal holds what the log committed to: the record of each crank, and every text that it names. */
export class JournalCheck {
  readonly #store: Pick<StorageProvider, 'get'>;
  readonly #digest: Digest;
  readonly #encoder = new TextEncoder();
  #sound = new Set<string>();

  constructor(store: Pick<StorageProvider, 'get'>, digest: Digest) {
    this.#store = store;
    this.#digest = digest;
  }

  /** What is wrong with the record of a crank, as the rest of a sentence, or undefined. */
  readonly problemOf = async ({
    seq,
    sections,
    messageId,
  }: CrankEvent & { readonly seq: number }): Promise<string | undefined> => {
    const text = await this.#store.get(crankKey(seq));
    if (text === undefined) return 'its record is missing in the journal';
    const parts = recordParts(text);
    if (parts === undefined) return 'its record in the journal was changed';
    const blobs = await this.#texts(blobsOfTexts(parts));
    const found = commitmentsOf(this.#digest, text, (hash) => blobs.get(hash));
    const changed = SECTIONS.find((name) => found?.[name] !== sections[name]);
    if (changed === undefined) return (await this.#problemOfBlobs(text)) ?? this.#problemOfIndex(messageId, seq);
    // Without a blob that its fields are cut out of nothing can be said of the record itself.
    const missing = found === undefined ? await this.#problemOfBlobs(text) : undefined;
    return missing ?? `the section "${changed}" of its record in the journal was changed`;
  };

  async #problemOfIndex(messageId: string, seq: number): Promise<string | undefined> {
    return (await isIndexed(this.#store, messageId, seq))
      ? undefined
      : 'the index does not lead to it from its message';
  }

  async #texts(hashes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const texts = new Map<string, string>();
    for (const hash of hashes) {
      const text = await this.#store.get(blobKey(hash));
      if (text !== undefined) texts.set(hash, text);
    }
    return texts;
  }

  async #problemOfBlobs(text: string): Promise<string | undefined> {
    for (const [, hash = ''] of text.matchAll(NAMED)) {
      if (this.#sound.has(hash)) continue;
      const blob = await this.#store.get(blobKey(hash));
      if (blob === undefined) return `the text ${hash}, which its record names, is missing`;
      if (this.#digest.blake3(this.#encoder.encode(blob)) !== hash)
        return `the text ${hash}, which its record names, was changed`;
      if (this.#sound.size >= REMEMBERED) this.#sound = new Set();
      this.#sound.add(hash);
    }
    return undefined;
  }
}

/** A quotation mark inside of a text is escaped there, so these members can only be the record's own. */
const NAMED = /"(?:blob|terms)":"([0-9a-f]{64})"/g;
