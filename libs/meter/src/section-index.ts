import { ByteReader } from './byte-reader.ts';
import { refuseFeature, refuseMalformed } from './refusal.ts';

export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  tag: 13,
} as const;

/** Order in which sections stand in a module. */
export const SECTION_ORDER: readonly number[] = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];

export interface SectionIndex {
  /** Reader over the content of a section, or undefined when the module has none. */
  of(id: number): ByteReader | undefined;
  /** Byte ranges (header included) of the custom sections that are kept. */
  readonly customs: readonly (readonly [from: number, to: number])[];
}

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

function checkHeader(bytes: Uint8Array): void {
  if (bytes.length < 8 || MAGIC.some((byte, at) => bytes[at] !== byte))
    refuseMalformed('it does not start with the WebAssembly magic number', 0);
  const version = bytes[4]! | (bytes[5]! << 8) | (bytes[6]! << 16) | (bytes[7]! << 24);
  if (version === 0x1000d) refuseFeature('the component binary format; hand over the core modules inside it', 4);
  if (version !== 1) refuseMalformed(`binary version ${version} is not 1`, 4);
}

/** Finds every section by hopping over the headers; checks ids, order and sizes. Only the `name` custom section is kept: the others hold offsets that no longer hold. */
export function indexSections(bytes: Uint8Array): SectionIndex {
  checkHeader(bytes);
  const r = new ByteReader(bytes, 8);
  const ranges = new Map<number, readonly [number, number]>();
  const customs: [number, number][] = [];
  let last = -1;
  while (r.pos < r.end) {
    const at = r.pos;
    const id = r.u8();
    const size = r.vectorLength();
    const from = r.pos;
    r.skip(size);
    if (id === SECTION.custom) {
      if (new ByteReader(bytes, from, r.pos).name() === 'name') customs.push([at, r.pos]);
      continue;
    }
    const rank = SECTION_ORDER.indexOf(id);
    if (rank < 0) refuseFeature(`the unknown section ${id}`, at);
    if (rank <= last) refuseMalformed(`section ${id} is repeated or out of order`, at);
    last = rank;
    ranges.set(id, [from, r.pos]);
  }
  return {
    customs,
    of(id) {
      const range = ranges.get(id);
      return range && new ByteReader(bytes, range[0], range[1]);
    },
  };
}

/** Refuses content that is left over after a section was read. */
export function expectEnd(r: ByteReader, what: string): void {
  if (r.pos !== r.end) refuseMalformed(`the ${what} section is longer than its content`, r.pos);
}
