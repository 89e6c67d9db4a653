/** Which processes `P` wait for the answers to which calls `C`, as a kernel or a simulation knows it. */
export interface CallGraph<P, C> {
  /** The call that a process waits for; undefined when it does not wait for an answer. */
  readonly callOf: (process: P) => C | undefined;
  /** The process that has a call in hand; undefined while it is queued. */
  readonly holderOf: (call: C) => P | undefined;
  /** The process whose message in hand keeps a queued call from starting (rule Q11). */
  readonly blockerOf: (call: C) => P | undefined;
  /** The processes of the module that was called, and whether it may start another one. */
  readonly poolOf: (call: C) => { readonly processes: readonly P[]; readonly mayGrow: boolean };
}

/** What a process that waits needs: all of `every`, and one of `some`; or nothing of others when `free`. */
interface Needs<P> {
  readonly every: readonly P[];
  readonly some: readonly P[];
  readonly free: boolean;
}

/**
 * Whether a process will go on by what others do: it does not wait, or the answer that it waits for can come. When a new
 * call cannot be answered, a circle of processes waits for each other, perhaps over several chains of calls.
 */
export function canGoOn<P, C>(graph: CallGraph<P, C>, process: P): boolean {
  const waiting = reachable(graph, process);
  const goesOn = (one: P): boolean => !waiting.has(one);
  for (let before = -1; before !== waiting.size;) {
    before = waiting.size;
    for (const [one, { every, some, free }] of waiting)
      if (every.every(goesOn) && (free || some.some(goesOn))) waiting.delete(one);
  }
  return goesOn(process);
}

/** The waiting processes that a process depends on, itself among them if it waits. */
function reachable<P, C>(graph: CallGraph<P, C>, process: P): Map<P, Needs<P>> {
  const waiting = new Map<P, Needs<P>>();
  const open = [process];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const needs = waiting.has(one) ? undefined : needsOf(graph, one);
    if (!needs) continue;
    waiting.set(one, needs);
    open.push(...needs.every, ...needs.some);
  }
  return waiting;
}

function needsOf<P, C>(graph: CallGraph<P, C>, process: P): Needs<P> | undefined {
  const call = graph.callOf(process);
  if (call === undefined) return undefined;
  const holder = graph.holderOf(call);
  if (holder !== undefined) return { every: [holder], some: [], free: true };
  const blocker = graph.blockerOf(call);
  const { processes, mayGrow } = graph.poolOf(call);
  return { every: blocker === undefined ? [] : [blocker], some: processes, free: mayGrow };
}
