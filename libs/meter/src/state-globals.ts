/**
 * The state that all core modules of one process share, as globals that every metered module imports from {@link STATE_MODULE}.
 * They stand in this order at the end of the imported globals; a process has one set of them (see `shim.ts`).
 *
 * | name   | type          | meaning |
 * |--------|---------------|---------|
 * | fuel   | mut i64       | units left; a safe point that finds it below 0 yields |
 * | depth  | mut i64       | slots of 8 bytes left on the stack; below 0 is a trap with reason 1 |
 * | hosted | mut i32       | 1 while a function that the host entered runs: nothing yields then |
 * | saved  | mut i64       | while hosted: fuel at its entry minus its budget, so that fuel + saved is what is really left |
 * | why    | mut i32       | why a trap is the meter's own: TRAP_REASONS; 0 for the guest's own traps |
 * | yield  | (ref (func))  | called at a safe point without fuel; may suspend |
 */
export const STATE_MODULE = 'esta:meter';
export const STATE_GLOBALS = ['fuel', 'depth', 'hosted', 'saved', 'why', 'yield'] as const;
export const STATE = { fuel: 0, depth: 1, hosted: 2, saved: 3, why: 4, yield: 5 } as const;

/** Values of `why`, and the row of the error table that each stands for. A reason of 16 and above is the host's own (`stop`). */
export const TRAP_REASONS = {
  1: { name: 'stack-overflow', meaning: 'the frames weigh more than the depth limit' },
  2: { name: 'timeout', meaning: 'a function that the host entered used more than its budget' },
  3: { name: 'internal', meaning: "the host had no memory for a growth within the guest's limit: abort the crank, record nothing" },
} as const;
export const REASON = { depth: 1, hostedBudget: 2, hostMemory: 3, firstOfHost: 16 } as const;
