/**
 * The process of one contestant. It is told `round` and `close` by the process that compares, and answers each with
 * what came of it; what it cannot do it answers as a failure, in one line.
 */
import { contestantOf } from '../comparisons/index.ts';
import type { Effort, Running, Sample } from './contestant.ts';

export type Order = 'open' | 'round' | 'close';
export type Answer = { readonly ok: true; readonly sample?: Sample } | { readonly ok: false; readonly why: string };

const [group, name, effort] = process.argv.slice(2) as [string, string, string];
let running: Running | undefined;

async function obey(order: Order): Promise<Answer> {
  try {
    if (order === 'open') running = await contestantOf(Number(group), name).open(JSON.parse(effort) as Effort);
    if (order === 'round') return { ok: true, sample: await running!.round() };
    if (order === 'close') await running?.close();
    return { ok: true };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message.split('\n', 1)[0]! : String(error) };
  }
}

process.on('message', (order: Order) => {
  void obey(order).then((answer) => process.send!(answer));
});
