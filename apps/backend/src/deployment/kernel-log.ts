import { rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { kernelLogger } from '@esta-logic/observability';
import type { KernelObserver } from '@esta-logic/kernel-boundary';

export interface KernelLog {
  readonly observe: KernelObserver;
  /** Writes what is buffered; nothing is logged after it. */
  close(): Promise<void>;
}

const FILE = 'kernel.log';
/** A larger file is put aside at the next boot; one older file is kept. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Operators' log of a data directory: JSON lines in <data>/kernel.log, redacted, one per kernel event of at least the
 * level (`info`, or what ESTA_LOG_LEVEL says). It is no part of any decision: the audit log is.
 */
export async function openKernelLog(
  directory: string,
  level = process.env['ESTA_LOG_LEVEL'] ?? 'info',
): Promise<KernelLog> {
  const file = join(directory, FILE);
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > MOST_BYTES) await rename(file, `${file}.1`);
  const destination = pino.destination({ dest: file, sync: false, mkdir: true, mode: 0o600 });
  const logger = pino(
    {
      level: level in pino.levels.values ? level : 'info',
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination,
  );
  // A log that cannot be written (a full disk) must not take the kernel with it.
  destination.on('error', () => undefined);
  return {
    observe: kernelLogger({
      trace: (fields, message) => logger.trace(fields, message),
      debug: (fields, message) => logger.debug(fields, message),
      info: (fields, message) => logger.info(fields, message),
      warn: (fields, message) => logger.warn(fields, message),
      error: (fields, message) => logger.error(fields, message),
    }),
    close: () =>
      new Promise((resolve) => {
        destination.once('close', () => resolve());
        destination.end();
      }),
  };
}
