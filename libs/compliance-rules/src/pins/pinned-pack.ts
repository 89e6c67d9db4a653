import { loadPack } from '../load-pack.ts';
import lock from '../packs/packs.lock.json' with { type: 'json' };
import type { RulePack } from '../rule-pack.ts';
import { namePinned } from '../rule-pack.ts';
import { blake3 } from './blake3.ts';

/** What the lock says of a pack: its hash, and of its content what a list of packs shows. */
export interface PackPin {
  /** `blake3-` and 64 digits. */
  readonly hash: string;
  readonly status: string;
  readonly jurisdiction: string;
  readonly act: string;
  readonly citation: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
  /** What a person still has to look at. */
  readonly review: string;
  /** Who says what the rules say, separated by semicolons. */
  readonly sources: string;
}

/** `us-mi-esta-2025@1.0.0` → its pin, of every pack that was ever given out. */
export type PackLock = Readonly<Record<string, PackPin>>;

/** So many digits of the hash stand beside the version in every ledger entry and decision; the lock has them all. */
const SHOWN_DIGITS = 16;
const PREFIX = 'blake3-';

/** A pack whose content is not what its version was pinned to; 4007 is the row of the error table. */
export class PackHashMismatch extends Error {
  readonly code = 4007;
  override readonly name = 'hash-mismatch';
}

/** BLAKE3 of a pack's JSON without spaces, its keys in the file's order: a layout may change, a letter of the law may not. */
export function packHash(data: unknown): string {
  return PREFIX + blake3(utf8(JSON.stringify(data)));
}

/** The pin of a pack that can be used; written into the lock when a version is given out. */
export function pinFor(data: unknown): PackPin {
  const { status, jurisdiction, act, effectiveFrom, effectiveTo, review, rules } = loadPack(data);
  return {
    hash: packHash(data),
    status,
    jurisdiction: jurisdiction.name,
    act: act.title,
    citation: act.citation,
    effectiveFrom,
    effectiveTo,
    review,
    sources: [...new Set(Object.values(rules).flatMap(({ sources }) => sources))].sort().join('; '),
  };
}

/** Every pack that this release knows, by `id@version`. */
export const packLock: PackLock = lock;

/** Loads a pack that the lock names, and marks it with its hash. Throws `PackHashMismatch`, or what `loadPack` throws. */
export function pinnedPack(data: unknown, pins: PackLock = packLock): RulePack {
  const hash = packHash(data);
  const pack = loadPack(data);
  const name = `${pack.id}@${pack.version}`;
  const pin = pins[name]?.hash;
  if (pin !== hash)
    throw new PackHashMismatch(
      `The rule pack ${name} has the hash ${hash}, and packs.lock.json pins ${pin ?? 'no such version'}; install the package again, or give the changed pack a version of its own.`,
    );
  namePinned(pack, `${name}+blake3.${hash.slice(PREFIX.length, PREFIX.length + SHOWN_DIGITS)}`, hash);
  return pack;
}

/** Neither the sandbox nor this layer has an encoder of its own. */
function utf8(text: string): Uint8Array {
  const escaped = encodeURIComponent(text);
  const bytes = new Uint8Array(escaped.length);
  let length = 0;
  for (let at = 0; at < escaped.length; at++) {
    const isEscape = escaped[at] === '%';
    bytes[length++] = isEscape ? parseInt(escaped.slice(at + 1, at + 3), 16) : escaped.charCodeAt(at);
    if (isEscape) at += 2;
  }
  return bytes.subarray(0, length);
}
