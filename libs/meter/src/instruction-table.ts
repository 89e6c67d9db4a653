/**
 * Every instruction the meter understands, as data: opcode, name, how its immediates are laid out, how many operands it pops and pushes.
 * An opcode without a row is refused. `flat` indices give each instruction one small number: 0x00–0xff one-byte opcodes, then those of the 0xfc and 0xfd prefixes.
 * Source: WebAssembly 3.0 core specification, "Index of Instructions"; the legacy exception handling proposal for try, catch, delegate, rethrow.
 */
export const FLAT_FC = 0x100;
export const FLAT_FD = 0x120;
export const FLAT_SIZE = FLAT_FD + 0x100;

/** What follows the opcode, and which part of the scanner handles it. Forms below `control` are plain: fixed pops and pushes, nothing else to know. */
export const FORM = {
  none: 1,
  lane: 2,
  index: 3,
  memarg: 5,
  memargLane: 6,
  leb: 7,
  bytes4: 8,
  bytes8: 9,
  bytes16: 10,
  local: 11,
  heapType: 12,
  funcRef: 13,
  selectTyped: 14,
  control: 20,
  globalAccess: 20,
  block: 21,
  loop: 22,
  if: 23,
  else: 24,
  end: 25,
  br: 26,
  brIf: 27,
  brTable: 28,
  return: 29,
  unreachable: 30,
  call: 31,
  callIndirect: 32,
  callRef: 33,
  returnCall: 34,
  returnCallIndirect: 35,
  returnCallRef: 36,
  try: 37,
  catch: 38,
  catchAll: 39,
  delegate: 40,
  throw: 41,
  rethrow: 42,
  throwRef: 43,
  tryTable: 44,
  brOnNull: 45,
  brOnNonNull: 46,
  memoryGrow: 47,
  bulkBytes: 48,
  bulkBytes2: 49,
  bulkElements: 50,
  bulkElements2: 51,
} as const;

type Form = keyof typeof FORM;

/** A run of instructions with consecutive opcodes and the same shape; `-` skips an opcode that is not assigned. */
type Row = readonly [first: number, form: Form, pops: number, pushes: number, names: string];

