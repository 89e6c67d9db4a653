import type { Eventual } from '@esta-logic/kernel-boundary';

/** One connection between a primary and its standby. It delivers whole frames in order, or it closes. */
export interface Link {
  /** Resolves when more may be sent. */
  send(frame: string): Eventual<void>;
  close(): void;
}

/** What the owner of a connection tells the side that was attached to it. */
export interface LinkEvents {
  frame(text: string): void;
  /** The connection is gone; nothing more comes of it. */
  closed(): void;
}
