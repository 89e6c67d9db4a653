import type { Fault, KernelEvent } from '@esta-logic/kernel-boundary';

/** A message that nobody waited for and that could not be handled. */
export interface Death {
  readonly target: string;
  readonly fault: Fault;
}

/** Remembers which messages died since the kernel was booted, for whoever has to tell a person. */
export interface DeadLetterWatch {
  readonly observe: (event: KernelEvent) => void;
  /** How many died so far: a mark to ask from. */
  count(): number;
  /** Those that died after the mark, as far as they are remembered. */
  since(mark: number): readonly Death[];
}

/** Enough to name the reason; the letters themselves are kept by the kernel. */
const REMEMBERED = 64;

export function createDeadLetterWatch(): DeadLetterWatch {
  let deaths: Death[] = [];
  let total = 0;
  return {
    observe(event) {
      if (event.kind !== 'message.dead-lettered') return;
      total++;
      deaths = [...deaths, { target: event.target, fault: event.fault }].slice(-REMEMBERED);
    },
    count: () => total,
    since: (mark) => (total > mark ? deaths.slice(-(total - mark)) : []),
  };
}
