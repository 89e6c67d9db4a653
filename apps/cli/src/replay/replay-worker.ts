import { parentPort, workerData } from 'node:worker_threads';
import { readSalts, type Salts } from '@esta-logic/audit-log';
import { componentsOf, hostToolchain } from '@esta-logic/backend';
import { unwrap } from '@esta-logic/kernel-boundary';
import { BatchReplayer, memoryComponents, RecordedModules, Replayer, type CrankBatch } from '@esta-logic/replay';
import { AUDIT_LOG_KEYS } from '@esta-logic/storage';
import type { WorkerAnswer, WorkerStart } from './replay-pool.ts';

const port = parentPort!;
const toolchain = await hostToolchain();
const { moduleFiles, secret } = workerData as WorkerStart;
const components =
  'directory' in moduleFiles ? componentsOf(moduleFiles.directory) : memoryComponents(moduleFiles.files);
const modules = new RecordedModules({ ...toolchain, components });
const replayer = new BatchReplayer(new Replayer(modules.load), toolchain.digest, await saltsOf(secret));

/** One batch after the other: the cranks of a process come in their order. */
let turn: Promise<void> = Promise.resolve();
port.on('message', (batch: CrankBatch) => {
  turn = turn.then(async () => port.postMessage(await answer(batch)));
});

async function saltsOf(secret: string | undefined): Promise<Salts | undefined> {
  if (secret === undefined) return undefined;
  const store = { get: () => secret, scan: () => [] };
  return unwrap(await readSalts({ store, keys: AUDIT_LOG_KEYS, digest: toolchain.digest }));
}

async function answer(batch: CrankBatch): Promise<WorkerAnswer> {
  try {
    return { report: await replayer.replay(batch) };
  } catch (problem) {
    return { problem: problem instanceof Error ? (problem.stack ?? problem.message) : String(problem) };
  }
}
