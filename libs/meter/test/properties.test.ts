import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARM_UNITS } from '../src/index.ts';
import { programText } from './instruction-tree.ts';
import { programs } from './program-generator.ts';
import { interpret } from './tree-interpreter.ts';
import { run, runPlain } from './run.ts';
import { wat } from './wat.ts';

const LAST = 'f2';

describe('random programs', () => {
  it('M1: give the same results metered as unmetered, and as an independent interpreter', () => {
    fc.assert(
      fc.property(programs, fc.integer(), (program, argument) => {
        const bytes = wat(programText(program));
        const metered = run(bytes);
        expect(metered.call(LAST, argument).result).toBe(runPlain(bytes)[LAST]!(argument as never));
        expect(interpret(program, argument).result).toBe(runPlain(bytes)[LAST]!(argument as never));
      }),
      { numRuns: 150 },
    );
  });

  it('M2 M3: take exactly the fuel of the counting model', () => {
    fc.assert(
      fc.property(programs, fc.integer(), (program, argument) => {
        expect(run(wat(programText(program))).call(LAST, argument).fuel).toBe(interpret(program, argument).fuel);
      }),
      { numRuns: 500 },
    );
  });

  it('M3: never take less than the instructions that ran cost, nor more than ARM_UNITS above it for each debit', () => {
    fc.assert(
      fc.property(programs, fc.integer(), (program, argument) => {
        const { fuel } = run(wat(programText(program))).call(LAST, argument);
        const { executed, debits } = interpret(program, argument);
        expect(fuel).toBeGreaterThanOrEqual(executed);
        expect(fuel).toBeLessThanOrEqual(executed + ARM_UNITS * debits);
      }),
      { numRuns: 500 },
    );
  });
});
