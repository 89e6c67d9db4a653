import { type ByteReader, MalformedBinary } from '../byte-reader.ts';
import { type CoreSort, type Definition, type ExternType, type Sort, type SortIndex, UnknownShape } from './syntax.ts';

const SORTS: readonly (Sort | undefined)[] = [undefined, 'func', 'value', 'type', 'component', 'instance'];
const CORE_SORTS: Readonly<Record<number, CoreSort>> = {
  0x00: 'core-func',
  0x01: 'core-table',
  0x02: 'core-memory',
  0x03: 'core-global',
  0x04: 'core-tag',
  0x10: 'core-type',
  0x11: 'core-module',
  0x12: 'core-instance',
};

/** Reads an alias; they also stand in instance types. */
export function readAlias(reader: ByteReader): Definition {
  const sort = readSort(reader);
  const target = reader.byte();
  if (target === 0x02) return { is: 'alias-outer', sort, depth: reader.u32(), index: reader.u32() };
  if (target > 0x02) throw new UnknownShape('it has an alias of an unknown kind');
  const is = target === 0 ? 'alias-export' : 'alias-core-export';
  return { is, sort, instance: reader.u32(), name: reader.name() };
}

export function sortIndex(reader: ByteReader): SortIndex {
  return { sort: readSort(reader), index: reader.u32() };
}

function readSort(reader: ByteReader): Sort {
  const byte = reader.byte();
  if (byte === 0) return coreSort(reader);
  const sort = SORTS[byte];
  if (sort === undefined) throw new MalformedBinary('a definition has an unknown sort');
  return sort;
}

export function coreSort(reader: ByteReader): CoreSort {
  const sort = CORE_SORTS[reader.byte()];
  if (sort === undefined) throw new MalformedBinary('a definition has an unknown sort');
  return sort;
}

/** A name of an import or export, in either of the forms that toolchains write. */
export function externName(reader: ByteReader): string {
  if (reader.byte() > 1) throw new UnknownShape('it uses a name of an unknown form');
  return reader.name();
}

/** Reads an `externdesc`. */
export function readExternType(reader: ByteReader): { readonly sort: Sort; readonly type: ExternType } {
  const byte = reader.byte();
  if (byte === 0x00) {
    expectByte(reader, 0x11);
    return { sort: 'core-module', type: { index: reader.u32() } };
  }
  const sort = ([undefined, 'func', undefined, 'type', 'component', 'instance'] as const)[byte];
  if (sort === undefined) throw new UnknownShape('it imports or exports a value');
  if (sort === 'type' && reader.byte() === 1) return { sort, type: 'resource' };
  return { sort, type: { index: reader.u32() } };
}

/** Reads a byte that can be no other. */
export function expectByte(reader: ByteReader, byte: number): void {
  if (reader.byte() !== byte) throw new MalformedBinary('a definition does not have its form');
}