const ROWS: readonly Row[] = [
  [0x00, 'unreachable', 0, 0, 'unreachable'],
  [0x01, 'none', 0, 0, 'nop'],
  [0x02, 'block', 0, 0, 'block'],
  [0x03, 'loop', 0, 0, 'loop'],
  [0x04, 'if', 1, 0, 'if'],
  [0x05, 'else', 0, 0, 'else'],
  [0x06, 'try', 0, 0, 'try'],
  [0x07, 'catch', 0, 0, 'catch'],
  [0x08, 'throw', 0, 0, 'throw'],
  [0x09, 'rethrow', 0, 0, 'rethrow'],
  [0x0a, 'throwRef', 1, 0, 'throw_ref'],
  [0x0b, 'end', 0, 0, 'end'],
  [0x0c, 'br', 0, 0, 'br'],
  [0x0d, 'brIf', 1, 0, 'br_if'],
  [0x0e, 'brTable', 1, 0, 'br_table'],
  [0x0f, 'return', 0, 0, 'return'],
  [0x10, 'call', 0, 0, 'call'],
  [0x11, 'callIndirect', 1, 0, 'call_indirect'],
  [0x12, 'returnCall', 0, 0, 'return_call'],
  [0x13, 'returnCallIndirect', 1, 0, 'return_call_indirect'],
  [0x14, 'callRef', 1, 0, 'call_ref'],
  [0x15, 'returnCallRef', 1, 0, 'return_call_ref'],
  [0x18, 'delegate', 0, 0, 'delegate'],
  [0x19, 'catchAll', 0, 0, 'catch_all'],
  [0x1a, 'none', 1, 0, 'drop'],
  [0x1b, 'none', 3, 1, 'select'],
  [0x1c, 'selectTyped', 3, 1, 'select_t'],
  [0x1f, 'tryTable', 0, 0, 'try_table'],
  [0x20, 'local', 0, 1, 'local.get'],
  [0x21, 'local', 1, 0, 'local.set'],
  [0x22, 'local', 1, 1, 'local.tee'],
  [0x23, 'globalAccess', 0, 1, 'global.get'],
  [0x24, 'globalAccess', 1, 0, 'global.set'],
  [0x25, 'index', 1, 1, 'table.get'],
  [0x26, 'index', 2, 0, 'table.set'],
  [
    0x28,
    'memarg',
    1,
    1,
    'i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u i64.load8_s i64.load8_u i64.load16_s i64.load16_u i64.load32_s i64.load32_u',
  ],
  [
    0x36,
    'memarg',
    2,
    0,
    'i32.store i64.store f32.store f64.store i32.store8 i32.store16 i64.store8 i64.store16 i64.store32',
  ],
  [0x3f, 'index', 0, 1, 'memory.size'],
  [0x40, 'memoryGrow', 1, 1, 'memory.grow'],
  [0x41, 'leb', 0, 1, 'i32.const i64.const'],
  [0x43, 'bytes4', 0, 1, 'f32.const'],
  [0x44, 'bytes8', 0, 1, 'f64.const'],
  [0x45, 'none', 1, 1, 'i32.eqz'],
  [0x46, 'none', 2, 1, 'i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u'],
  [0x50, 'none', 1, 1, 'i64.eqz'],
  [0x51, 'none', 2, 1, 'i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u'],
  [0x5b, 'none', 2, 1, 'f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge'],
  [0x67, 'none', 1, 1, 'i32.clz i32.ctz i32.popcnt'],
  [
    0x6a,
    'none',
    2,
    1,
    'i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr',
  ],
  [0x79, 'none', 1, 1, 'i64.clz i64.ctz i64.popcnt'],
  [
    0x7c,
    'none',
    2,
    1,
    'i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr',
  ],
  [0x8b, 'none', 1, 1, 'f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt'],
  [0x92, 'none', 2, 1, 'f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign'],
  [0x99, 'none', 1, 1, 'f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt'],
  [0xa0, 'none', 2, 1, 'f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign'],
  [
    0xa7,
    'none',
    1,
    1,
    'i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u',
  ],
  [
    0xb2,
    'none',
    1,
    1,
    'f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64 f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32',
  ],
  [
    0xbc,
    'none',
    1,
    1,
    'i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64 i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s',
  ],
  [0xd0, 'heapType', 0, 1, 'ref.null'],
  [0xd1, 'none', 1, 1, 'ref.is_null'],
  [0xd2, 'funcRef', 0, 1, 'ref.func'],
  [0xd4, 'none', 1, 1, 'ref.as_non_null'],
  [0xd5, 'brOnNull', 1, 1, 'br_on_null'],
  [0xd6, 'brOnNonNull', 1, 0, 'br_on_non_null'],

  [
    FLAT_FC,
    'none',
    1,
    1,
    'i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u',
  ],
  [FLAT_FC + 8, 'bulkBytes2', 3, 0, 'memory.init'],
  [FLAT_FC + 9, 'index', 0, 0, 'data.drop'],
  [FLAT_FC + 10, 'bulkBytes2', 3, 0, 'memory.copy'],
  [FLAT_FC + 11, 'bulkBytes', 3, 0, 'memory.fill'],
  [FLAT_FC + 12, 'bulkElements2', 3, 0, 'table.init'],
  [FLAT_FC + 13, 'index', 0, 0, 'elem.drop'],
  [FLAT_FC + 14, 'bulkElements2', 3, 0, 'table.copy'],
  [FLAT_FC + 15, 'bulkElements', 2, 1, 'table.grow'],
  [FLAT_FC + 16, 'index', 0, 1, 'table.size'],
  [FLAT_FC + 17, 'bulkElements', 3, 0, 'table.fill'],

  [
    FLAT_FD,
    'memarg',
    1,
    1,
    'v128.load v128.load8x8_s v128.load8x8_u v128.load16x4_s v128.load16x4_u v128.load32x2_s v128.load32x2_u v128.load8_splat v128.load16_splat v128.load32_splat v128.load64_splat',
  ],
  [FLAT_FD + 11, 'memarg', 2, 0, 'v128.store'],
  [FLAT_FD + 12, 'bytes16', 0, 1, 'v128.const'],
  [FLAT_FD + 13, 'bytes16', 2, 1, 'i8x16.shuffle'],
  [FLAT_FD + 14, 'none', 2, 1, 'i8x16.swizzle'],
  [FLAT_FD + 15, 'none', 1, 1, 'i8x16.splat i16x8.splat i32x4.splat i64x2.splat f32x4.splat f64x2.splat'],
  [FLAT_FD + 21, 'lane', 1, 1, 'i8x16.extract_lane_s i8x16.extract_lane_u'],
  [FLAT_FD + 23, 'lane', 2, 1, 'i8x16.replace_lane'],
  [FLAT_FD + 24, 'lane', 1, 1, 'i16x8.extract_lane_s i16x8.extract_lane_u'],
  [FLAT_FD + 26, 'lane', 2, 1, 'i16x8.replace_lane'],
  [FLAT_FD + 27, 'lane', 1, 1, 'i32x4.extract_lane'],
  [FLAT_FD + 28, 'lane', 2, 1, 'i32x4.replace_lane'],
  [FLAT_FD + 29, 'lane', 1, 1, 'i64x2.extract_lane'],
  [FLAT_FD + 30, 'lane', 2, 1, 'i64x2.replace_lane'],
  [FLAT_FD + 31, 'lane', 1, 1, 'f32x4.extract_lane'],
  [FLAT_FD + 32, 'lane', 2, 1, 'f32x4.replace_lane'],
  [FLAT_FD + 33, 'lane', 1, 1, 'f64x2.extract_lane'],
  [FLAT_FD + 34, 'lane', 2, 1, 'f64x2.replace_lane'],
  [
    FLAT_FD + 35,
    'none',
    2,
    1,
    'i8x16.eq i8x16.ne i8x16.lt_s i8x16.lt_u i8x16.gt_s i8x16.gt_u i8x16.le_s i8x16.le_u i8x16.ge_s i8x16.ge_u',
  ],
  [
    FLAT_FD + 45,
    'none',
    2,
    1,
    'i16x8.eq i16x8.ne i16x8.lt_s i16x8.lt_u i16x8.gt_s i16x8.gt_u i16x8.le_s i16x8.le_u i16x8.ge_s i16x8.ge_u',
  ],
  [
    FLAT_FD + 55,
    'none',
    2,
    1,
    'i32x4.eq i32x4.ne i32x4.lt_s i32x4.lt_u i32x4.gt_s i32x4.gt_u i32x4.le_s i32x4.le_u i32x4.ge_s i32x4.ge_u',
  ],
  [
    FLAT_FD + 65,
    'none',
    2,
    1,
    'f32x4.eq f32x4.ne f32x4.lt f32x4.gt f32x4.le f32x4.ge f64x2.eq f64x2.ne f64x2.lt f64x2.gt f64x2.le f64x2.ge',
  ],
  [FLAT_FD + 77, 'none', 1, 1, 'v128.not'],
  [FLAT_FD + 78, 'none', 2, 1, 'v128.and v128.andnot v128.or v128.xor'],
  [FLAT_FD + 82, 'none', 3, 1, 'v128.bitselect'],
  [FLAT_FD + 83, 'none', 1, 1, 'v128.any_true'],
  [FLAT_FD + 84, 'memargLane', 2, 1, 'v128.load8_lane v128.load16_lane v128.load32_lane v128.load64_lane'],
  [FLAT_FD + 88, 'memargLane', 2, 0, 'v128.store8_lane v128.store16_lane v128.store32_lane v128.store64_lane'],
  [FLAT_FD + 92, 'memarg', 1, 1, 'v128.load32_zero v128.load64_zero'],
  [
    FLAT_FD + 94,
    'none',
    1,
    1,
    'f32x4.demote_f64x2_zero f64x2.promote_low_f32x4 i8x16.abs i8x16.neg i8x16.popcnt i8x16.all_true i8x16.bitmask',
  ],
  [FLAT_FD + 101, 'none', 2, 1, 'i8x16.narrow_i16x8_s i8x16.narrow_i16x8_u'],
  [FLAT_FD + 103, 'none', 1, 1, 'f32x4.ceil f32x4.floor f32x4.trunc f32x4.nearest'],
  [
    FLAT_FD + 107,
    'none',
    2,
    1,
    'i8x16.shl i8x16.shr_s i8x16.shr_u i8x16.add i8x16.add_sat_s i8x16.add_sat_u i8x16.sub i8x16.sub_sat_s i8x16.sub_sat_u',
  ],
  [FLAT_FD + 116, 'none', 1, 1, 'f64x2.ceil f64x2.floor'],
  [FLAT_FD + 118, 'none', 2, 1, 'i8x16.min_s i8x16.min_u i8x16.max_s i8x16.max_u'],
  [FLAT_FD + 122, 'none', 1, 1, 'f64x2.trunc'],
  [FLAT_FD + 123, 'none', 2, 1, 'i8x16.avgr_u'],
  [
    FLAT_FD + 124,
    'none',
    1,
    1,
    'i16x8.extadd_pairwise_i8x16_s i16x8.extadd_pairwise_i8x16_u i32x4.extadd_pairwise_i16x8_s i32x4.extadd_pairwise_i16x8_u i16x8.abs i16x8.neg',
  ],
  [FLAT_FD + 130, 'none', 2, 1, 'i16x8.q15mulr_sat_s'],
  [FLAT_FD + 131, 'none', 1, 1, 'i16x8.all_true i16x8.bitmask'],
  [FLAT_FD + 133, 'none', 2, 1, 'i16x8.narrow_i32x4_s i16x8.narrow_i32x4_u'],
  [
    FLAT_FD + 135,
    'none',
    1,
    1,
    'i16x8.extend_low_i8x16_s i16x8.extend_high_i8x16_s i16x8.extend_low_i8x16_u i16x8.extend_high_i8x16_u',
  ],
  [
    FLAT_FD + 139,
    'none',
    2,
    1,
    'i16x8.shl i16x8.shr_s i16x8.shr_u i16x8.add i16x8.add_sat_s i16x8.add_sat_u i16x8.sub i16x8.sub_sat_s i16x8.sub_sat_u',
  ],
  [FLAT_FD + 148, 'none', 1, 1, 'f64x2.nearest'],
  [
    FLAT_FD + 149,
    'none',
    2,
    1,
    'i16x8.mul i16x8.min_s i16x8.min_u i16x8.max_s i16x8.max_u - i16x8.avgr_u i16x8.extmul_low_i8x16_s i16x8.extmul_high_i8x16_s i16x8.extmul_low_i8x16_u i16x8.extmul_high_i8x16_u',
  ],
  [
    FLAT_FD + 160,
    'none',
    1,
    1,
    'i32x4.abs i32x4.neg - i32x4.all_true i32x4.bitmask - - i32x4.extend_low_i16x8_s i32x4.extend_high_i16x8_s i32x4.extend_low_i16x8_u i32x4.extend_high_i16x8_u',
  ],
  [
    FLAT_FD + 171,
    'none',
    2,
    1,
    'i32x4.shl i32x4.shr_s i32x4.shr_u i32x4.add - - i32x4.sub - - - i32x4.mul i32x4.min_s i32x4.min_u i32x4.max_s i32x4.max_u i32x4.dot_i16x8_s - i32x4.extmul_low_i16x8_s i32x4.extmul_high_i16x8_s i32x4.extmul_low_i16x8_u i32x4.extmul_high_i16x8_u',
  ],
  [
    FLAT_FD + 192,
    'none',
    1,
    1,
    'i64x2.abs i64x2.neg - i64x2.all_true i64x2.bitmask - - i64x2.extend_low_i32x4_s i64x2.extend_high_i32x4_s i64x2.extend_low_i32x4_u i64x2.extend_high_i32x4_u',
  ],
  [
    FLAT_FD + 203,
    'none',
    2,
    1,
    'i64x2.shl i64x2.shr_s i64x2.shr_u i64x2.add - - i64x2.sub - - - i64x2.mul i64x2.eq i64x2.ne i64x2.lt_s i64x2.gt_s i64x2.le_s i64x2.ge_s i64x2.extmul_low_i32x4_s i64x2.extmul_high_i32x4_s i64x2.extmul_low_i32x4_u i64x2.extmul_high_i32x4_u',
  ],
  [FLAT_FD + 224, 'none', 1, 1, 'f32x4.abs f32x4.neg - f32x4.sqrt'],
  [FLAT_FD + 228, 'none', 2, 1, 'f32x4.add f32x4.sub f32x4.mul f32x4.div f32x4.min f32x4.max f32x4.pmin f32x4.pmax'],
  [FLAT_FD + 236, 'none', 1, 1, 'f64x2.abs f64x2.neg - f64x2.sqrt'],
  [FLAT_FD + 240, 'none', 2, 1, 'f64x2.add f64x2.sub f64x2.mul f64x2.div f64x2.min f64x2.max f64x2.pmin f64x2.pmax'],
  [
    FLAT_FD + 248,
    'none',
    1,
    1,
    'i32x4.trunc_sat_f32x4_s i32x4.trunc_sat_f32x4_u f32x4.convert_i32x4_s f32x4.convert_i32x4_u i32x4.trunc_sat_f64x2_s_zero i32x4.trunc_sat_f64x2_u_zero f64x2.convert_low_i32x4_s f64x2.convert_low_i32x4_u',
  ],
];

