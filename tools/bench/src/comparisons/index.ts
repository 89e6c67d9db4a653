import type { Comparison, Contestant } from '../harness/contestant.ts';
import { COLD_START } from './cold-start.ts';
import { DURABLE } from './durable.ts';
import { ECHO_AWAITED, ECHO_IN_FLIGHT } from './echo.ts';
import { DENSITY } from './density.ts';
import { FUEL_TAX } from './fuel-tax.ts';
import { HOST_CALLS } from './host-calls.ts';
import { HOT_SWAP } from './hot-swap.ts';
import { INTERACTIVE } from './interactive.ts';
import { IPC } from './ipc.ts';
import { LAW_DECISIONS, LAW_YEAR_END } from './law.ts';
import { LOG_GROWTH } from './log-growth.ts';
import { AUDIT_LOG } from './log.ts';
import { RECORD_TAX } from './record-tax.ts';
import { REPLAY_RATE } from './replay.ts';
import { RUNAWAY } from './runaway.ts';
import { QUEUED, SCALE } from './scale.ts';

/** Everything that is measured. A comparison is known by its place here. */
export const COMPARISONS: readonly Comparison[] = [
  ECHO_AWAITED,
  ECHO_IN_FLIGHT,
  HOST_CALLS,
  IPC,
  COLD_START,
  INTERACTIVE,
  RUNAWAY,
  HOT_SWAP,
  FUEL_TAX,
  DENSITY,
  SCALE,
  QUEUED,
  DURABLE,
  RECORD_TAX,
  REPLAY_RATE,
  AUDIT_LOG,
  LOG_GROWTH,
  LAW_DECISIONS,
  LAW_YEAR_END,
];

/** @throws Error when the comparison has no contestant of that name. */
export function contestantOf(comparison: number, name: string): Contestant {
  const { subjects, peers } = COMPARISONS[comparison]!;
  const found = [...subjects, ...peers].find((contestant) => contestant.name === name);
  if (!found) throw new Error(`There is no contestant ${name}.`);
  return found;
}
