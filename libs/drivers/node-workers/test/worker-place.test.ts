import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WorkerPlace } from '../src/worker-place.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A place whose threads are told when to end; `startedAt` has when each began, in milliseconds of the faked clock. */
function place() {
  const startedAt: number[] = [];
  let end!: () => void;
  const made = new WorkerPlace((died) => {
    startedAt.push(performance.now());
    end = died;
    return { number: startedAt.length, close: async () => undefined };
  });
  return { made, startedAt, end: () => end() };
}

test('a thread that ends is replaced at once, and one that fails after it ever later', () => {
  const { made, startedAt, end } = place();
  const pauses: number[] = [];
  for (let i = 0; i < 7; i++) {
    const ended = performance.now();
    end();
    expect(made.worker === undefined).toBe(i > 0);
    vi.runAllTimers();
    pauses.push(startedAt.at(-1)! - ended);
  }
  expect(pauses).toEqual([0, 100, 200, 400, 800, 1600, 3200]);
});

test('who waits gets the thread that takes the place', async () => {
  const { made, end } = place();
  end();
  end();
  const next = made.filled();
  vi.runAllTimers();
  expect(await next).toMatchObject({ number: 3 });
  expect(made.worker).toMatchObject({ number: 3 });
});

test('after eight that failed in a row nobody takes the place any more, and the fault says so', async () => {
  const { made, startedAt, end } = place();
  for (let i = 0; i < 8; i++) {
    end();
    vi.runAllTimers();
  }
  expect(startedAt).toHaveLength(8);
  expect(made.worker).toBeUndefined();
  expect(made.quarantined?.fault).toMatchObject({
    name: 'driver-failed',
    message: expect.stringContaining('8 times in a row') as string,
  });
  await expect(made.filled()).rejects.toBe(made.quarantined);
});

test('a thread that has lived for a while begins the count anew', () => {
  const { made, end } = place();
  for (let i = 0; i < 20; i++) {
    vi.advanceTimersByTime(10_000);
    end();
    expect(made.worker).toMatchObject({ number: i + 2 });
  }
  expect(made.quarantined).toBeUndefined();
});

test('a place that was closed stays empty', async () => {
  const { made, startedAt, end } = place();
  end();
  end();
  const next = made.filled();
  await made.close();
  vi.runAllTimers();
  await expect(next).rejects.toMatchObject({ fault: { message: 'The worker threads were ended.' } });
  expect(startedAt).toHaveLength(2);
});
