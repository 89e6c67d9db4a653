import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const LAUNCHER = fileURLToPath(new URL('../bin/esta.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts `esta` from its sources as a process of its own. */
export function launch(args: readonly string[], cwd = tmpdir()): ChildProcess {
  return spawn(process.execPath, ['--conditions=@esta-logic/source', LAUNCHER, ...args], {
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Collects what a process says until it ends. */
export async function ended(child: ChildProcess, input = ''): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin!.on('error', () => undefined).end(input);
  const code = await new Promise<number | null>((resolve) => child.once('close', (status) => resolve(status)));
  return { code, out, err };
}

/** Runs one command to its end. */
export const esta = (...args: readonly string[]): Promise<Ended> => ended(launch(args));

/** Runs one command with `--json` and gives its document; the whole of stdout must be one. */
export async function document<T = Record<string, unknown>>(
  ...args: readonly string[]
): Promise<Ended & { readonly json: T }> {
  const end = await esta(...args, '--json');
  try {
    return { ...end, json: JSON.parse(end.out) as T };
  } catch {
    throw new Error(`esta ${args.join(' ')} gave no JSON document but ${JSON.stringify(end)}`);
  }
}

/** A directory of its own that goes when the test ends. */
export async function directory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'esta-cli-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

export interface Started {
  readonly url: string;
  readonly pid: number;
  /** SIGTERM, and how it ended. */
  stop(): Promise<Ended>;
  /** SIGKILL. */
  kill(): Promise<Ended>;
}

/** `esta start` on any free port, once it serves. It does not outlive the test. */
export async function started(dataDir: string, ...args: readonly string[]): Promise<Started> {
  const child = launch(['start', '--port', '0', '--data', dataDir, '--json', ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const end = ended(child);
  const first = new Promise<string>((resolve, reject) => {
    child.stdout!.once('data', (bytes: Buffer) => resolve(bytes.toString()));
    void end.then(({ code, out, err }) =>
      reject(new Error(`esta start ended with ${code} before it served: ${out}${err}`)),
    );
  });
  const { url } = JSON.parse(await first) as { url: string };
  const leave = (signal: NodeJS.Signals): Promise<Ended> => {
    child.kill(signal);
    return end;
  };
  return { url, pid: child.pid!, stop: () => leave('SIGTERM'), kill: () => leave('SIGKILL') };
}
