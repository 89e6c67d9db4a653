import type { CrankEvent, CrankSections, SaltPart } from '@esta-logic/audit-log';
import type { Digest, StorageProvider } from '@esta-logic/kernel-boundary';
import { blobKey, crankKey } from '@esta-logic/storage';
import { SECTIONS, type Section } from './crank-record.ts';

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

  /**
   * What is wrong with the record of a crank, as the rest of a sentence, or undefined. `commit`: the commitment to a
   * section of this crank under its salt, in hexadecimal.
   */
  readonly problemOf = async (
    { seq, sections }: CrankEvent & { readonly seq: number },
    commit: (part: SaltPart & Section, text: string) => string,
  ): Promise<string | undefined> => {
    const text = await this.#store.get(crankKey(seq));
    if (text === undefined) return 'its record is missing in the journal';
    const texts = sectionTexts(text);
    if (texts === undefined) return 'its record in the journal was changed';
    const changed = SECTIONS.find((name) => commit(name, texts[name]) !== sections[name as keyof CrankSections]);
    if (changed !== undefined) return `the section "${changed}" of its record in the journal was changed`;
    return this.#problemOfBlobs(text);
  };

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

/** The texts of a stored record's sections, cut out of it; undefined when it is not put together as records are. */
export function sectionTexts(text: string): Readonly<Record<Section, string>> | undefined {
  const output = text.indexOf(',"output":');
  const payload = text.indexOf(',"payload":', output);
  const rest = text.indexOf(',"rest":', payload);
  const texts = {
    calls: text.slice('{"calls":'.length, output),
    output: text.slice(output + ',"output":'.length, payload),
    payload: text.slice(payload + ',"payload":'.length, rest),
    rest: text.slice(rest + ',"rest":'.length, text.length - ',"v":1}'.length),
  };
  const whole = `{"calls":${texts.calls},"output":${texts.output},"payload":${texts.payload},"rest":${texts.rest},"v":1}`;
  return whole === text ? texts : undefined;
}
