import { CARDS_EXPORT } from '@esta-logic/meter';
import { ByteReader, MalformedBinary, type Section } from './byte-reader.ts';
import { concat, leb, writeModule } from './byte-writer.ts';
import { CORE, type CoreShape, readCoreModule, skipValueType } from './core-module.ts';

/** Prefix of the exports added below; a module that uses it itself is refused. */
export const STATE_PREFIX = 'esta:state/';

/**
 * The same core module with an export for every memory and every mutable global that it defines, so that a reset can
 * put them back: state that only the guest can reach would survive from one crank to the next. The additions stand at
 * the end of the export list; no index changes. Throws {@link MalformedBinary}.
 */
export function exportState(bytes: Uint8Array): Uint8Array {
  const shape = readCoreModule(bytes);
  if (shape.exports.some(({ name }) => name.startsWith(STATE_PREFIX)))
    throw new MalformedBinary(`a core module uses export names that start with ${STATE_PREFIX}`);
  const additions = [
    ...ownIndices(shape, 'memory')
      .filter((index) => index !== cardsOf(shape))
      .map((index) => entry(`${STATE_PREFIX}m${index}`, 2, index)),
    ...mutableGlobals(shape).map((index) => entry(`${STATE_PREFIX}g${index}`, 3, index)),
  ];
  return additions.length === 0 ? bytes : assemble(shape.sections, additions);
}

/** The memory of cards that the meter added; it says what to put back, and is no state. */
const cardsOf = ({ exports }: CoreShape): number | undefined =>
  exports.find(({ name, kind }) => name === CARDS_EXPORT && kind === 'memory')?.index;

const importedCount = ({ imports }: CoreShape, kind: 'memory' | 'global'): number =>
  imports.filter((item) => item.kind === kind).length;

function ownIndices(shape: CoreShape, kind: 'memory'): number[] {
  const section = shape.sections.find(({ id }) => id === CORE.memory);
  const count = section ? new ByteReader(section.body).u32() : 0;
  if (count > 1000) throw new MalformedBinary('a core module has too many memories');
  return Array.from({ length: count }, (_, i) => importedCount(shape, kind) + i);
}

function mutableGlobals(shape: CoreShape): number[] {
  const section = shape.sections.find(({ id }) => id === CORE.global);
  if (!section) return [];
  const reader = new ByteReader(section.body);
  const mutable: number[] = [];
  let index = importedCount(shape, 'global');
  reader.list(() => {
    skipValueType(reader);
    if (reader.byte() === 1) mutable.push(index);
    skipConstantExpression(reader);
    index += 1;
  });
  return mutable;
}

/** Immediates of the instructions that constant expressions may hold; `end` (0x0b) closes them. */
function skipConstantExpression(reader: ByteReader): void {
  for (;;) {
    const opcode = reader.byte();
    if (opcode === 0x0b) return;
    if (opcode === 0x41 || opcode === 0x42 || opcode === 0x23 || opcode === 0xd0 || opcode === 0xd2) reader.skipLeb();
    else if (opcode === 0x43) reader.bytes(4);
    else if (opcode === 0x44) reader.bytes(8);
    else if (opcode === 0xfd && reader.u32() === 12) reader.bytes(16);
    else if (![0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e].includes(opcode))
      throw new MalformedBinary('a global starts with an expression of an unknown kind');
  }
}

function entry(name: string, kind: number, index: number): Uint8Array {
  const text = new TextEncoder().encode(name);
  return Uint8Array.from([...leb(text.length), ...text, kind, ...leb(index)]);
}

function assemble(sections: readonly Section[], additions: readonly Uint8Array[]): Uint8Array {
  const old = sections.find(({ id }) => id === CORE.export);
  const reader = new ByteReader(old?.body ?? Uint8Array.of(0));
  const count = reader.u32();
  const kept = (old?.body ?? Uint8Array.of(0)).subarray(reader.position);
  const replaced: Section = {
    id: CORE.export,
    body: concat([Uint8Array.from(leb(count + additions.length)), kept, ...additions]),
  };
  const others = sections.filter((section) => section !== old);
  const after = old ? sections.indexOf(old) : exportPlace(others);
  const all = [...others.slice(0, after), replaced, ...others.slice(after)];
  return writeModule(all);
}

/** Exports stand after globals and before the start section, the elements and the code. */
function exportPlace(sections: readonly Section[]): number {
  const later: readonly number[] = [CORE.start, CORE.element, CORE.dataCount, CORE.code, CORE.data];
  const found = sections.findIndex(({ id }) => later.includes(id));
  return found === -1 ? sections.length : found;
}