/** Name by flat index; undefined where no instruction is assigned or it is refused. */
export const NAMES: readonly (string | undefined)[] = (() => {
  const names: (string | undefined)[] = new Array<string | undefined>(FLAT_SIZE).fill(undefined);
  for (const [first, , , , list] of ROWS)
    for (const [at, name] of list.split(' ').entries()) if (name !== '-') names[first + at] = name;
  return names;
})();

const column = (pick: (row: Row) => number): Uint8Array => {
  const values = new Uint8Array(FLAT_SIZE);
  for (const row of ROWS)
    for (const [at, name] of row[4].split(' ').entries()) if (name !== '-') values[row[0] + at] = pick(row);
  return values;
};

/** Form by flat index; 0 where there is no such instruction. */
export const FORMS: Uint8Array = column((row) => FORM[row[1]]);
export const POPS: Uint8Array = column((row) => row[2]);
export const PUSHES: Uint8Array = column((row) => row[3]);

const marked = (...wanted: readonly string[]): Uint8Array =>
  Uint8Array.from(NAMES, (name) => (name !== undefined && wanted.includes(name) ? 1 : 0));

/** By flat index: 1 where an instruction changes a table, or makes a segment unusable. */
export const CHANGES_TABLE: Uint8Array = marked('table.set', 'table.grow', 'table.fill', 'table.copy', 'table.init');
export const DROPS_SEGMENT: Uint8Array = marked('elem.drop', 'data.drop');

