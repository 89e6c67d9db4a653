import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface CommittingChild {
  /** The last number that the child said it had committed. */
  acknowledged(): number;
  /** Resolves once the child holds the file. */
  readonly opened: Promise<void>;
  /** Resolves once the child has acknowledged `count` batches. */
  reached(count: number): Promise<void>;
  /** SIGKILL; resolves when the process is gone and all its output was read. */
  kill(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('./committing-child.ts', import.meta.url));

export function startChild(file: string, keys = 50): CommittingChild {
  const child = spawn(process.execPath, ['--conditions=@esta-logic/source', SCRIPT, file, String(keys)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = new LineCounter(child);
  return {
    acknowledged: () => lines.last,
    opened: lines.until(() => lines.seen > 0),
    reached: (count) => lines.until(() => lines.seen > count),
    kill: async () => {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}

/** Reads whole lines: what was cut off in the middle was not said. */
class LineCounter {
  seen = 0;
  last = 0;
  #rest = '';
  readonly #waiting: { readonly done: () => boolean; readonly resolve: () => void }[] = [];

  constructor(child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk));
  }

  until(done: () => boolean): Promise<void> {
    return new Promise((resolve) => (done() ? resolve() : this.#waiting.push({ done, resolve })));
  }

  #read(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      this.seen += 1;
      if (line !== 'open') this.last = Number(line);
    }
    for (const { done, resolve } of this.#waiting) if (done()) resolve();
  }
}
