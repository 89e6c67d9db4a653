import { nodeClock, nodeDigest, nodeEntropy, nodeLoop } from '@esta-logic/driver-node-host';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { Kernel } from '@esta-logic/kernel';
import { unwrap, type Reply } from '@esta-logic/kernel-boundary';
import { createLoader } from '@esta-logic/loader';
import { memoryComponentStore, memoryStore } from '@esta-logic/testkit';
import { Trace, type TraceLine } from './trace.ts';
import { writtenGuest } from './written-guests.ts';

/** Milliseconds between two things that are done from outside. */
const PAUSE = 30;

export interface TracedRun {
  readonly lines: readonly TraceLine[];
  /** What the sender of the endless loop heard. */
  readonly ended: Reply;
  /** Milliseconds from a request until its answer: alone, beside the loop, and while the loop was suspended. */
  readonly answers: { readonly alone: number; readonly besideTheLoop: number; readonly whileSuspended: number };
  /** Fuel of the loop's crank as the audit log has it. */
  readonly loggedFuel: number;
}

/** A TypeScript service in an endless loop is preempted, overtaken by a request, suspended, resumed, and ended by its budget. */
export async function runTrace(): Promise<TracedRun> {
  const [clock, loop, digest] = [nodeClock(), nodeLoop(), await nodeDigest()];
  const trace = new Trace(clock);
  const provider = memoryStore();
  const loader = createLoader({
    components: memoryComponentStore(),
    digest,
    transpiler: jcoTranspiler(),
    evaluator: nodeEvaluator(),
  });
  const kernel = new Kernel({
    provider,
    loader: trace.counting(loader),
    clock,
    loop,
    digest,
    entropy: nodeEntropy(),
    observe: trace.observe,
  });
  await kernel.boot();
  for (const name of ['spinner', 'clerk']) {
    const { manifest, bytes } = await writtenGuest(name);
    unwrap(await kernel.install(manifest, bytes));
  }
  const pause = (): Promise<void> => new Promise((resolve) => loop.after(PAUSE, resolve));
  const ask = async (): Promise<number> => {
    const began = clock.monotonic();
    trace.note('clerk#1', 'a request arrives');
    const reply = await kernel.send({ type: 'Query', target: 'clerk', opcode: 'clerk.answer', payload: {} });
    if (!reply.ok) throw new Error(reply.error.message);
    trace.note('clerk#1', 'the answer is out');
    return clock.monotonic() - began;
  };
  await ask();
  const alone = await ask();

  trace.begin();
  trace.note('spinner#1', 'the message arrives');
  const spinning = kernel.send({ type: 'Command', target: 'spinner', opcode: 'spinner.spin', payload: {} });
  await pause();
  const besideTheLoop = await ask();
  await pause();
  trace.note('spinner#1', 'an operator suspends it');
  unwrap(await kernel.suspend('spinner'));
  await pause();
  const whileSuspended = await ask();
  trace.note('spinner#1', 'an operator resumes it');
  unwrap(await kernel.resume('spinner'));
  const ended = await spinning;
  trace.note('spinner#1', 'its sender is told');
  const loggedFuel = await fuelInLog(kernel);
  await kernel.stop();
  return { lines: trace.lines, ended, answers: { alone, besideTheLoop, whileSuspended }, loggedFuel };
}

async function fuelInLog(kernel: Kernel): Promise<number> {
  const records = await (await kernel.records()).scan({ from: 'a/', to: 'a0', limit: 1000 });
  const cranks = records.map(({ value }) => JSON.parse(value) as Record<string, unknown>);
  return cranks.find(({ kind, module }) => kind === 'crank' && module === 'spinner')!['fuel'] as number;
}
