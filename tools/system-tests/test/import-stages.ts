import type { ChildProcess } from 'node:child_process';
import { ended, launch, said, type Ended } from './esta-process.ts';

/** What `esta import` says on stderr when a stage is over, in order. */
const STAGES = [
  { name: 'read', over: 'Reading and checking: done' },
  { name: 'stage', over: 'rows: done' },
  { name: 'commit', over: 'Making them visible: done' },
  { name: 'accrual', over: 'Accruing sick time: done' },
] as const;

export type Stage = (typeof STAGES)[number]['name'];
export const STAGE_NAMES: readonly Stage[] = STAGES.map(({ name }) => name);

/** How long each stage of an import takes here, in milliseconds: to know where a random moment lies. */
export async function timeStages(dataDir: string, file: string): Promise<Readonly<Record<Stage, number>>> {
  const child = launch(['import', file, '--data', dataDir, '--json']);
  const end = ended(child);
  const lengths = {} as Record<Stage, number>;
  const heard = STAGES.map(({ over }) => said(child, over).then(() => performance.now()));
  let from = performance.now();
  for (const [i, at] of heard.entries()) {
    const to = await at;
    lengths[STAGES[i]!.name] = to - from;
    from = to;
  }
  const { code, err } = await end;
  if (code !== 0) throw new Error(`The import to measure ended with ${code}: ${err}`);
  return lengths;
}

/** Kills an import `milliseconds` into a stage; one that is over by then is left to end. */
export async function importKilledIn(
  stage: Stage,
  milliseconds: number,
  dataDir: string,
  file: string,
): Promise<Ended> {
  const child = launch(['import', file, '--data', dataDir, '--json']);
  const end = ended(child);
  const before = STAGES[STAGE_NAMES.indexOf(stage) - 1];
  if (before) await said(child, before.over);
  await elapsed(milliseconds, child);
  child.kill('SIGKILL');
  return end;
}

function elapsed(milliseconds: number, child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
