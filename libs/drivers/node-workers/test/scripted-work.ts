import { ok, type Result } from '@esta-logic/kernel-boundary';
import { serveWork } from '../src/index.ts';

/** Copies bytes, or does what their first one says. */
serveWork(
  async (bytes: Uint8Array): Promise<Result<Uint8Array>> => {
    if (bytes[0] === 1) throw new Error('no such work');
    if (bytes[0] === 2) process.exit(7);
    return ok(bytes.slice());
  },
  ({ buffer }) => [buffer as ArrayBuffer],
);
