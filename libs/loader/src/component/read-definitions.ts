import { ByteReader, MalformedBinary, readSections } from '../byte-reader.ts';
import { coreSort, expectByte, externName, readAlias, readExternType, sortIndex } from './read-externs.ts';
import { readTypeDefinition } from './read-types.ts';
import { type CanonOptions, type Definition, UnknownShape } from './syntax.ts';

/** Decodes a component's sections one level deep. Throws {@link MalformedBinary} or {@link UnknownShape}. */
export function readDefinitions(bytes: Uint8Array): Definition[] {
  return readSections(bytes, 'component').flatMap(({ id, body }) => readSection(id, body));
}

function readSection(id: number, body: Uint8Array): Definition[] {
  const reader = new ByteReader(body);
  switch (id) {
    case 0: // custom
    case 3: // core types: only core modules that are imported have need of them
      return [];
    case 1:
      return [{ is: 'core-module', bytes: body }];
    case 4:
      return [{ is: 'component', bytes: body }];
    default: {
      const definitions = reader.list(() => itemOf(id, reader));
      if (!reader.done) throw new MalformedBinary('a section is longer than its list');
      return definitions;
    }
  }
}

function itemOf(id: number, reader: ByteReader): Definition {
  switch (id) {
    case 2:
      return coreInstance(reader);
    case 5:
      return instance(reader);
    case 6:
      return readAlias(reader);
    case 7:
      return { is: 'type', type: readTypeDefinition(reader) };
    case 8:
      return canonical(reader);
    case 10:
      return { is: 'import', name: externName(reader), ...readExternType(reader) };
    case 11:
      return exported(reader);
    default:
      throw new UnknownShape(`it has a section ${id}`);
  }
}

function coreInstance(reader: ByteReader): Definition {
  if (reader.byte() === 0) {
    const module = reader.u32();
    const args = reader.list(() => ({ name: reader.name(), instance: (expectByte(reader, 0x12), reader.u32()) }));
    return { is: 'core-instance', module, args };
  }
  return {
    is: 'core-exports',
    exports: reader.list(() => ({ name: reader.name(), sort: coreSort(reader), index: reader.u32() })),
  };
}

function instance(reader: ByteReader): Definition {
  if (reader.byte() === 0) {
    const component = reader.u32();
    return { is: 'instance', component, args: reader.list(() => ({ name: reader.name(), ...sortIndex(reader) })) };
  }
  return { is: 'exports', exports: reader.list(() => ({ name: externName(reader), ...sortIndex(reader) })) };
}

function canonical(reader: ByteReader): Definition {
  const op = reader.byte();
  if (op === 0x00 || op === 0x01) expectByte(reader, 0x00);
  switch (op) {
    case 0x00: {
      const func = reader.u32();
      const options = canonOptions(reader);
      return { is: 'lift', func, options, type: reader.u32() };
    }
    case 0x01:
      return { is: 'lower', func: reader.u32(), options: canonOptions(reader) };
    case 0x02:
      return { is: 'resource', op: 'new', type: reader.u32() };
    case 0x03:
      return { is: 'resource', op: 'drop', type: reader.u32() };
    case 0x04:
      return { is: 'resource', op: 'rep', type: reader.u32() };
    default:
      throw new UnknownShape('it uses a canonical function of an unknown kind');
  }
}

function canonOptions(reader: ByteReader): CanonOptions {
  const options: { -readonly [K in keyof CanonOptions]: CanonOptions[K] } = { encoding: 'utf8' };
  reader.list(() => {
    const option = reader.byte();
    if (option === 0x00) options.encoding = 'utf8';
    else if (option === 0x01) options.encoding = 'utf16';
    else if (option === 0x03) options.memory = reader.u32();
    else if (option === 0x04) options.realloc = reader.u32();
    else if (option === 0x05) options.postReturn = reader.u32();
    else throw new UnknownShape('it uses a canonical option of an unknown kind');
  });
  return options;
}

function exported(reader: ByteReader): Definition {
  const name = externName(reader);
  const target = sortIndex(reader);
  if (reader.byte() === 1) readExternType(reader);
  return { is: 'export', name, ...target };
}
