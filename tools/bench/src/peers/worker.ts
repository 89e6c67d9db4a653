import { Worker } from 'node:worker_threads';
import type { Honesty } from '../harness/contestant.ts';

export const WORKER: Honesty = {
  isolation: 'a thread with the powers of the process; can be killed, not paused',
  durability: 'none',
};

/** Answers what it is sent; `null` makes it spin for ever. */
const PROGRAM = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (message) => {
    if (message === null) for (;;);
    parentPort.postMessage(message);
  });`;

/** A thread that echoes; answers come in the order of the questions. */
export class EchoWorker {
  readonly #worker = new Worker(PROGRAM, { eval: true });
  readonly #waiting: ((answer: unknown) => void)[] = [];

  constructor() {
    this.#worker.on('message', (answer: unknown) => this.#waiting.shift()!(answer));
  }

  echo(message: unknown): Promise<unknown> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#worker.postMessage(message);
    });
  }

  spin(): void {
    this.#worker.postMessage(null);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
