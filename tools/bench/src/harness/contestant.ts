/** How much is measured: a round ends after so many milliseconds, or after so many messages. */
export interface Effort {
  readonly rounds: number;
  readonly milliseconds: number;
  readonly messages: number;
}

export const FULL: Effort = { rounds: 9, milliseconds: 100, messages: 10_000 };
/** For the test of the harness itself: its figures say nothing. */
export const SMALL: Effort = { rounds: 2, milliseconds: 5, messages: 40 };

/** What one round came to, in the unit of its comparison. */
export interface Sample {
  readonly value: number;
  /** Every single figure behind `value`, where each message was timed on its own. */
  readonly each?: readonly number[];
}

/** A contestant that is ready to be measured. */
export interface Running {
  round(): Promise<Sample>;
  /** Ends it. Rejects when what was counted inside is not what was sent. */
  close(): Promise<void>;
}

/** What somebody who reads a figure must know of the side that it belongs to. */
export interface Honesty {
  /** Whether code that is not trusted is kept apart, and what it could still do. */
  readonly isolation: string;
  /** What had happened to a message's effects when its answer was there. */
  readonly durability: string;
}

/** One side of a comparison, in a process of its own. */
export interface Contestant extends Honesty {
  readonly name: string;
  /** The package of bench/peers that it is made of. */
  readonly needs?: string;
  /** Runs in the contestant's own process. */
  readonly open: (effort: Effort) => Promise<Running>;
  /** Flags of Node for that process. */
  readonly nodeFlags?: readonly string[];
  /** Milliseconds after which a round that has not ended never will: a guest that spins may hold its whole process. */
  readonly patience?: number;
}

/** A contestant whose figure is reported under a key of its own. */
export interface Subject extends Contestant {
  readonly key: string;
  /** What the figure is, in one line. */
  readonly what: string;
  /** The figure that this project wants, or how many times that of a peer; undefined where it wants none. */
  readonly target?: number | { readonly times: number; readonly peer: string };
  /** Names of the peers that do the same; all of the comparison's by default. */
  readonly beside?: readonly string[];
}

/** Sides that are measured in turns, because they do the same. */
export interface Comparison {
  /** Done once before anything is measured. */
  readonly prepare?: () => void;
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly subjects: readonly Subject[];
  readonly peers: readonly Contestant[];
  /** The figure that the target is for; the median by default. */
  readonly judged?: 'p99';
  /** A new process for each round: what is measured stays behind in the process. */
  readonly freshProcess?: boolean;
  /** Fewer rounds than the effort has, where one takes long. */
  readonly rounds?: number;
}
