import type { StorageProvider } from '@esta-logic/kernel-boundary';
import { blobKey } from '@esta-logic/storage';

/** Blobs of so many characters are kept at hand. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

/** Blobs that were read lately: the payload that one crank sends is what another receives soon after. */
export class RecentBlobs {
  readonly #reader: Pick<StorageProvider, 'get'>;
  #recent = new Map<string, string>();
  #characters = 0;

  constructor(reader: Pick<StorageProvider, 'get'>) {
    this.#reader = reader;
  }

  async get(hash: string): Promise<string | undefined> {
    const known = this.#recent.get(hash);
    if (known !== undefined) return known;
    const blob = await this.#reader.get(blobKey(hash));
    if (blob === undefined) return undefined;
    if (this.#characters > KEPT_CHARACTERS) [this.#recent, this.#characters] = [new Map<string, string>(), 0];
    this.#recent.set(hash, blob);
    this.#characters += blob.length;
    return blob;
  }
}
