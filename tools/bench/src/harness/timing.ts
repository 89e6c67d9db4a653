import type { Effort, Sample } from './contestant.ts';

const MICROSECONDS = 1000;

/** A way to measure something that is done again and again. */
export type Measure = (effort: Effort, act: () => unknown) => Promise<Sample>;

/** One at a time: each is awaited before the next begins. Microseconds each. */
export async function oneByOne(effort: Effort, act: () => unknown): Promise<Sample> {
  const each: number[] = [];
  const started = performance.now();
  for (let before = started; ;) {
    await act();
    const now = performance.now();
    each.push((now - before) * MICROSECONDS);
    before = now;
    if (now - started >= effort.milliseconds || each.length >= effort.messages)
      return { value: ((now - started) * MICROSECONDS) / each.length, each };
  }
}

/** So many at a time: whenever one ends, another begins. Gives how many were done in how many milliseconds. */
export async function inFlight(
  effort: Effort,
  width: number,
  act: () => unknown,
): Promise<{ readonly count: number; readonly milliseconds: number }> {
  const started = performance.now();
  let begun = 0;
  const lane = async (): Promise<void> => {
    while (begun < effort.messages && performance.now() - started < effort.milliseconds) {
      begun++;
      await act();
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return { count: begun, milliseconds: performance.now() - started };
}

/** Microseconds each, so many in flight. */
export async function eachInFlight(effort: Effort, width: number, act: () => unknown): Promise<Sample> {
  const { count, milliseconds } = await inFlight(effort, width, act);
  return { value: (milliseconds * MICROSECONDS) / count };
}
