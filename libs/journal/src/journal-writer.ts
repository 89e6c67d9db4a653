import { commitmentOf, type CrankSections, type Salts } from '@esta-logic/audit-log';
import type { Digest, StoreWrite } from '@esta-logic/kernel-boundary';
import { blobKey, crankKey, messageKey } from '@esta-logic/storage';
import { fieldCommitments } from './committed-sections.ts';
import type { CrankRecord, Section } from './crank-record.ts';
import { encodeCrank, saltsOf, type EncodedRecord } from './encode-record.ts';
import type { PersonalOpcode } from './personal-shape.ts';
import { fieldSaltOf, saltOf } from './section-texts.ts';
import { committedTexts, splitSections } from './split-section.ts';

/** Blobs of so many characters are remembered as written; beyond them the oldest are forgotten, and written again when met. */
const REMEMBERED_CHARACTERS = 8 * 1024 * 1024;

/** Terms that are remembered as written: a process has few, and they live as long as it does. */
const REMEMBERED_TERMS = 65_536;

/** A record ready for its batch. */
export interface JournalEntry {
  /** What the audit record says of it. */
  readonly sections: CrankSections;
  /** The record, the index by message id, and the blobs that are not known to be stored. */
  readonly writes: readonly StoreWrite[];
}

/**
 * Makes the writes of crank records. Blobs are found again by their text, so that a payload that is sent, received and
 * stored costs one hash and one write; writing a blob that is stored already changes nothing.
 */
export class JournalWriter {
  readonly #digest: Pick<Digest, 'blake3' | 'sha256Hex'>;
  readonly #salts: Salts;
  readonly #encoder = new TextEncoder();
  /** Text to hash, oldest first. */
  readonly #stored = new Map<string, string>();
  readonly #remembered: number;
  #characters = 0;
  /** Terms by their text: thousands of processes must not drive each other's out. */
  readonly #terms = new Map<string, string>();

  constructor(digest: Pick<Digest, 'blake3' | 'sha256Hex'>, salts: Salts, remembered = REMEMBERED_CHARACTERS) {
    this.#digest = digest;
    this.#salts = salts;
    this.#remembered = remembered;
  }

  /**
   * `terms`: the text of the terms that the crank ran under; `writes`: where those of the record are added. Call it when
   * nothing can refuse the batch any more.
   */
  write(crank: Omit<CrankRecord, 'terms'>, terms: string, writes: StoreWrite[] = []): JournalEntry {
    const blob = (text: string): string => this.#stored.get(text) ?? this.#store(text, writes);
    const salts = this.#salts(saltsOf(crank));
    const { text, sections } = encodeCrank(crank, this.#termsHash(terms, writes), blob, salts);
    writes.push({ key: crankKey(crank.seq), value: text });
    writes.push({ key: messageKey(crank.envelope.metadata.messageId), value: String(crank.seq) });
    const texts = crank.personal === undefined ? sections : this.#split(crank, crank.personal, sections, salts);
    const commitment = (section: Section): string => commitmentOf(this.#digest, saltOf(salts, section), texts[section]);
    return {
      sections: {
        calls: commitment('calls'),
        output: commitment('output'),
        payload: commitment('payload'),
        rest: commitment('rest'),
      },
      writes,
    };
  }

  #split(
    { payload, reply }: Omit<CrankRecord, 'terms'>,
    personal: PersonalOpcode,
    stored: EncodedRecord['sections'],
    salts: string,
  ): EncodedRecord['sections'] {
    const split = splitSections({ stored, payload, ...(reply === undefined ? {} : { reply }) }, personal);
    return committedTexts(stored, split, fieldCommitments(this.#digest, fieldSaltOf(salts)));
  }

  #termsHash(text: string, writes: StoreWrite[]): string {
    const known = this.#terms.get(text);
    if (known !== undefined) return known;
    if (this.#terms.size >= REMEMBERED_TERMS) this.#terms.clear();
    const hash = this.#write(text, writes);
    this.#terms.set(text, hash);
    return hash;
  }

  #write(text: string, writes: StoreWrite[]): string {
    const hash = this.#digest.blake3(this.#encoder.encode(text));
    writes.push({ key: blobKey(hash), value: text });
    return hash;
  }

  #store(text: string, writes: StoreWrite[]): string {
    const hash = this.#write(text, writes);
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
