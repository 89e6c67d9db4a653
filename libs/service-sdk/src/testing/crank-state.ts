import type { StoredEntry } from '../guest-syscalls.ts';

/** Collections by resource path; committed state. */
export type CommittedState = Map<string, Map<string, string>>;

/** One message's view of the state: its own writes over what is committed, which they join only when it succeeds. */
export class CrankState {
  readonly #committed: CommittedState;
  readonly #writes = new Map<string, Map<string, string | undefined>>();

  constructor(committed: CommittedState) {
    this.#committed = committed;
  }

  read(path: string, key: string): string | undefined {
    const own = this.#writes.get(path);
    return own?.has(key) ? own.get(key) : this.#committed.get(path)?.get(key);
  }

  /** `undefined` deletes. */
  put(path: string, key: string, value: string | undefined): void {
    let own = this.#writes.get(path);
    if (!own) this.#writes.set(path, (own = new Map<string, string | undefined>()));
    own.set(key, value);
  }

  query(path: string, prefix: string, after: string | undefined, limit: number): StoredEntry[] {
    const merged = new Map<string, string | undefined>(this.#committed.get(path));
    for (const [key, value] of this.#writes.get(path) ?? []) merged.set(key, value);
    const keys = [...merged.keys()].filter((key) => key.startsWith(prefix) && merged.get(key) !== undefined);
    const inOrder = keys.sort(byUtf8).filter((key) => after === undefined || byUtf8(key, after) > 0);
    return inOrder.slice(0, limit).map((key) => ({ key, value: merged.get(key)! }));
  }

  commit(): void {
    for (const [path, writes] of this.#writes) {
      const into = this.#committed.get(path) ?? new Map<string, string>();
      this.#committed.set(path, into);
      for (const [key, value] of writes) {
        if (value === undefined) into.delete(key);
        else into.set(key, value);
      }
    }
  }
}

/** The kernel's key order: by UTF-8 bytes, which is by code point. */
function byUtf8(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = a[i]!.codePointAt(0)! - b[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
