import type { HostileCase } from './hostile-case.ts';
import { openLaboratory, type Laboratory } from './laboratory.ts';
import { queuedMilliseconds } from './queued-milliseconds.ts';

/**
 * Milliseconds between a question to the neighbour and its answer, with nobody beside it and with a hostile guest, less
 * what the kernel's thread stood in the processor's queue for other programs; medians over the stretches.
 */
export interface NeighbourLatency {
  readonly alone: Percentiles;
  readonly beside: Percentiles;
}

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

/** Stretches of each kind, which take turns, so that a busy machine weighs on both. */
const STRETCHES = 5;
/** Questions in a stretch, one after the other. */
const QUESTIONS = 100;
/** Questions before the first stretch. */
const WARM_UP = 50;

/**
 * Asks the neighbour again and again, in stretches alone and in stretches in which somebody keeps the hostile guest at
 * work: as soon as one message has ended there is the next, and a guest that was quarantined for it is released.
 */
export async function neighbourLatency(template: string, { opcode }: HostileCase): Promise<NeighbourLatency> {
  const laboratory = await openLaboratory(template);
  try {
    const stretches = { alone: [] as Percentiles[], beside: [] as Percentiles[] };
    await ask(laboratory, WARM_UP);
    for (let stretch = 0; stretch < STRETCHES; stretch++) {
      stretches.alone.push(percentilesOf(await ask(laboratory, QUESTIONS)));
      stretches.beside.push(percentilesOf(await whileMisbehaving(laboratory, opcode)));
    }
    return { alone: medianOf(stretches.alone), beside: medianOf(stretches.beside) };
  } finally {
    await laboratory.close();
  }
}

async function whileMisbehaving(laboratory: Laboratory, opcode: string): Promise<readonly number[]> {
  const state = { over: false };
  const misbehaving = misbehave(laboratory, opcode, state);
  const waited = await ask(laboratory, QUESTIONS);
  state.over = true;
  await misbehaving;
  return waited;
}

async function misbehave({ kernel }: Laboratory, opcode: string, state: { over: boolean }): Promise<void> {
  const target = opcode.split('.', 1)[0]!;
  while (!state.over) {
    const reply = await kernel.send({ type: 'Command', target, opcode, payload: {} });
    if (!reply.ok && reply.error.name === 'state-refused') await kernel.resume(target);
  }
}

async function ask({ kernel }: Laboratory, questions: number): Promise<readonly number[]> {
  const waited: number[] = [];
  for (let i = 0; i < questions; i++) {
    const from = performance.now();
    const queued = queuedMilliseconds();
    const reply = await kernel.send({
      type: 'Command',
      target: 'neighbour',
      opcode: 'neighbour.add',
      payload: { by: 1 },
    });
    waited.push(performance.now() - from - (queuedMilliseconds() - queued));
    if (!reply.ok) throw new Error(`the neighbour did not answer: ${reply.error.message}`);
  }
  return waited;
}

const percentile = (samples: readonly number[], part: number): number =>
  samples.toSorted((a, b) => a - b)[Math.ceil(part * samples.length) - 1]!;

const percentilesOf = (samples: readonly number[]): Percentiles => ({
  p50: percentile(samples, 0.5),
  p99: percentile(samples, 0.99),
});

const medianOf = (stretches: readonly Percentiles[]): Percentiles => ({
  p50: percentile(
    stretches.map(({ p50 }) => p50),
    0.5,
  ),
  p99: percentile(
    stretches.map(({ p99 }) => p99),
    0.5,
  ),
});
