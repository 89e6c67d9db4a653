import { ByteReader, MalformedBinary } from './byte-reader.ts';
import { concat, leb, writeModule } from './byte-writer.ts';
import { CORE, readCoreModule } from './core-module.ts';

const PAGE = 65_536;
const HAS_MAX = 0x01;
/** Bits of the limits' flags that are known: a maximum, shared, 64-bit. */
const KNOWN = 0x07;

/**
 * The same core module with the maximum of every memory that it defines lowered to `maxBytes`, so that growing past it
 * fails inside the guest instead of taking the host's memory. Throws {@link MalformedBinary} when a memory starts larger.
 */
export function boundMemories(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const { sections } = readCoreModule(bytes);
  if (!sections.some(({ id }) => id === CORE.memory)) return bytes;
  return writeModule(sections.map((section) => (section.id === CORE.memory ? { id: section.id, body: boundSection(section.body, Math.floor(maxBytes / PAGE)) } : section)));
}

function boundSection(body: Uint8Array, maxPages: number): Uint8Array {
  const reader = new ByteReader(body);
  const memories = reader.list(() => boundLimits(reader, maxPages));
  return concat([Uint8Array.from(leb(memories.length)), ...memories]);
}

function boundLimits(reader: ByteReader, maxPages: number): Uint8Array {
  const flags = reader.byte();
  if ((flags & ~KNOWN) !== 0) throw new MalformedBinary('a memory has pages of its own size');
  const min = reader.u32();
  const max = flags & HAS_MAX ? reader.u32() : Infinity;
  if (min > maxPages) throw new MalformedBinary(`a memory starts with ${min} pages, but the manifest allows ${maxPages}`);
  return Uint8Array.from([flags | HAS_MAX, ...leb(min), ...leb(Math.min(max, maxPages))]);
}
