import { ERRORS, faultOf, type ErrorName } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failsModule } from './fails-module.ts';
import { Ladder, STEP_FAILURES, WINDOW_MILLISECONDS, type Action } from './ladder.ts';

const ORDER: readonly Action[] = ['restart-same', 'restart-clean', 'reload-module', 'restart-region', 'quarantine'];
const at = (times: readonly number[], ladder = new Ladder({ last: 'quarantine' })): Action[] =>
  times.map((time) => ladder.failed('m', time));
/** Times from gaps in milliseconds. */
const times = (gap: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
  fc
    .array(gap, { maxLength: 60 })
    .map((gaps) => gaps.reduce<number[]>((all, one) => [...all, (all.at(-1) ?? 0) + one], []));

test('E1 three failures within a minute take the next step, up to the last, and it stays there', () => {
  expect(at(Array.from({ length: 14 }, (_, i) => i * 1000))).toEqual([
    'restart-same',
    'restart-same',
    'restart-clean',
    'restart-clean',
    'restart-clean',
    'reload-module',
    'reload-module',
    'reload-module',
    'restart-region',
    'restart-region',
    'restart-region',
    'quarantine',
    'quarantine',
    'quarantine',
  ]);
  const kernel = new Ladder({ last: 'stop-system' });
  expect(
    at(
      Array.from({ length: 12 }, (_, i) => i),
      kernel,
    ).at(-1),
  ).toBe('stop-system');
});

test('E1 never more than one step at a time, and never a step without three failures of the minute before it', () => {
  fc.assert(
    fc.property(times(fc.integer({ min: 0, max: 40_000 })), (sequence) => {
      const actions = at(sequence);
      actions.forEach((action, i) => {
        const rise = ORDER.indexOf(action) - (i === 0 ? 0 : ORDER.indexOf(actions[i - 1]!));
        expect(rise).toBeLessThanOrEqual(1);
        if (rise === 1) expect(sequence[i]! - sequence[i - STEP_FAILURES + 1]!).toBeLessThan(WINDOW_MILLISECONDS);
      });
    }),
  );
});

test('E1 the last step is reached by what fails without end, whatever its rhythm within the minute', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: WINDOW_MILLISECONDS / STEP_FAILURES - 1 }), { minLength: 12, maxLength: 12 }),
      (gaps) => {
        let time = 0;
        expect(at(gaps.map((gap) => (time += gap))).at(-1)).toBe('quarantine');
      },
    ),
  );
});

test('E2 a minute without a failure leads back to the first step', () => {
  fc.assert(
    fc.property(
      times(fc.integer({ min: 0, max: 30_000 })),
      fc.integer({ min: WINDOW_MILLISECONDS, max: 1e9 }),
      (sequence, rest) => {
        const ladder = new Ladder({ last: 'quarantine' });
        at(sequence, ladder);
        expect(ladder.failed('m', (sequence.at(-1) ?? 0) + rest)).toBe('restart-same');
      },
    ),
  );
});

test('E3 things climb alone: what one does changes nothing for another, and the same failures give the same actions', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 20_000 })), { maxLength: 80 }),
      (sequence) => {
        let time = 0;
        const together = new Ladder({ last: 'quarantine' });
        const alone = new Map(['a', 'b', 'c'].map((name) => [name, new Ladder({ last: 'quarantine' })]));
        for (const [name, gap] of sequence) {
          time += gap;
          expect(together.failed(name, time)).toBe(alone.get(name)!.failed(name, time));
        }
        together.forgive('a');
        expect(together.failed('a', time)).toBe('restart-same');
      },
    ),
  );
});

test('E4 only what a module cannot say of itself counts against it', () => {
  const counted = Object.keys(ERRORS).filter((name) => failsModule(faultOf(name as ErrorName, '')));
  const integrity = Object.entries(ERRORS)
    .filter(([, { code }]) => code >= 4000 && code < 5000)
    .map(([name]) => name);
  expect(counted.sort()).toEqual([...integrity, 'internal'].sort());
});
