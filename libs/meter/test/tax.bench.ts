import { meter } from '../src/index.ts';
import { buildGuest } from './guest/build-guest.ts';
import { runGuest } from './guest/run-guest.ts';
import { run, runPlain } from './run.ts';
import { wat } from './wat.ts';

/**
 * What metering costs: metered ÷ unmetered on a QuickJS guest and on native loops, bytes per second, growth.
 * Rounds of both sides are interleaved in one process; medians, and the ratio of the fastest rounds beside them, because neighbours only ever add time.
 * `npm run bench -w @esta-logic/meter`
 */
const ROUNDS = 61;
const WARM_UP = 15;

const KERNELS = wat(`(module (memory 16)
  (func (export "arithmetic") (param $n i32) (result i32) (local $i i32) (local $s i32)
    (loop $l (local.set $s (i32.add (i32.xor (local.get $s) (local.get $i)) (i32.const 7))) (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))) (local.get $s))
  (func (export "load") (param $n i32) (result i32) (local $i i32) (local $s i32)
    (loop $l (local.set $s (i32.add (local.get $s) (i32.load (i32.and (local.get $i) (i32.const 0xfffc))))) (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $n)))) (local.get $s))
  (func (export "sieve") (param $n i32) (result i32) (local $i i32) (local $j i32) (local $s i32)
    (memory.fill (i32.const 0) (i32.const 0) (local.get $n)) (local.set $i (i32.const 2))
    (loop $o (if (i32.eqz (i32.load8_u (local.get $i))) (then (local.set $s (i32.add (local.get $s) (i32.const 1))) (local.set $j (i32.shl (local.get $i) (i32.const 1)))
        (block $b (loop $l (br_if $b (i32.ge_u (local.get $j) (local.get $n))) (i32.store8 (local.get $j) (i32.const 1)) (local.set $j (i32.add (local.get $j) (local.get $i))) (br $l)))))
      (br_if $o (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))) (local.get $s))
  (func (export "float") (param $n i32) (result f64) (local $i i32) (local $x f64)
    (loop $l (local.set $x (f64.add (f64.mul (local.get $x) (f64.const 0.999)) (f64.convert_i32_u (local.get $i)))) (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))) (local.get $x))
  (func $fib (export "fib") (param i32) (result i32) (if (result i32) (i32.lt_u (local.get 0) (i32.const 2)) (then (local.get 0))
    (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2))))))))`);

type Side = () => unknown;

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[values.length >> 1]!;

async function compare(name: string, plain: Side, metered: Side): Promise<void> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    for (const [side, work] of [plain, metered].entries()) {
      const start = performance.now();
      await work();
      if (round >= WARM_UP) times[side]!.push(performance.now() - start);
    }
  }
  const [before, after] = times.map(median) as [number, number];
  const best = sorted(times[1])[0]! / sorted(times[0])[0]!;
  console.log(
    `${name.padEnd(28)} ${before.toFixed(3).padStart(9)} ms ${after.toFixed(3).padStart(9)} ms   × ${(after / before).toFixed(2)}   fastest × ${best.toFixed(2)}`,
  );
}

async function native(): Promise<void> {
  const plain = runPlain(KERNELS);
  const { exports, controls } = run(KERNELS);
  for (const [name, size] of [
    ['arithmetic', 4e6],
    ['load', 16e6],
    ['sieve', 500_000],
    ['float', 2e6],
    ['fib', 27],
  ] as const) {
    await compare(
      `native ${name}`,
      () => plain[name]!(size as never),
      () => {
        controls.reset(1e12, 100_000);
        return exports[name]!(size as never);
      },
    );
  }
}

async function quickjs(): Promise<void> {
  const guest = await buildGuest();
  const plain = await runGuest(guest, false);
  const metered = await runGuest(guest, true);
  const work: [string, string, number][] = [
    ['echo', 'x'.repeat(1024), 50],
    ['loop', '5000', 2],
    ['json', '300', 2],
  ];
  for (const [operation, argument, times] of work) {
    const side =
      (running: typeof plain): Side =>
      async () => {
        for (let time = 0; time < times; time += 1) {
          running.controls.reset(1e12, 100_000);
          await running.handle(operation, argument);
        }
      };
    await compare(`QuickJS ${operation}`, side(plain), side(metered));
  }
  throughput([...guest.modules.values()].reduce((a, b) => (a.length > b.length ? a : b)));
}

function throughput(bytes: Uint8Array): void {
  const times: number[] = [];
  let grown = 0;
  for (let round = 0; round < 31; round += 1) {
    const start = performance.now();
    const result = meter(bytes, { memoryBytes: 16 * 1024 * 1024 });
    times.push(performance.now() - start);
    if (result.ok) grown = result.value.bytes.length / bytes.length;
  }
  const rate = (milliseconds: number): string => (bytes.length / 1000 / milliseconds).toFixed(1);
  console.log(
    `meter ${(bytes.length / 1e6).toFixed(2)} MB: median ${median(times).toFixed(0)} ms (${rate(median(times))} MB/s), first ${times[0]!.toFixed(0)} ms (${rate(times[0]!)} MB/s); grows × ${grown.toFixed(3)}`,
  );
}

console.log(`Node ${process.version}`.padEnd(28), 'unmetered     metered');
await native();
await quickjs();
