import { metaKey } from '@esta-logic/storage';

/**
 * How far a store has come, kept in the store itself and written with every batch:
 * `{"base":{"epoch":<number>,"position":<number>},"epoch":<number>,"position":<number>,"standby":<id>,"v":2}`, without
 * `standby` where there is none.
 *
 * An epoch is one primary's term; a position counts the batches since the store began. A pair (epoch, position) names
 * one batch for ever, because each term numbers a position once. `base` is where the present epoch began. `standby` is
 * the only one that a primary lets confirm its commits: it may be cut off and about to take over at any time.
 */
export interface ReplicationState {
  readonly epoch: number;
  readonly position: number;
  readonly base: { readonly epoch: number; readonly position: number };
  readonly standby?: string;
}

/** What a standby may be called: it stands in texts as it is. */
const ID = /^[0-9A-Za-z-]{1,128}$/;
export const isStandbyId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

export const REPLICATION_KEY = metaKey('replication');

export const NEVER_REPLICATED: ReplicationState = { epoch: 0, position: 0, base: { epoch: 0, position: 0 } };

/** The next term begins where this state ends, with nobody for a standby. */
export const nextEpoch = ({ epoch, position }: ReplicationState, above = epoch): ReplicationState => ({
  epoch: Math.max(epoch, above) + 1,
  position,
  base: { epoch, position },
});

export const encodeState = ({ epoch, position, base, standby }: ReplicationState): string =>
  `{"base":{"epoch":${base.epoch},"position":${base.position}},"epoch":${epoch},"position":${position},${standby === undefined ? '' : `"standby":"${standby}",`}"v":2}`;

/** A store that is in the middle of being copied is nobody's state. */
export const COPYING = '{"copying":true,"v":2}';

/** Undefined when the text is neither a state nor absent: half a copy, or damage. */
export function decodeState(text: string | undefined): ReplicationState | undefined {
  if (text === undefined) return NEVER_REPLICATED;
  try {
    const { epoch, position, base, standby } = JSON.parse(text) as ReplicationState;
    const state = { epoch, position, base, ...(isStandbyId(standby) ? { standby } : {}) };
    return encodeState(state) === text ? state : undefined;
  } catch {
    return undefined;
  }
}
