import type { Fault } from '@esta-logic/kernel-boundary';

/** What either side tells whoever watches it. */
export type ReplicationEvent =
  /** Primary: no standby is connected; commits wait. */
  | { readonly kind: 'standby.missing' }
  /** Primary: the standby of this id has everything that this store has. */
  | { readonly kind: 'standby.in-step'; readonly id: string; readonly position: number; readonly copied: boolean }
  /** Primary: somebody else wanted to be its standby. */
  | { readonly kind: 'standby.turned-away'; readonly id: string }
  /** Primary: somebody has taken over; this store commits nothing any more. */
  | { readonly kind: 'standby.fenced'; readonly epoch: number }
  /** Standby: it follows a primary from this position on. */
  | { readonly kind: 'standby.following'; readonly epoch: number; readonly position: number }
  /** Standby: a batch of the primary does not hold, and is not kept. */
  | { readonly kind: 'standby.refused'; readonly position: number; readonly fault: Fault };

export type ReplicationObserver = (event: ReplicationEvent) => void;