/** Classes of what a store stores, beside 0 for instructions that store nothing. */
export const STORED = { i32: 1, i64: 2, f32: 3, f64: 4, v128: 5 } as const;

function classOfStore(name: string | undefined): number {
  if (name === 'memory.fill' || name === 'memory.copy' || name === 'memory.init') return STORED.i32;
  const type = /^(\w+)\.store/.exec(name ?? '')?.[1];
  return type === undefined ? 0 : STORED[type as keyof typeof STORED];
}

/** By flat index: the class of the value that an instruction stores to memory; of bulk operations, of the operand between address and length. */
export const STORES: Uint8Array = Uint8Array.from(NAMES, classOfStore);

/** Valid or proposed WebAssembly that the meter refuses, by the name a module's author knows it by. */
const REFUSED_OPCODES: Readonly<Record<number, string>> = {
  0xd3: 'garbage collection (ref.eq)',
  0xe0: 'stack switching (cont.new)',
  0xe1: 'stack switching (cont.bind)',
  0xe2: 'stack switching (suspend)',
  0xe3: 'stack switching (resume)',
  0xe4: 'stack switching (resume_throw)',
  0xe5: 'stack switching (switch)',
  0xfb: 'garbage collection (an instruction with prefix 0xfb)',
  0xfe: 'threads and atomics (an instruction with prefix 0xfe)',
};

/** The name by which an instruction that has no row is refused. */
export function refusedInstruction(opcode: number, sub: number): string {
  if (opcode === 0xfd && sub >= 0x100 && sub < 0x120) return `relaxed SIMD (opcode 0xfd 0x${sub.toString(16)})`;
  if (opcode === 0xfc && sub >= 19 && sub <= 22) return `wide arithmetic (opcode 0xfc 0x${sub.toString(16)})`;
  if (opcode === 0xfc || opcode === 0xfd) return `the unknown opcode 0x${opcode.toString(16)} 0x${sub.toString(16)}`;
  return REFUSED_OPCODES[opcode] ?? `the unknown opcode 0x${opcode.toString(16).padStart(2, '0')}`;
}
