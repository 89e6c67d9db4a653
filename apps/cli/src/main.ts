import { writeSync } from 'node:fs';
import { run } from './run.ts';

/** A launcher hands a signal on that the terminal has sent to both; two within this time are one. */
const SAME_SIGNAL_MS = 500;

const leave = new AbortController();
let firstSignalAt = 0;
const onSignal = (): void => {
  const now = performance.now();
  if (!leave.signal.aborted) {
    firstSignalAt = now;
    leave.abort();
  } else if (now - firstSignalAt > SAME_SIGNAL_MS) {
    writeSync(2, 'Stopped at once; what was acknowledged is kept.\n');
    process.exit(1);
  }
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);

// `esta balances | head` closes the pipe early: nobody reads on, so there is nothing left to do and nothing to report.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    leave.abort();
  });
}

const code = await run(process.argv.slice(2), {
  streams: {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    columns: process.stderr.isTTY ? process.stderr.columns || 80 : undefined,
    screen: process.stdout.isTTY
      ? { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 }
      : undefined,
  },
  cwd: process.cwd(),
  signal: leave.signal,
});

// A pipe takes its time; leaving before it is empty would cut the document short.
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write('', () => resolve()));
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
process.exit(code);
