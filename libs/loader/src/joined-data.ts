import { ByteReader, type Section } from './byte-reader.ts';
import { concat, leb, writeModule } from './byte-writer.ts';
import { CORE, readCoreModule } from './core-module.ts';

/** Bytes that stand in the memory from `start` on once the module is instantiated. */
interface Run {
  readonly start: number;
  readonly end: number;
  /** One for each of the module's own segments. */
  readonly parts: readonly { readonly at: number; readonly bytes: Uint8Array }[];
}

/** Zeros that are written between two segments to make one of them: they take no more room than a segment's head. */
const GAP = 8;

/**
 * The same core module with fewer data segments: neighbours become one, with the zeros between them. A pre-initialised
 * language runtime has ten thousand small ones, and an engine pays for each whenever it makes an instance. A module
 * stays as it is where its code could name segments (it counts them), where one of them is not written at a fixed
 * address, where they are not in ascending order, and where the memory is not its own and so not full of zeros.
 * `bytes` must be a valid module. Throws {@link MalformedBinary}.
 */
export function joinData(bytes: Uint8Array): Uint8Array {
  const { sections, imports } = readCoreModule(bytes);
  const data = sections.find(({ id }) => id === CORE.data);
  if (!data || sections.some(({ id }) => id === CORE.dataCount)) return bytes;
  if (imports.some(({ kind }) => kind === 'memory')) return bytes;
  const segments = segmentsOf(data);
  const runs = segments && runsOf(segments);
  if (!runs || runs.length === segments.length) return bytes;
  return writeModule(sections.map((section) => (section === data ? written(runs) : section)));
}

/** Undefined when one of them is not an active segment of the first memory at a constant address. */
function segmentsOf({ body }: Section): Run[] | undefined {
  const reader = new ByteReader(body);
  const segments: Run[] = [];
  for (let left = reader.u32(); left > 0; left--) {
    if (reader.byte() !== ACTIVE || reader.byte() !== I32_CONST) return undefined;
    const at = address(reader);
    if (reader.byte() !== END) return undefined;
    const bytes = reader.bytes(reader.u32());
    segments.push({ start: at, end: at + bytes.length, parts: [{ at, bytes }] });
  }
  return segments;
}

/** Undefined when a segment starts before the end of one that is written earlier. */
function runsOf(segments: readonly Run[]): Run[] | undefined {
  const runs: { start: number; end: number; parts: Run['parts'][number][] }[] = [];
  for (const { start, end, parts } of segments) {
    const last = runs.at(-1);
    if (last && start < last.end) return undefined;
    if (last && start - last.end <= GAP) {
      last.parts.push(...parts);
      last.end = end;
    } else runs.push({ start, end, parts: [...parts] });
  }
  return runs;
}

function written(runs: readonly Run[]): Section {
  const segments = runs.flatMap(({ start, end, parts }) => {
    const content = new Uint8Array(end - start);
    for (const { at, bytes } of parts) content.set(bytes, at - start);
    return [Uint8Array.from([ACTIVE, I32_CONST, ...signedLeb(start), END, ...leb(content.length)]), content];
  });
  return { id: CORE.data, body: concat([Uint8Array.from(leb(runs.length)), ...segments]) };
}

const ACTIVE = 0;
const I32_CONST = 0x41;
const END = 0x0b;

/** The operand of an `i32.const`, taken as an address. */
function address(reader: ByteReader): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = reader.byte();
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return (shift < 28 && byte & 0x40 ? value | (-1 << (shift + 7)) : value) >>> 0;
  }
  return value >>> 0;
}

/** An address as the operand of an `i32.const`. */
function signedLeb(at: number): number[] {
  const bytes: number[] = [];
  let rest = at | 0;
  while (rest < -0x40 || rest >= 0x40) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  return [...bytes, rest & 0x7f];
}
