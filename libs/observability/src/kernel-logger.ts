import type { KernelObserver } from '@esta-logic/kernel-boundary';
import { logLine, type LogLine } from './log-line.ts';

/** What a JSON logger such as pino offers: a method per level that takes fields and a message. */
export type StructuredLogger = Readonly<Record<LogLine['level'], (fields: object, message: string) => void>>;

/** An observer that writes every kernel event to a structured logger; the logger's own level decides what is kept. */
export const kernelLogger =
  (logger: StructuredLogger): KernelObserver =>
  (event) => {
    const { level, message, fields } = logLine(event);
    logger[level](fields, message);
  };
