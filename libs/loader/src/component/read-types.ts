import { type ByteReader, MalformedBinary } from '../byte-reader.ts';
import { externName, readAlias, readExternType } from './read-externs.ts';
import { type Definition, type TypeDefinition, type TypePart, UnknownShape, type ValueType } from './syntax.ts';

const PRIMITIVES: Readonly<Record<number, string>> = {
  0x7f: 'bool',
  0x7e: 's8',
  0x7d: 'u8',
  0x7c: 's16',
  0x7b: 'u16',
  0x7a: 's32',
  0x79: 'u32',
  0x78: 's64',
  0x77: 'u64',
  0x76: 'f32',
  0x75: 'f64',
  0x74: 'char',
  0x73: 'string',
};

/** Reads a `deftype`. Throws `MalformedBinary` or `UnknownShape`. */
export function readTypeDefinition(reader: ByteReader): TypeDefinition {
  const byte = reader.byte();
  const primitive = PRIMITIVES[byte];
  if (primitive !== undefined) return { form: 'same', parts: [{ label: '', type: primitive }] };
  const only = (form: string): TypeDefinition => ({ form, parts: [{ label: '', type: valueType(reader) }] });
  switch (byte) {
    case 0x72:
      return { form: 'record', parts: reader.list(() => ({ label: reader.name(), type: valueType(reader) })) };
    case 0x71:
      return { form: 'variant', parts: reader.list(() => variantCase(reader)) };
    case 0x70:
      return only('list');
    case 0x6f:
      return { form: 'tuple', parts: reader.list(() => ({ label: '', type: valueType(reader) })) };
    case 0x6e:
      return { form: 'flags', parts: reader.list(() => ({ label: reader.name() })) };
    case 0x6d:
      return { form: 'enum', parts: reader.list(() => ({ label: reader.name() })) };
    case 0x6b:
      return only('option');
    case 0x6a:
      return { form: 'result', parts: [optional(reader, 'ok'), optional(reader, 'err')] };
    case 0x69:
      return { form: 'own', parts: [{ label: '', type: reader.u32() }] };
    case 0x68:
      return { form: 'borrow', parts: [{ label: '', type: reader.u32() }] };
    case 0x40:
      return functionType(reader);
    case 0x42:
      return { form: 'instance', declares: reader.list(() => declaration(reader, false)) };
    case 0x41:
      reader.list(() => declaration(reader, true));
      return { form: 'component' };
    case 0x3f:
      if (reader.byte() !== 0x7f) throw new MalformedBinary('a resource has an unknown representation');
      if (reader.byte() === 1) reader.u32();
      return { form: 'resource' };
    default:
      throw new UnknownShape('it uses a type of an unknown kind');
  }
}

/** A primitive, or an index: a non-negative signed LEB128, so that six bits of the last byte count. */
function valueType(reader: ByteReader): ValueType {
  const first = reader.byte();
  const primitive = PRIMITIVES[first];
  if (primitive !== undefined) return primitive;
  let value = 0;
  let byte = first;
  for (let shift = 0; ; shift += 7) {
    value += (byte & 0x7f) * 2 ** shift;
    if ((byte & 0x80) === 0) break;
    if (shift > 28) throw new MalformedBinary('a type index does not fit 32 bits');
    byte = reader.byte();
  }
  if ((byte & 0x40) !== 0) throw new UnknownShape('it uses a primitive type of an unknown kind');
  return value;
}

function variantCase(reader: ByteReader): TypePart {
  const part = optional(reader, reader.name());
  if (reader.byte() !== 0) throw new UnknownShape('it has a variant case that refines another');
  return part;
}

function optional(reader: ByteReader, label: string): TypePart {
  return reader.byte() === 1 ? { label, type: valueType(reader) } : { label };
}

function functionType(reader: ByteReader): TypeDefinition {
  const parts: TypePart[] = reader.list(() => ({ label: reader.name(), type: valueType(reader) }));
  if (reader.byte() === 0) parts.push({ label: '->', type: valueType(reader) });
  else if (reader.byte() !== 0) throw new UnknownShape('it has a function with named results');
  return { form: 'func', parts };
}

/** A declaration of an instance type, or of a component type, which may also import. */
function declaration(reader: ByteReader, component: boolean): Definition {
  switch (reader.byte()) {
    case 0x01:
      return { is: 'type', type: readTypeDefinition(reader) };
    case 0x02:
      return readAlias(reader);
    case 0x03:
      if (!component) break;
      return { is: 'import', name: externName(reader), ...readExternType(reader) };
    case 0x04:
      // An export of an instance type stands for something that is given: to who reads the type it is an import.
      return { is: 'import', name: externName(reader), ...readExternType(reader) };
  }
  throw new UnknownShape('it has a declaration of an unknown kind');
}
