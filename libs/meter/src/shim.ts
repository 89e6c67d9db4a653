import { ByteWriter } from './byte-writer.ts';
import { SECTION } from './section-index.ts';
import { DEPTH_BITS, MAX_DEPTH, MAX_FUEL, STATE, STATE_GLOBALS, STATE_TYPES } from './state-globals.ts';
import { VALUE } from './value-types.ts';

/** What the shim imports: `{ 'esta:host': { yield: new WebAssembly.Suspending(async () => …) } }`, or a plain function where nothing needs to suspend. */
export const SHIM_IMPORT = { module: 'esta:host', name: 'yield' } as const;

/**
 * What an instance of the shim exports: the state of one process. Numbers are f64 and i32, so that no call makes a BigInt.
 * Hand the whole exports object to every core module of the process as its `esta:meter` import.
 */
export interface MeterControls {
  /** Starts a crank: fuel to use until the first yield (at most 2^42), and slots of 8 bytes of stack (at most 524,287). Clears hosted, saved, reason. */
  reset(fuel: number, depth: number): void;
  /** Adds fuel; from the yield function before it returns, or between calls. */
  grant(units: number): void;
  /** Fuel left; below zero by what the last stretch overdrew. Used since reset = granted in all − left. */
  left(): number;
  /** Slots of stack left. */
  stackLeft(): number;
  /** Ends the guest: from the yield function before it returns. `reason` ≥ 16. The guest then traps, which it cannot catch. */
  stop(reason: number): void;
  /** Why the last trap was the meter's or the host's: TRAP_REASONS, the value given to `stop`, or 0 when the trap was the guest's own. */
  reason(): number;
}

const { i32, f64 } = VALUE;
const SIGNATURES: readonly (readonly [params: readonly number[], results: readonly number[]])[] = [
  [[], []],
  [[f64, f64], []],
  [[f64], []],
  [[], [f64]],
  [[i32], []],
  [[], [i32]],
];
const get = (global: number): readonly number[] => [0x23, global];
const set = (global: number): readonly number[] => [0x24, global];
const TO_F64 = 0xb9;
const SHIFT = [0x42, DEPTH_BITS, 0x86];

const littleEndian = (value: number): readonly number[] => [...new Uint8Array(new Float64Array([value]).buffer)];
/** min(parameter, limit), as i64. */
const clamped = (parameter: number, limit: number): readonly number[] => [
  0x20,
  parameter,
  0x44,
  ...littleEndian(limit),
  0xa4,
  0xfc,
  0x06,
];

/** Exported functions: name, index of the signature, instructions. */
const FUNCTIONS: readonly (readonly [name: keyof MeterControls, signature: number, code: readonly number[]])[] = [
  [
    'reset',
    1,
    [
      ...clamped(0, MAX_FUEL),
      ...SHIFT,
      ...clamped(1, MAX_DEPTH),
      0x7c,
      ...set(STATE.account),
      0x41,
      0,
      ...set(STATE.hosted),
      0x42,
      0,
      ...set(STATE.saved),
      0x41,
      0,
      ...set(STATE.why),
    ],
  ],
  ['grant', 2, [...get(STATE.account), ...clamped(0, MAX_FUEL), ...SHIFT, 0x7c, ...set(STATE.account)]],
  // (account + (hosted ? saved : 0)) >> 20
  [
    'left',
    3,
    [
      ...get(STATE.account),
      ...get(STATE.saved),
      0x42,
      0,
      ...get(STATE.hosted),
      0x1b,
      0x7c,
      0x42,
      DEPTH_BITS,
      0x87,
      TO_F64,
    ],
  ],
  // sign-extended low 20 bits
  ['stackLeft', 3, [...get(STATE.account), 0x42, 64 - DEPTH_BITS, 0x86, 0x42, 64 - DEPTH_BITS, 0x87, TO_F64]],
  ['stop', 4, [0x20, 0, ...set(STATE.why)]],
  ['reason', 5, [...get(STATE.why)]],
];

function vector(items: readonly (readonly number[])[]): ByteWriter {
  const w = new ByteWriter(256).u32(items.length);
  for (const item of items) w.op(...item);
  return w;
}

const typeSection = (): ByteWriter =>
  vector(SIGNATURES.map(([params, results]) => [0x60, params.length, ...params, results.length, ...results]));

const importSection = (): ByteWriter =>
  new ByteWriter(64).u32(1).name(SHIM_IMPORT.module).name(SHIM_IMPORT.name).op(0x00, 0x00);

/** Mutable numbers that start at 0, and the constant reference to the imported yield function (type 0). */
const globalSection = (): ByteWriter =>
  vector([
    ...STATE_TYPES.map((type) => [type, 1, type === VALUE.i64 ? 0x42 : 0x41, 0, 0x0b]),
    [0x64, 0, 0, 0xd2, 0, 0x0b],
  ]);

function exportSection(): ByteWriter {
  const w = new ByteWriter(256).u32(STATE_GLOBALS.length + FUNCTIONS.length);
  for (const [at, name] of STATE_GLOBALS.entries()) w.name(name).op(0x03, at);
  for (const [at, [name]] of FUNCTIONS.entries()) w.name(name).op(0x00, at + 1);
  return w;
}

const codeSection = (): ByteWriter => vector(FUNCTIONS.map(([, , code]) => [code.length + 2, 0, ...code, 0x0b]));

/** The shim module: one instance per process owns its state. About 300 bytes, the same on every call. */
export function shimBytes(): Uint8Array<ArrayBuffer> {
  return new ByteWriter(512)
    .op(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0)
    .section(SECTION.type, typeSection())
    .section(SECTION.import, importSection())
    .section(SECTION.function, vector(FUNCTIONS.map(([, signature]) => [signature])))
    .section(SECTION.global, globalSection())
    .section(SECTION.export, exportSection())
    .section(SECTION.code, codeSection())
    .take();
}
