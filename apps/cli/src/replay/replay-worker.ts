import { parentPort, workerData } from 'node:worker_threads';
import { componentsOf, hostToolchain } from '@esta-logic/backend';
import { BatchReplayer, memoryComponents, RecordedModules, Replayer, type CrankBatch } from '@esta-logic/replay';
import type { WorkerAnswer, WorkerStart } from './replay-pool.ts';

const port = parentPort!;
const toolchain = await hostToolchain();
const { moduleFiles, againstLog } = workerData as WorkerStart;
const components =
  'directory' in moduleFiles ? componentsOf(moduleFiles.directory) : memoryComponents(moduleFiles.files);
const modules = new RecordedModules({ ...toolchain, components });
const replayer = new BatchReplayer(new Replayer(modules.load), toolchain.digest, { againstLog });

/** One batch after the other: the cranks of a process come in their order. */
let turn: Promise<void> = Promise.resolve();
port.on('message', (batch: CrankBatch) => {
  turn = turn.then(async () => port.postMessage(await answer(batch)));
});

async function answer(batch: CrankBatch): Promise<WorkerAnswer> {
  try {
    return { report: await replayer.replay(batch) };
  } catch (problem) {
    return { problem: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) };
  }
}
