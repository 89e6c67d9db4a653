export { kernelLogger, type StructuredLogger } from './kernel-logger.ts';
export { logLine, type LogLine } from './log-line.ts';
export { redact } from './redact.ts';
