import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORKSPACE } from './workspace.ts';

const LAUNCHER = join(WORKSPACE, 'apps/cli/bin/esta.js');

/** Hundreds of processes read the same sources: with Node's own cache of what it compiled, each starts in half the time. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'esta-system-tests-compiled');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

/** Starts `esta` from the sources of the workspace as a process of its own. */
export function launch(args: readonly string[], cwd = tmpdir()): ChildProcess {
  const argv = ['--conditions=@esta-logic/source', LAUNCHER, ...args];
  const env = { ...process.env, NODE_COMPILE_CACHE };
  return spawn(process.execPath, argv, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Collects what a process says until it ends. */
export async function ended(child: ChildProcess, input = ''): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin!.on('error', () => undefined).end(input);
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, out, err })));
}

/** Resolves when the process has said `text` on stderr; rejects when it ends without. */
export function said(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = '';
    child.stderr!.on('data', (more: Buffer | string) => {
      heard += String(more);
      if (heard.includes(text)) resolve();
    });
    child.once('close', (code) => reject(new Error(`esta ended with ${code} before it said "${text}": ${heard}`)));
  });
}

/** Runs one command to its end. */
export const esta = (...args: readonly string[]): Promise<Ended> => ended(launch(args));

export interface Answered<T> extends Ended {
  readonly json: T;
}

/** The document of a command that ran with `--json`: all of stdout must be exactly one. */
export function documentOf<T>(end: Ended): Answered<T> {
  try {
    return { ...end, json: JSON.parse(end.out) as T };
  } catch {
    throw new Error(`esta gave no JSON document but ${JSON.stringify(end)}`);
  }
}

/** Runs one command with `--json` to its end. */
export const ask = async <T = Record<string, unknown>>(...args: readonly string[]): Promise<Answered<T>> =>
  documentOf(await esta(...args, '--json'));
