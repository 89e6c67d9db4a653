/**
 * What a component instance may do at a moment (canonical ABI: `may_leave`, and whether its task may block). Functions
 * that the host enters to pass values may call nothing; what starts may call what cannot block.
 */
export const MAY = { nothing: 0, callOnly: 1, block: 2 } as const;
export type May = (typeof MAY)[keyof typeof MAY];

/** The part of one instance's state that its lifts and lowers share. */
export interface InstanceState {
  may: May;
}

/** Throws when the instance may not call out. */
export function checkMayCall({ may }: InstanceState): void {
  if (may === MAY.nothing) throw new WebAssembly.RuntimeError('cannot leave component instance');
}

/** Throws when the instance may not make a call that can block, whether or not this one would. */
export function checkMayBlock(state: InstanceState): void {
  checkMayCall(state);
  if (state.may !== MAY.block) throw new WebAssembly.RuntimeError('cannot block a synchronous task before returning');
}
