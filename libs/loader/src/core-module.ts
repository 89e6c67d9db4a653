import { ByteReader, MalformedBinary, readSections, type Section } from './byte-reader.ts';

/** Section ids of a core module (WebAssembly 3.0, "Modules" of the binary format). */
export const CORE = {
  import: 2,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

export type CoreKind = 'function' | 'table' | 'memory' | 'global' | 'tag';
const KINDS: readonly CoreKind[] = ['function', 'table', 'memory', 'global', 'tag'];

export interface CoreImport {
  readonly module: string;
  readonly name: string;
  readonly kind: CoreKind;
}

/** What this package must know of a core module's outside. */
export interface CoreShape {
  readonly sections: readonly Section[];
  readonly imports: readonly CoreImport[];
  readonly exports: readonly { readonly name: string; readonly kind: CoreKind; readonly index: number }[];
}

/** Decodes imports and exports. Throws {@link MalformedBinary}. */
export function readCoreModule(bytes: Uint8Array): CoreShape {
  const sections = readSections(bytes, 'module');
  const items = <T>(id: number, item: (reader: ByteReader) => T): T[] =>
    sections
      .filter((section) => section.id === id)
      .flatMap(({ body }) => {
        const reader = new ByteReader(body);
        return reader.list(() => item(reader));
      });
  return { sections, imports: items(CORE.import, readImport), exports: items(CORE.export, readExport) };
}

/** Pages of 64 KiB that the memories start with that a core module defines. Throws {@link MalformedBinary}. */
export function startingPages(bytes: Uint8Array): number {
  const section = readSections(bytes, 'module').find(({ id }) => id === CORE.memory);
  if (!section) return 0;
  const reader = new ByteReader(section.body);
  return reader.list(() => readMinimum(reader)).reduce((sum, pages) => sum + pages, 0);
}

/** Reads limits for their minimum. */
function readMinimum(reader: ByteReader): number {
  const flags = reader.byte();
  const minimum = reader.u32();
  if (flags & 0x01) reader.skipLeb();
  return minimum;
}

function readImport(reader: ByteReader): CoreImport {
  const [module, name, kind] = [reader.name(), reader.name(), kindOf(reader.byte())];
  if (kind === 'function') reader.u32();
  else if (kind === 'table') {
    skipValueType(reader);
    skipLimits(reader);
  } else if (kind === 'memory') skipLimits(reader);
  else if (kind === 'global') {
    skipValueType(reader);
    reader.byte();
  } else {
    reader.byte();
    reader.u32();
  }
  return { module, name, kind };
}

function readExport(reader: ByteReader): CoreShape['exports'][number] {
  return { name: reader.name(), kind: kindOf(reader.byte()), index: reader.u32() };
}

function kindOf(byte: number): CoreKind {
  const kind = KINDS[byte];
  if (kind === undefined) throw new MalformedBinary(`an import or export has the unknown kind ${byte}`);
  return kind;
}

/** A value type: one byte, or a reference (`ref ht`, `ref null ht`) with its heap type. */
export function skipValueType(reader: ByteReader): void {
  const byte = reader.byte();
  if (byte === 0x63 || byte === 0x64) reader.skipLeb();
}

function skipLimits(reader: ByteReader): void {
  const flags = reader.byte();
  reader.skipLeb();
  if (flags & 0x01) reader.skipLeb();
  if (flags & 0x08) reader.skipLeb();
}
