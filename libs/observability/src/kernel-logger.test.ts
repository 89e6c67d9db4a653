import { faultOf } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kernelLogger, type StructuredLogger } from './kernel-logger.ts';
import { redact } from './redact.ts';

function memoryLogger() {
  const lines: { level: string; fields: object; message: string }[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const logger: StructuredLogger = {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
  return { lines, observe: kernelLogger(logger) };
}

test('an event becomes one line with its fields, its level and a message', () => {
  const { lines, observe } = memoryLogger();
  observe({ kind: 'kernel.ready', milliseconds: 12 });
  observe({
    kind: 'module.refused',
    module: 'accrual-engine',
    fault: faultOf('hash-mismatch', 'The bytes are not the pinned ones.'),
  });
  observe({ kind: 'guest.log', process: 'time-service#1', level: 'warn', message: 'odd row' });
  expect(lines).toEqual([
    { level: 'info', message: 'kernel ready', fields: { event: 'kernel.ready', milliseconds: 12 } },
    {
      level: 'error',
      message: 'module refused',
      fields: {
        event: 'module.refused',
        module: 'accrual-engine',
        code: 4007,
        fault: 'hash-mismatch',
        reason: 'The bytes are not the pinned ones.',
      },
    },
    { level: 'warn', message: 'odd row', fields: { event: 'guest.log', process: 'time-service#1' } },
  ]);
});

test('personal numbers and addresses never reach a line; dates and short numbers do', () => {
  expect(redact('Ada 123-45-6789 wrote to ada.l@example.org on 2026-06-30 about 77/6 h')).toBe(
    'Ada ‹number› wrote to ‹e-mail› on 2026-06-30 about 77/6 h',
  );
  expect(redact('call (313) 555-0142')).toBe('call (‹number›');
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^[0-9]{3}-?[0-9]{2}-?[0-9]{4}$/), fc.string(), (before, ssn, after) => {
      const { lines, observe } = memoryLogger();
      observe({ kind: 'guest.log', process: 'p', level: 'info', message: `${before} ${ssn} ${after}` });
      observe({
        kind: 'crank.aborted',
        process: 'p',
        messageId: '1-1',
        fault: faultOf('handler-failed', `bad ${ssn}`),
      });
      expect(JSON.stringify(lines)).not.toContain(ssn);
    }),
  );
});
