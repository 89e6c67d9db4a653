import { cardPages, memoryMaximum, type Appendix } from './appendix.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { checkedFunction, copyConstExpression, movedGlobal, type Moved } from './const-expression.ts';
import { readGlobalType, readLimits, type ModuleFacts } from './module-facts.ts';
import type { ResolvedOptions } from './options.ts';
import { refuseMalformed, refuseMemory, refuseTable } from './refusal.ts';
import { CARDS, CARDS_EXPORT, STATE, STATE_GLOBALS, STATE_MODULE, STATE_TYPES } from './state-globals.ts';
import { readValueType } from './value-types.ts';

/** What every section writer needs. `appendix` is undefined for a module without functions: only its limits are rewritten. */
export interface Rewrite {
  readonly facts: ModuleFacts;
  readonly moved: Moved;
  readonly appendix: Appendix | undefined;
  readonly options: ResolvedOptions;
}

export type SectionWriter = (r: ByteReader | undefined, m: Rewrite) => ByteWriter | undefined;

/** A vector whose elements are copied, with some more behind them. */
function extended(
  r: ByteReader | undefined,
  extra: number,
  writeExtra: (w: ByteWriter) => void,
): ByteWriter | undefined {
  const own = r?.u32() ?? 0;
  if (own + extra === 0) return undefined;
  const w = new ByteWriter(256).u32(own + extra);
  if (r) w.run(r.bytes, r.pos, r.end);
  if (extra > 0) writeExtra(w);
  return w;
}

/** Each element of a vector through `copy`. */
function mapped(r: ByteReader | undefined, copy: (r: ByteReader, w: ByteWriter) => void): ByteWriter | undefined {
  if (!r) return undefined;
  const count = r.vectorLength();
  const w = new ByteWriter(r.end - r.pos + 64).u32(count);
  for (let left = count; left > 0; left -= 1) copy(r, w);
  if (r.pos !== r.end) refuseMalformed('a section is longer than its content', r.pos);
  return w;
}

export const typeSection: SectionWriter = (r, { appendix }) =>
  extended(r, appendix?.typeCount ?? 0, (w) => w.bytes(appendix!.types.view()));

export const functionSection: SectionWriter = (r, { appendix }) =>
  extended(r, appendix?.functions.length ?? 0, (w) => appendix!.functions.forEach(({ type }) => w.u32(type)));

function writeStateImports(w: ByteWriter, yieldType: number): void {
  for (const [at, name] of STATE_GLOBALS.entries()) {
    w.name(STATE_MODULE).name(name).u8(0x03);
    if (at === STATE.yield) w.u8(0x64).sleb(yieldType).u8(0x00);
    else w.op(STATE_TYPES[at]!, 0x01);
  }
}

function copyImport(r: ByteReader, w: ByteWriter, m: Rewrite): void {
  const from = r.pos;
  r.name();
  r.name();
  const kind = r.u8();
  if (kind === 2) {
    w.run(r.bytes, from, r.pos);
    copyMemory(r, w, m);
    return;
  }
  if (kind === 0) r.u32();
  else if (kind === 3) readGlobalType(r);
  else if (kind === 4) {
    r.u8();
    r.u32();
  } else {
    readValueType(r);
    readLimits(r);
  }
  w.run(r.bytes, from, r.pos);
}

export const importSection: SectionWriter = (r, m) => {
  const own = r?.vectorLength() ?? 0;
  const cards = importsCards(m);
  const added = (m.appendix ? STATE_GLOBALS.length : 0) + (cards ? 1 : 0);
  if (own + added === 0) return undefined;
  const w = new ByteWriter(256).u32(own + added);
  for (let left = own; r && left > 0; left -= 1) copyImport(r, w, m);
  if (m.appendix) writeStateImports(w, m.appendix.yieldType);
  if (cards) writeCards(w.name(STATE_MODULE).name(CARDS).u8(0x02), m);
  return w;
};

/** The cards of an imported memory are imported with it. */
const importsCards = ({ appendix, facts }: Rewrite): boolean =>
  appendix?.cards !== undefined && facts.memories[0]!.imported;

const ownsCards = (m: Rewrite): boolean => m.appendix?.cards !== undefined && !importsCards(m);

/** Limits of the memory of cards: always the same size. */
const writeCards = (w: ByteWriter, { options }: Rewrite): ByteWriter =>
  w.u8(0x01).u32(cardPages(options.memoryPages)).u32(cardPages(options.memoryPages));

