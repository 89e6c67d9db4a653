import type { ByteReader } from './byte-reader.ts';
import { readFunctionTypes, type FunctionType } from './function-types.ts';
import { refuseFeature, refuseMalformed } from './refusal.ts';
import { expectEnd, SECTION, type SectionIndex } from './section-index.ts';
import { STATE_MODULE } from './state-globals.ts';
import { readValueType } from './value-types.ts';

/** A memory's limits in pages as the module states them, and where in the input. */
export interface MemoryFact {
  readonly imported: boolean;
  readonly min: number;
  readonly max: number | undefined;
  readonly at: number;
}

/** What the scanner and the section writers must know of a module before they touch it: the shapes of its index spaces. */
export interface ModuleFacts {
  readonly types: readonly FunctionType[];
  /** Type index of every function, imported ones first. */
  readonly functionTypes: readonly number[];
  readonly importedFunctions: number;
  readonly importedGlobals: number;
  readonly globals: number;
  readonly memories: readonly MemoryFact[];
  /** Type index of every exception tag, imported ones first. */
  readonly tags: readonly number[];
  /** The module deals in v128 values, so an operand may weigh two slots. */
  readonly vectors: boolean;
}

interface Draft {
  types: readonly FunctionType[];
  functionTypes: number[];
  importedFunctions: number;
  importedGlobals: number;
  globals: number;
  memories: MemoryFact[];
  tags: number[];
  vectors: boolean;
}

/** Steps over limits: flags, minimum, maximum. */
export function readLimits(r: ByteReader): { min: number; max: number | undefined; at: number } {
  const at = r.pos;
  const flags = r.u8();
  if (flags & 0x02) refuseFeature('shared memory (threads)', at);
  if (flags & 0x04) refuseFeature('memory64 (64-bit limits)', at);
  if (flags & 0x08) refuseFeature('custom page sizes', at);
  if (flags > 1) refuseMalformed('limits have unknown flags', at);
  const min = r.u32();
  return { min, max: flags & 1 ? r.u32() : undefined, at };
}

/** Steps over a global's type. */
export function readGlobalType(r: ByteReader): boolean {
  const vector = readValueType(r);
  const at = r.pos;
  const flags = r.u8();
  if (flags & 0x02) refuseFeature('a shared global (threads)', at);
  if (flags > 1) refuseMalformed('a global is neither constant nor mutable', at);
  return vector;
}

function typeIndex(r: ByteReader, types: readonly FunctionType[]): number {
  const at = r.pos;
  const index = r.u32();
  if (index >= types.length) refuseMalformed(`there is no type ${index}`, at);
  return index;
}

function readTag(r: ByteReader, facts: Draft): void {
  const at = r.pos;
  if (r.u8() !== 0) refuseMalformed('a tag has an unknown attribute', at);
  facts.tags.push(typeIndex(r, facts.types));
}

function readImport(r: ByteReader, facts: Draft): void {
  const at = r.pos;
  if (r.name() === STATE_MODULE) refuseFeature(`an import from "${STATE_MODULE}", which only the meter may use,`, at);
  r.name();
  const kindAt = r.pos;
  switch (r.u8()) {
    case 0:
      facts.functionTypes.push(typeIndex(r, facts.types));
      facts.importedFunctions += 1;
      break;
    case 1:
      readValueType(r);
      readLimits(r);
      break;
    case 2:
      facts.memories.push({ imported: true, ...readLimits(r) });
      break;
    case 3:
      facts.vectors = readGlobalType(r) || facts.vectors;
      facts.importedGlobals += 1;
      facts.globals += 1;
      break;
    case 4:
      readTag(r, facts);
      break;
    default:
      refuseFeature('an unknown kind of import', kindAt);
  }
}

/** Reads every element of a section that is a vector, if the module has it. */
export function each(r: ByteReader | undefined, what: string, read: (r: ByteReader) => unknown): void {
  if (!r) return;
  for (let left = r.vectorLength(); left > 0; left -= 1) read(r);
  expectEnd(r, what);
}

/** Reads types, imports, functions, memories and tags; counts the globals. */
export function readModuleFacts(sections: SectionIndex): ModuleFacts {
  const { types, vectors } = readFunctionTypes(sections.of(SECTION.type));
  const facts: Draft = {
    types,
    functionTypes: [],
    importedFunctions: 0,
    importedGlobals: 0,
    globals: 0,
    memories: [],
    tags: [],
    vectors,
  };
  each(sections.of(SECTION.import), 'import', (r) => readImport(r, facts));
  each(sections.of(SECTION.function), 'function', (r) => facts.functionTypes.push(typeIndex(r, types)));
  each(sections.of(SECTION.tag), 'tag', (r) => readTag(r, facts));
  each(sections.of(SECTION.memory), 'memory', (r) => facts.memories.push({ imported: false, ...readLimits(r) }));
  facts.globals += sections.of(SECTION.global)?.u32() ?? 0;
  return facts;
}
