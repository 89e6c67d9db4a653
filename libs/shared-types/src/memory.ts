/** Beyond this many entries a memory forgets: it bounds what input that never repeats can take. */
const MOST = 1024;

/** What a pure function answered before, for the few questions that records ask thousands of times. */
export class Memory<K, V> extends Map<K, V> {
  override set(key: K, value: V): this {
    if (this.size >= MOST) this.clear();
    return super.set(key, value);
  }
}
