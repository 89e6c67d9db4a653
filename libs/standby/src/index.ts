export {
  goOnAlone,
  openPrimary,
  BEAT_MILLISECONDS,
  CONFIRM_MILLISECONDS,
  type Primary,
  type PrimaryOptions,
} from './primary.ts';
export { BROKEN_MILLISECONDS, Standby, SILENCE_MILLISECONDS, type StandbyOptions } from './standby.ts';
export { LogCheck, type BatchCheck, type LogCheckOptions } from './log-check.ts';
export type { ReplicationEvent, ReplicationObserver } from './events.ts';
export type { ReplicationState } from './replication-state.ts';