/** A memory's limits with the maximum of the manifest. */
function copyMemory(r: ByteReader, w: ByteWriter, { options }: Rewrite): void {
  const { min, max, at } = readLimits(r);
  if (min > options.memoryPages) refuseMemory(min, options.memoryPages, at);
  w.u8(0x01)
    .u32(min)
    .u32(memoryMaximum({ imported: false, min, max, at }, options.memoryPages));
}

export const memorySection: SectionWriter = (r, m) => {
  const own = mapped(r, (reader, w) => copyMemory(reader, w, m));
  if (!ownsCards(m)) return own;
  // One of its own, since cards stand behind the module's only memory: the count is the first byte.
  const w = new ByteWriter(16).u32(2);
  return writeCards(w.run(own!.view(), 1, own!.length), m);
};

function copyTable(r: ByteReader, w: ByteWriter, { moved, options }: Rewrite): void {
  const from = r.pos;
  const initialised = r.bytes[from] === 0x40;
  if (initialised) r.skip(2);
  readValueType(r);
  w.run(r.bytes, from, r.pos);
  const { min, max, at } = readLimits(r);
  if (min > options.tableElements) refuseTable(min, options.tableElements, at);
  w.u8(0x01)
    .u32(min)
    .u32(Math.min(max ?? options.tableElements, options.tableElements));
  if (initialised) copyConstExpression(r, w, moved);
}

export const tableSection: SectionWriter = (r, m) => mapped(r, (reader, w) => copyTable(reader, w, m));

export const globalSection: SectionWriter = (r, { moved }) =>
  mapped(r, (reader, w) => {
    const from = reader.pos;
    readGlobalType(reader);
    w.run(reader.bytes, from, reader.pos);
    copyConstExpression(reader, w, moved);
  });

export const exportSection: SectionWriter = (r, m) => {
  const own = copyExports(r, m);
  if (!ownsCards(m)) return own;
  const content = own && new ByteReader(own.view(), 0, own.length);
  return extended(content, 1, (w) => w.name(CARDS_EXPORT).op(0x02, m.appendix!.cards!.memory));
};

const copyExports: SectionWriter = (r, { moved, appendix }) =>
  mapped(r, (reader, w) => {
    const from = reader.pos;
    const name = reader.name();
    const kind = reader.u8();
    w.run(reader.bytes, from, reader.pos);
    const at = reader.pos;
    const index = reader.u32();
    if (kind === 0) w.u32(appendix?.hostedExports.get(name) ?? checkedFunction(index, moved, at));
    else w.u32(kind === 3 ? movedGlobal(index, moved, at) : index);
  });

export const startSection: SectionWriter = (r, { appendix }) =>
  r && appendix?.hostedStart !== undefined ? new ByteWriter(8).u32(appendix.hostedStart) : undefined;

/** Function indices or expressions of an element segment. */
function copyElements(r: ByteReader, w: ByteWriter, expressions: boolean, moved: Moved): void {
  const count = r.vectorLength();
  w.u32(count);
  for (let left = count; left > 0; left -= 1) {
    if (expressions) copyConstExpression(r, w, moved);
    else w.u32(checkedFunction(r.u32(), moved, r.pos));
  }
}

/** The eight forms of element segments: bit 0 passive or declarative, bit 1 explicit table or declarative, bit 2 expressions. */
function copyElementSegment(r: ByteReader, w: ByteWriter, { moved }: Rewrite): void {
  const at = r.pos;
  const flags = r.u32();
  if (flags > 7) refuseMalformed('an element segment has unknown flags', at);
  w.u32(flags);
  const active = (flags & 1) === 0;
  if (active && flags & 2) w.u32(r.u32());
  if (active) copyConstExpression(r, w, moved);
  if (flags & 3) {
    const from = r.pos;
    if (flags & 4) readValueType(r);
    else r.u8();
    w.run(r.bytes, from, r.pos);
  }
  copyElements(r, w, (flags & 4) !== 0, moved);
}

export const elementSection: SectionWriter = (r, m) => mapped(r, (reader, w) => copyElementSegment(reader, w, m));

export const dataSection: SectionWriter = (r, { moved }) =>
  mapped(r, (reader, w) => {
    const at = reader.pos;
    const flags = reader.u32();
    if (flags > 2) refuseMalformed('a data segment has unknown flags', at);
    w.u32(flags);
    if (flags === 2) w.u32(reader.u32());
    if (flags !== 1) copyConstExpression(reader, w, moved);
    const length = reader.vectorLength();
    w.u32(length).run(reader.bytes, reader.pos, reader.pos + length);
    reader.pos += length;
  });

/** Copied as it is: tags, the data count. */
export const copiedSection: SectionWriter = (r) => r && new ByteWriter(r.end - r.pos).run(r.bytes, r.pos, r.end);
