/**
 * The state that all core modules of one process share, as globals that every metered module imports from {@link STATE_MODULE}.
 * They stand in this order at the end of the imported globals; a process has one set of them (see `shim.ts`).
 *
 * | name    | type         | meaning |
 * |---------|--------------|---------|
 * | account | mut i64      | fuel * 2^20 + depth: units left, and slots of 8 bytes left on the stack. One word, so that a function entry touches memory once |
 * | hosted  | mut i32      | 1 while a function that the host entered runs: nothing yields then |
 * | saved   | mut i64      | while hosted: (fuel at its entry - its budget) * 2^20, so that account + saved holds what is really left |
 * | why     | mut i32      | why a trap is the meter's own: TRAP_REASONS; 0 for the guest's own traps |
 * | yield   | (ref (func)) | called at a safe point without fuel; may suspend |
 *
 * Fuel below zero makes the account negative. Depth below zero sets bit 19 (and borrows one unit of fuel, until it is given back): a trap follows at once.
 */
export const STATE_MODULE = 'esta:meter';
export const STATE_GLOBALS = ['account', 'hosted', 'saved', 'why', 'yield'] as const;
export const STATE = { account: 0, hosted: 1, saved: 2, why: 3, yield: 4 } as const;
/** Value types of the state globals before `yield`: i64, i32, i64, i32. */
export const STATE_TYPES = [0x7e, 0x7f, 0x7e, 0x7f] as const;

/** Name under {@link STATE_MODULE} of the memory that holds the cards of an imported memory. */
export const CARDS = 'cards';
/** Export of the cards of a module's own memory. */
export const CARDS_EXPORT = 'esta:meter/cards';
/** A card is 2^12 bytes of memory; its byte among the cards is 1 once something was stored there. */
export const CARD_SHIFT = 12;
/** Bytes on both sides of a marked card that may have been written, too. */
export const MARK_REACH = 1024;

/** Bits of the account below its fuel. */
export const DEPTH_BITS = 20;
/** One unit of fuel in the account. */
export const UNIT = 2 ** DEPTH_BITS;
/** Most slots of stack that the account can hold. */
export const MAX_DEPTH = 2 ** (DEPTH_BITS - 1) - 1;
/** Most units of fuel that can be granted at once; twice that still fits the account. */
export const MAX_FUEL = 2 ** 42;

/** Values of `why`, and the row of the error table that each stands for. A reason of 16 and above is the host's own (`stop`). */
export const TRAP_REASONS = {
  1: { name: 'stack-overflow', meaning: 'the frames weigh more than the depth limit' },
  2: { name: 'trap', meaning: 'a function that the host entered used more than its budget' },
  3: {
    name: 'internal',
    meaning: "the host had no memory for a growth within the guest's limit: abort the crank, record nothing",
  },
} as const;
export const REASON = { depth: 1, hostedBudget: 2, hostMemory: 3, firstOfHost: 16 } as const;
