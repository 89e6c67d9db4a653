import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { shimBytes } from '../src/index.ts';
import { programText } from './instruction-tree.ts';
import { programs } from './program-generator.ts';
import { DEPTH, FUEL, OPTIONS, run } from './run.ts';
import { wat } from './wat.ts';

const BROWSER = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** A module, the export to call and its argument. */
interface Job {
  readonly bytes: readonly number[];
  readonly name: string;
  readonly argument: number;
}

/** Runs in the page: instantiates each metered module and says result, fuel and reason. */
function inPage({
  shim,
  jobs,
  fuel,
  depth,
}: {
  shim: readonly number[];
  jobs: readonly Job[];
  fuel: number;
  depth: number;
}): unknown[] {
  return jobs.map(({ bytes, name, argument }) => {
    const controls = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(shim)), {
      'esta:host': { yield: () => {} },
    }).exports as Record<string, (...values: number[]) => number>;
    controls['reset']!(fuel, depth);
    const guest = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)), { 'esta:meter': controls });
    let result: unknown = 'trap';
    try {
      result = String((guest.exports as Record<string, (value: number) => unknown>)[name]!(argument));
    } catch {
      // the trap is the result
    }
    return { result, fuel: fuel - controls['left']!(), reason: controls['reason']!() };
  });
}

const FIXTURES: readonly (readonly [text: string, name: string, argument: number])[] = [
  ['(module (func $f (export "f") (param i32) (call $f (local.get 0))))', 'f', 1],
  [
    '(module (func (export "f") (param f64) (result i64) (i64.reinterpret_f64 (f64.div (local.get 0) (local.get 0)))))',
    'f',
    0,
  ],
  [
    '(module (memory 1) (func (export "f") (param i32) (loop $l (drop (i32.load (local.get 0))) (local.set 0 (i32.add (local.get 0) (i32.const 4))) (br $l))))',
    'f',
    0,
  ],
  [
    '(module (memory 1) (func (export "f") (param i32) (result i32) (memory.fill (i32.const 0) (i32.const 1) (i32.const 60000)) (memory.grow (local.get 0))))',
    'f',
    15,
  ],
];

describe.skipIf(!existsSync(BROWSER))('Chromium (skipped where CHROMIUM or /usr/bin/chromium is not there)', () => {
  it('M2 M6 M11 M15: gives the results, the fuel and the traps that Node gives', async () => {
    const samples = fc
      .sample(programs, { numRuns: 60, seed: 3 })
      .map((program) => [programText(program), 'f2', 5] as const);
    const guests = [false, true].flatMap((trackWrites) =>
      [...FIXTURES, ...samples].map(([text, name, argument]) => ({
        guest: run(wat(text), {}, { ...OPTIONS, trackWrites }),
        name,
        argument,
      })),
    );
    const here = guests.map(({ guest, name, argument }) => {
      const { result, error, fuel, reason } = guest.call(name, argument);
      return { result: error === undefined ? String(result) : 'trap', fuel, reason };
    });
    const jobs = guests.map(({ guest, name, argument }) => ({ bytes: [...guest.metered.bytes], name, argument }));
    const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      expect(await page.evaluate(inPage, { shim: [...shimBytes()], jobs, fuel: FUEL, depth: DEPTH })).toEqual(here);
    } finally {
      await browser.close();
    }
  }, 120_000);
});
