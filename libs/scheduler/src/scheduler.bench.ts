import { PROCESS_PRIORITIES } from '@esta-logic/kernel-boundary';
import { Scheduler } from './scheduler.ts';

declare const performance: { now(): number };
declare const console: { log(line: string): void };

/** One message through the scheduler: somebody becomes ready, is picked, runs for 10 µs and waits again. */
function messages(processes: number, ready: number, count: number): number {
  const scheduler = new Scheduler({ cores: 1 });
  const ids = Array.from({ length: processes }, (_, i) => `p${i}`);
  for (const [i, id] of ids.entries()) scheduler.add(id, PROCESS_PRIORITIES[1 + (i % 5)]!);
  for (let i = 0; i < ready; i++) scheduler.to(ids[i]!, 'ready', 0);
  const started = performance.now();
  let now = 0;
  for (let i = 0; i < count; i++) {
    scheduler.to(ids[(i * 7919) % processes]!, 'ready', now);
    const { process } = scheduler.next(now)!;
    now += 0.01;
    scheduler.shouldYield(process, now);
    scheduler.to(process, i % 2 === 0 ? 'waiting' : 'ready', now);
  }
  return ((performance.now() - started) * 1e6) / count;
}

/** Nanoseconds per message, medians of interleaved rounds. */
const sizes = [10, 1_000, 10_000];
const rounds = 7;
const samples = new Map<string, number[]>();
for (let round = 0; round < rounds; round++)
  for (const size of sizes)
    for (const ready of [0, size / 2]) {
      const name = `${size} processes, ${ready} ready`;
      samples.set(name, [...(samples.get(name) ?? []), messages(size, ready, 200_000)]);
    }
for (const [name, all] of samples)
  console.log(`${name}: ${all.toSorted((a, b) => a - b)[rounds >> 1]!.toFixed(0)} ns per message`);
