import type { Eventual } from './storage-provider.ts';

/** One connection between two kernels. It delivers whole frames in order, or it closes. */
export interface Link {
  /** Resolves when more may be sent. */
  send(frame: string): Eventual<void>;
  /** What was sent before still arrives, as far as the connection holds. */
  close(): void;
}

/** What the owner of a connection tells the side that was attached to it. */
export interface LinkEvents {
  frame(text: string): void;
  /** The connection is gone; nothing more comes of it. Told once. */
  closed(): void;
}
