import { ByteWriter } from '../src/byte-writer.ts';

/** One function of an assembled module: its type index, its export name, its body (locals and instructions, without the size). */
interface AssembledFunction {
  readonly type: number;
  readonly name: string;
  readonly body: readonly number[] | Uint8Array;
}

const I32 = 0x7f;

function vector(items: readonly (readonly number[])[]): ByteWriter {
  const w = new ByteWriter().u32(items.length);
  for (const item of items) w.op(...item);
  return w;
}

/** Modules that the text assembler cannot write. Bytes by the binary format of the core specification. */
function assembleModule(
  types: readonly (readonly number[])[],
  functions: readonly AssembledFunction[],
  tags: readonly (readonly number[])[] = [],
): Uint8Array<ArrayBuffer> {
  const exports = new ByteWriter().u32(functions.length);
  for (const [index, { name }] of functions.entries()) exports.name(name).op(0x00, index);
  const code = new ByteWriter().u32(functions.length);
  for (const { body } of functions) code.u32(body.length).bytes(Uint8Array.from(body));
  const w = new ByteWriter()
    .op(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
    .section(1, vector(types))
    .section(3, vector(functions.map(({ type }) => [type])));
  if (tags.length > 0) w.section(13, vector(tags));
  return w.section(7, exports).section(10, code).take();
}

/** throw 7 from a callee, caught by try_table at a block, at a loop (five times), and at the function's own label. */
function exnref(): Uint8Array<ArrayBuffer> {
  const types = [
    [0x60, 1, I32, 0],
    [0x60, 0, 1, I32],
    [0x60, 1, I32, 1, I32],
    [0x60, 0, 0],
  ];
  const thrower = [0, 0x41, 7, 0x08, 0, 0x0b];
  const block = [0, 0x02, I32, 0x1f, 0x40, 1, 0x00, 0, 0, 0x10, 0, 0x0b, 0x41, 1, 0x0b, 0x0b];
  // (local $caught) loop: caught += 1; if caught < n, try_table (catch_all loop) call thrower
  const loop = [
    1,
    1,
    I32,
    0x03,
    0x40,
    0x20,
    1,
    0x41,
    1,
    0x6a,
    0x22,
    1,
    0x20,
    0,
    0x49,
    0x04,
    0x40,
    0x1f,
    0x40,
    1,
    0x02,
    1,
    0x10,
    0,
    0x0b,
    0x0b,
    0x0b,
    0x20,
    1,
    0x0b,
  ];
  const own = [0, 0x1f, 0x40, 1, 0x00, 0, 0, 0x10, 0, 0x0b, 0x41, 1, 0x0b];
  return assembleModule(
    types,
    [
      { type: 3, name: 'thrower', body: thrower },
      { type: 1, name: 'block', body: block },
      { type: 2, name: 'loop', body: loop },
      { type: 1, name: 'function', body: own },
    ],
    [[0, 0]],
  );
}

export const assemble = { exnref, module: assembleModule };
