import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Contestant, Effort, Sample } from './contestant.ts';
import type { Answer, Order } from './contestant-process.ts';

const PROGRAM = join(import.meta.dirname, 'contestant-process.ts');
/** For contestants that do not say how long they are waited for. */
const PATIENCE_MILLISECONDS = 120_000;

/** A contestant in a process of its own. */
export class ContestantClient {
  readonly #child: ChildProcess;
  readonly #patience: number;
  #errors = '';

  private constructor(
    comparison: number,
    { name, nodeFlags = [], patience = PATIENCE_MILLISECONDS }: Contestant,
    effort: Effort,
  ) {
    this.#patience = patience;
    this.#child = fork(PROGRAM, [String(comparison), name, JSON.stringify(effort)], {
      execArgv: [
        '--conditions=@esta-logic/source',
        '--expose-gc',
        '--disable-warning=ExperimentalWarning',
        ...nodeFlags,
      ],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.on('data', (text: Buffer) => (this.#errors = (this.#errors + String(text)).slice(-2000)));
  }

  /** Starts the process and makes it ready. Rejects with the reason, in one line. */
  static async open(comparison: number, contestant: Contestant, effort: Effort): Promise<ContestantClient> {
    const client = new ContestantClient(comparison, contestant, effort);
    await client.#order('open').catch((reason: unknown) => {
      client.kill();
      throw reason;
    });
    return client;
  }

  async round(): Promise<Sample> {
    const answer = await this.#order('round');
    return answer.sample!;
  }

  /** Rejects when what the contestant counted is not what it was sent. The process ends in any case. */
  async close(): Promise<void> {
    await this.#order('close').finally(() => this.kill());
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #order(order: Order): Promise<Answer & { ok: true }> {
    return new Promise((resolve, reject) => {
      const child = this.#child;
      const done = (end: () => void): void => {
        clearTimeout(patience);
        child.off('message', onMessage).off('exit', onExit);
        end();
      };
      const onMessage = (answer: Answer): void =>
        done(() => (answer.ok ? resolve(answer) : reject(new Error(answer.why))));
      const onExit = (code: number | null, signal: string | null): void =>
        done(() => reject(new Error(`its process ended (${signal ?? code}): ${reasonIn(this.#errors)}`)));
      const patience = setTimeout(
        () => done(() => reject(new Error(`it did not answer within ${this.#patience / 1000} s`))),
        this.#patience,
      );
      child.on('message', onMessage).on('exit', onExit);
      if (child.connected) child.send(order);
    });
  }
}

/** What an engine that ends says of it: a line that names an error, or else its last one. */
function reasonIn(text: string): string {
  const lines = text.split('\n').filter((line) => /\w/.test(line));
  return (lines.find((line) => /Error\b/.test(line)) ?? lines.at(-1) ?? 'it said nothing').trim();
}
