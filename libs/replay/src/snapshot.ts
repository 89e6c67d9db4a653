import { type ComponentStore, type Digest } from '@esta-logic/kernel-boundary';
import type { RecordedInstallation } from './past-modules.ts';

/**
 * The state and the modules as of a crank, so that a later moment is folded from there and not from the first crank.
 *
 *   <name>     snapshots/<seq, 16 digits>.json
 *   <file>     <hash> LF <content>                  hash: SHA-256 of the content, hexadecimal
 *   <content>  {"entries":[<key>,<value>,…],"leaf":<hash>,"modules":[<installation>,…],"seq":<number>,"v":1}
 *
 * `leaf` is the SHA-256 of the audit record `seq`: a snapshot of another history, such as that of a directory before it
 * was restored, is not this one's. A snapshot is derived: whoever deletes it makes the next fold slower, nothing else.
 */
export interface Snapshot {
  readonly seq: number;
  readonly leaf: string;
  readonly entries: Map<string, string>;
  readonly modules: readonly RecordedInstallation[];
}

/** Where snapshots are kept: names as above. */
export type SnapshotStore = ComponentStore;

type Sha256Hex = Pick<Digest, 'sha256Hex'>;

const FOLDER = 'snapshots/';
const NAME = /^snapshots\/(\d{16})\.json$/;
/** The longest state that is kept as a snapshot, in characters: the longest text of an engine is twice as long. */
const LONGEST = 256 * 1024 * 1024;

export const snapshotName = (seq: number): string => `${FOLDER}${String(seq).padStart(16, '0')}.json`;

/** Numbers of the snapshots that there are up to `seq`, the newest first. */
export async function snapshotsUpTo(store: SnapshotStore, seq: number): Promise<readonly number[]> {
  const numbers = (await store.list(FOLDER)).map((name) => Number(NAME.exec(name)?.[1] ?? NaN));
  return numbers.filter((number) => number <= seq).sort((a, b) => b - a);
}

/** Undefined when the state is too long to be kept. The same state gives the same text. */
export function encodeSnapshot(digest: Sha256Hex, { seq, leaf, entries, modules }: Snapshot): string | undefined {
  let characters = 0;
  for (const [key, value] of entries) characters += key.length + value.length;
  if (characters > LONGEST) return undefined;
  const flat: string[] = [];
  for (const key of [...entries.keys()].sort()) flat.push(key, entries.get(key)!);
  const content = JSON.stringify({ entries: flat, leaf, modules, seq, v: 1 });
  return `${digest.sha256Hex(content)}\n${content}`;
}

/** Undefined for a text that is damaged, or none of a snapshot. */
export function decodeSnapshot(digest: Sha256Hex, text: string): Snapshot | undefined {
  const line = text.indexOf('\n');
  const content = text.slice(line + 1);
  if (line < 0 || digest.sha256Hex(content) !== text.slice(0, line)) return undefined;
  // Its hash is right, so it is as it was written; another version's is left out.
  const { entries, leaf, modules, seq, v } = JSON.parse(content) as Omit<Snapshot, 'entries'> & {
    readonly entries: readonly string[];
    readonly v: number;
  };
  if (v !== 1) return undefined;
  const state = new Map<string, string>();
  for (let i = 0; i < entries.length; i += 2) state.set(entries[i]!, entries[i + 1]!);
  return { seq, leaf, entries: state, modules };
}
