import { categoryOf, type Fault, type Result } from '@esta-logic/kernel-boundary';
import type { CrankRecord, Ended } from '@esta-logic/journal';

/** How a crank ended: what its guest did, and what the kernel made of it. */
export type CrankEnd = Pick<CrankRecord, 'ended' | 'reply' | 'fault' | 'refused' | 'fuel'>;

/** No guest ran. */
export const notStarted = (fault: Fault): CrankEnd => ({ ended: { how: 'not-started' }, fault, fuel: 0 });

/** The host failed under the guest: nothing of it can be run again. */
export const defect = (fault: Fault): CrankEnd => ({ ended: { how: 'defect' }, fault, fuel: 0 });

/** What the governor said when it granted no more, and how much it had granted. */
export interface Stop {
  readonly units: number;
  readonly fault: Fault;
  /** Whether its own budget was gone; else somebody told it to end. */
  readonly spent: boolean;
}

/** How a guest's run ended that gave this result; `stop`: it was told to end. */
export function endOf(result: Result<string>, fuel: number, stop: Stop | undefined): CrankEnd {
  return result.ok
    ? { ended: { how: 'returned' }, reply: result.value, fuel }
    : { ended: howFailed(result.fault, stop), fault: result.fault, fuel };
}

function howFailed(fault: Fault, stop: Stop | undefined): Ended {
  if (stop) return { how: 'stopped', units: stop.units };
  const category = categoryOf(fault.code);
  if (category === 'system') return { how: 'defect' };
  return { how: category === 'user' || category === 'logic' ? 'faulted' : 'trapped' };
}

/** The reply that may go out, or the fault for which nothing of the crank is kept. */
export const outcomeOf = ({ reply, fault, refused }: CrankEnd): Result<string> => {
  const failure = refused ?? fault;
  return failure ? { ok: false, fault: failure } : { ok: true, value: reply! };
};
