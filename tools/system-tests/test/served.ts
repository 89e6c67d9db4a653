import { onTestFinished } from 'vitest';
import type { DataDirectory } from './data-directory.ts';
import { ended, launch, type Ended } from './esta-process.ts';

export interface Served {
  readonly url: string;
  readonly pid: number;
  /** Sends a signal and tells how it ended. */
  leave(signal: NodeJS.Signals): Promise<Ended>;
}

/** `esta start` on any free port, once it serves. It does not outlive the test. */
export async function served(directory: DataDirectory, ...args: readonly string[]): Promise<Served> {
  const child = launch(['start', '--port', '0', '--data', directory.path, '--json', ...args]);
  const first = new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (bytes: Buffer | string) => resolve(String(bytes)));
    child.once('exit', (code) => reject(new Error(`esta start ended with ${code} before it served.`)));
  });
  const end = ended(child);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await end;
  });
  const { url, pid } = JSON.parse(await first) as { url: string; pid: number };
  const leave = (signal: NodeJS.Signals): Promise<Ended> => {
    child.kill(signal);
    return end;
  };
  return { url, pid, leave };
}
