import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { ask, documentOf, ended, launch, type Answered, type Ended } from './esta-process.ts';

/** What `esta balances --json` says of one employee. */
export interface Balance {
  readonly employee: string;
  readonly name?: string;
  readonly hoursWorked: string;
  readonly accrued: string;
  readonly carriedIn: string;
  readonly used: string;
  readonly available: string;
  readonly usableFrom: string;
  readonly citations: readonly string[];
}

export interface BalancesPage {
  readonly asOf: string;
  readonly employer: Readonly<Record<string, unknown>>;
  readonly balances: readonly Balance[];
}

/** A folder of its own that goes when the test ends. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'esta-system-test-'));
  onTestFinished(() => rm(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}

/** A data directory with the services installed, and the commands on it. */
export class DataDirectory {
  /** The folder around it, for files of the test. */
  readonly around: string;
  readonly path: string;

  constructor(around: string, name = 'data') {
    this.around = around;
    this.path = join(around, name);
  }

  /** One for this test, in which nothing has happened, or a copy of `from`. */
  static async fresh(from: string = inject('template')): Promise<DataDirectory> {
    const directory = new DataDirectory(await folder());
    await cp(from, directory.path, { recursive: true });
    return directory;
  }

  /** A copy beside this one; no process may be working on it. */
  async copy(name: string): Promise<DataDirectory> {
    const other = new DataDirectory(this.around, name);
    await cp(this.path, other.path, { recursive: true });
    return other;
  }

  /** Writes a file of the test and gives its path. */
  async file(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.around, name);
    await writeFile(path, content);
    return path;
  }

  /** Runs `esta … --data <this> --json` to its end. */
  ask<T = Record<string, unknown>>(...args: readonly string[]): Promise<Answered<T>> {
    return ask<T>(...args, '--data', this.path);
  }

  /** As {@link ask}, with text on standard input. */
  async pipe<T = Record<string, unknown>>(input: string, ...args: readonly string[]): Promise<Answered<T>> {
    return documentOf(await ended(launch([...args, '--data', this.path, '--json']), input));
  }

  /** Runs `esta … --data <this>` for people. */
  tell(...args: readonly string[]): Promise<Ended> {
    return ended(launch([...args, '--data', this.path]));
  }

  /** The balances on a day, which the command must give. */
  async balances(asOf: string, ...more: readonly string[]): Promise<readonly Balance[]> {
    const { code, json, err } = await this.ask<BalancesPage>('balances', '--as-of', asOf, ...more);
    if (code !== 0) throw new Error(`esta balances ended with ${code}: ${err}`);
    return json.balances;
  }
}
