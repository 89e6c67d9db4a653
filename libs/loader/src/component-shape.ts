import { ByteReader, MalformedBinary, readSections, type Section } from './byte-reader.ts';
import { readCoreModule } from './core-module.ts';

/** Section ids of a component (component-model, design/mvp/Binary.md). */
const COMPONENT = { coreModule: 1, component: 4, import: 10, export: 11 } as const;
const MAX_NESTING = 16;

export type ExternKind = 'core-module' | 'function' | 'value' | 'type' | 'resource' | 'component' | 'instance';

export interface ComponentExtern {
  readonly name: string;
  readonly kind: ExternKind;
}

/** The outside of a component, and every name inside that ends up in generated code. */
export interface ComponentShape {
  readonly imports: readonly ComponentExtern[];
  readonly exports: readonly ComponentExtern[];
  /** Names of core imports and exports and of nested components' imports and exports, at any depth. */
  readonly innerNames: ReadonlySet<string>;
}

/** Decodes the top-level import and export sections and collects the names inside. Throws {@link MalformedBinary}. */
export function readComponent(bytes: Uint8Array): ComponentShape {
  const innerNames = new Set<string>();
  const shape = readLevel(bytes, innerNames, 0);
  return { ...shape, innerNames };
}

function readLevel(bytes: Uint8Array, innerNames: Set<string>, depth: number): Omit<ComponentShape, 'innerNames'> {
  if (depth > MAX_NESTING) throw new MalformedBinary(`components are nested deeper than ${MAX_NESTING}`);
  const sections = readSections(bytes, 'component');
  for (const { id, body } of sections) {
    if (id === COMPONENT.coreModule) collectCoreNames(body, innerNames);
    if (id === COMPONENT.component) {
      const { imports, exports } = readLevel(body, innerNames, depth + 1);
      for (const { name } of [...imports, ...exports]) innerNames.add(name);
    }
  }
  return {
    imports: externs(sections, COMPONENT.import, readImport),
    exports: externs(sections, COMPONENT.export, readExport),
  };
}

function collectCoreNames(module: Uint8Array, names: Set<string>): void {
  const { imports, exports } = readCoreModule(module);
  for (const { module: from, name } of imports) names.add(from).add(name);
  for (const { name } of exports) names.add(name);
}

function externs(
  sections: readonly Section[],
  id: number,
  read: (reader: ByteReader) => ComponentExtern,
): ComponentExtern[] {
  return sections
    .filter((section) => section.id === id)
    .flatMap(({ body }) => {
      const reader = new ByteReader(body);
      return reader.list(() => read(reader));
    });
}

function readImport(reader: ByteReader): ComponentExtern {
  return { name: externName(reader), kind: externKind(reader) };
}

const EXPORT_SORTS: readonly (ExternKind | undefined)[] = [
  undefined,
  'function',
  'value',
  'type',
  'component',
  'instance',
];

function readExport(reader: ByteReader): ComponentExtern {
  const name = externName(reader);
  const sort = reader.byte();
  if (sort === 0 && reader.byte() !== 0x11) throw new MalformedBinary('an export has an unknown sort');
  const kind = sort === 0 ? 'core-module' : EXPORT_SORTS[sort];
  if (kind === undefined) throw new MalformedBinary('an export has an unknown sort');
  reader.u32();
  if (reader.byte() === 1) externKind(reader);
  return { name, kind };
}

function externName(reader: ByteReader): string {
  const form = reader.byte();
  if (form > 1) throw new MalformedBinary('an import or export name has an unknown form');
  return reader.name();
}

/** Reads an `externdesc` for its kind. */
function externKind(reader: ByteReader): ExternKind {
  switch (reader.byte()) {
    case 0x00:
      return (reader.byte(), reader.u32(), 'core-module');
    case 0x01:
      return (reader.u32(), 'function');
    case 0x02:
      return (reader.byte(), reader.skipLeb(), 'value');
    case 0x03:
      return reader.byte() === 0 ? (reader.u32(), 'type') : 'resource';
    case 0x04:
      return (reader.u32(), 'component');
    case 0x05:
      return (reader.u32(), 'instance');
    default:
      throw new MalformedBinary('an import or export has an unknown kind');
  }
}
