import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import { deliver } from '../deployment/ask.ts';
import type { Death, DeadLetterWatch } from '../deployment/dead-letter-watch.ts';
import type { KernelPort } from '../deployment/kernel-port.ts';
import { planParts } from './plan-parts.ts';
import type { Report } from './throttled-progress.ts';
import type { StagedRow } from './timesheet-file.ts';

/** What `time.import.commit` answers. */
export interface Committed {
  readonly shifts: number;
  readonly uses: number;
  readonly duplicates: number;
  readonly employees: number;
}

/**
 * Parts on their way at once: while the kernel commits one, the guest works on the next.
 * More would only fill the mailbox.
 */
const IN_FLIGHT = 2;

export interface StagePowers {
  readonly kernel: KernelPort;
  readonly deadLetters: DeadLetterWatch;
}

/**
 * Stages the rows in as many messages as the payload limit needs, makes them visible in one crank, and returns once
 * accrual has consumed them. Leaves nothing behind when it fails or the reader leaves before the commit.
 */
export async function stageAndCommit(
  { kernel, deadLetters }: StagePowers,
  importId: string,
  rows: readonly StagedRow[],
  report: Report,
  signal?: AbortSignal,
): Promise<Committed> {
  let parts = 0;
  try {
    parts = await stageAll(kernel, importId, rows, (done) => report('stage', done, rows.length), signal);
  } catch (error) {
    // Best effort: what stays is replaced when the same file comes again, and is never visible.
    await kernel.send({
      type: 'Command',
      target: 'time-service',
      opcode: 'time.import.discard',
      payload: { importId },
    });
    throw error;
  }
  report('commit', 0, 1);
  const before = deadLetters.count();
  const request = {
    type: 'Command',
    target: 'time-service',
    opcode: 'time.import.commit',
    payload: { importId, parts },
  } as const;
  const { payload, messageId } = await deliver<Committed>(kernel, request);
  report('commit', 1, 1);
  report('accrual', 0, 1);
  await kernel.settled(messageId);
  refuseIfAnyDied(deadLetters.since(before));
  report('accrual', 1, 1);
  return payload;
}

/** What the commit sent on and could not be handled would be missing from the balances: never say "done" over that. */
function refuseIfAnyDied([death]: readonly Death[]): void {
  if (!death) return;
  const { target, fault } = death;
  throw new KernelError(
    faultOf(
      fault.name,
      `The rows were taken, but ${target} could not handle what followed from them, so balances do not include all of them: ${fault.message} The messages are kept as dead letters; once the cause is mended, any import makes up for them.`,
    ),
  );
}

/** Gives the number of parts. */
async function stageAll(
  kernel: KernelPort,
  importId: string,
  rows: readonly StagedRow[],
  onRows: (done: number) => void,
  signal?: AbortSignal,
): Promise<number> {
  const parts = planParts(rows);
  let count = 0;
  let rowsDone = 0;
  onRows(0);
  // Workers share the generator: when one fails, its loop closes it, and the others end after the part in hand.
  const worker = async (): Promise<void> => {
    for (const part of parts) {
      if (signal?.aborted)
        throw new KernelError(
          faultOf('state-refused', 'The import was cancelled before anything of it became visible.'),
        );
      const payload = { importId, part: count++, rows: part };
      await deliver(kernel, { type: 'Command', target: 'time-service', opcode: 'time.import.stage', payload });
      rowsDone += part.length;
      onRows(rowsDone);
    }
  };
  // All are awaited before a failure is reported: a part that arrives after the discard would stay for ever.
  const ends = await Promise.allSettled(Array.from({ length: IN_FLIGHT }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return count;
}
