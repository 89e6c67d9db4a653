/** Cost of an instruction that {@link COST_TABLE} does not name. One unit is about one simple machine operation. */
export const DEFAULT_COST = 1;

/**
 * Units by instruction, where it is not {@link DEFAULT_COST}. Those that only mark structure do nothing at run time and are free;
 * every other instruction costs at least 1, so that 1,000,000 units of code hold at most 1,000,000 instructions.
 */
export const COST_TABLE: Readonly<Record<string, number>> = {
  block: 0,
  loop: 0,
  try: 0,
  try_table: 0,
  else: 0,
  end: 0,
  br_table: 3,
  call: 4,
  return_call: 4,
  call_ref: 6,
  return_call_ref: 6,
  call_indirect: 8,
  return_call_indirect: 8,
  throw: 500,
  rethrow: 500,
  throw_ref: 500,
  'i32.div_s': 8,
  'i32.div_u': 8,
  'i32.rem_s': 8,
  'i32.rem_u': 8,
  'i64.div_s': 12,
  'i64.div_u': 12,
  'i64.rem_s': 12,
  'i64.rem_u': 12,
  'i32.mul': 2,
  'i64.mul': 2,
  'f32.add': 2,
  'f32.sub': 2,
  'f32.mul': 2,
  'f32.div': 6,
  'f32.sqrt': 8,
  'f32.min': 3,
  'f32.max': 3,
  'f64.add': 2,
  'f64.sub': 2,
  'f64.mul': 2,
  'f64.div': 8,
  'f64.sqrt': 12,
  'f64.min': 3,
  'f64.max': 3,
  'f32x4.div': 8,
  'f32x4.sqrt': 10,
  'f64x2.div': 10,
  'f64x2.sqrt': 14,
  'memory.grow': 200,
  'memory.init': 20,
  'memory.copy': 20,
  'memory.fill': 20,
  'data.drop': 4,
  'table.get': 3,
  'table.set': 6,
  'table.grow': 100,
  'table.init': 20,
  'table.copy': 20,
  'table.fill': 20,
  'elem.drop': 4,
  'ref.func': 6,
};

/** What bulk operations pay for their length, on top of their own cost: units = length >> shift. */
export const BULK_SHIFT = { bytes: 3, elements: 0 } as const;
/** Units per page of 64 KiB that memory.grow asks for: the engine must clear it. */
export const GROW_UNITS_PER_PAGE = 1024;

/** A debit may cover a branch that is not taken, but never more than this many units of it: longer arms pay for themselves. */
export const ARM_UNITS = 64;
/** Units of straight code after which a safe point is forced. With one instruction of slack below the contract's 1,000,000 instructions. */
export const SAFE_POINT_UNITS = 990_000;
/**
 * Weight of a frame beside its parameters (twice: passed and kept), locals and operands, in slots of 8 bytes: return address,
 * frame pointer, instance, spills, and the few locals of the meter's own, whose number must not change what a frame weighs.
 */
export const FRAME_SLOTS = 16;
/** A frame that weighs more is refused, so that depth cannot wrap. */
export const MAX_FRAME_SLOTS = 200_000;
/** Functions without calls and lighter than this need no depth count: they are the last frame, and every bound leaves room for one. */
export const LEAF_SLOTS = 256;
