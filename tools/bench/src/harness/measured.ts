import type { Effort, Running } from './contestant.ts';
import type { Measure } from './timing.ts';

/** What is done again and again, and how it is ended. */
export interface Act {
  readonly act: () => unknown;
  readonly close?: () => unknown;
}

/** Measures an act in the same way in every round. */
export const measured =
  (measure: Measure, make: () => Promise<Act>) =>
  async (effort: Effort): Promise<Running> => {
    const { act, close } = await make();
    return {
      round: () => measure(effort, act),
      close: async () => {
        await close?.();
      },
    };
  };
