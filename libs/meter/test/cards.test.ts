import { unwrap } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARD_SHIFT, CARDS, CARDS_EXPORT, MARK_REACH, meter, STATE_MODULE } from '../src/index.ts';
import { controlsWith, DEPTH, FUEL, OPTIONS, runPlain, stateOf } from './run.ts';
import { wat } from './wat.ts';

const TRACKED = { ...OPTIONS, trackWrites: true };
const CARD_BYTES = 2 ** CARD_SHIFT;

interface Tracked {
  readonly memory: Uint8Array;
  readonly cards: Uint8Array;
  readonly fuel: number;
  readonly result: unknown;
}

/** Runs the export "run" of a module with one memory of its own, exported as "m". */
function runTracked(bytes: Uint8Array, argument = 0): Tracked {
  const metered = unwrap(meter(bytes, TRACKED));
  expect(metered.tracksWrites).toBe(true);
  const controls = controlsWith();
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(metered.bytes), {
    [STATE_MODULE]: stateOf(controls),
  });
  controls.reset(FUEL, DEPTH);
  const result = (exports['run'] as (argument: number) => unknown)(argument);
  const [memory, cards] = [exports['m'], exports[CARDS_EXPORT]].map(
    (item) => new Uint8Array((item as WebAssembly.Memory).buffer),
  ) as [Uint8Array, Uint8Array];
  return { memory, cards, fuel: FUEL - controls.left(), result };
}

/** Bytes that were changed and lie farther than MARK_REACH from every marked card. */
function missed({ memory, cards }: Tracked): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < memory.length; at++) {
    if (memory[at] === 0) continue;
    const near = [at - MARK_REACH, at, at + MARK_REACH].some((other) => cards[other >> CARD_SHIFT] === 1);
    if (!near) bytes.push(at);
  }
  return bytes;
}

const moduleOf = (body: string, rest = ''): Uint8Array<ArrayBuffer> =>
  wat(`(module (memory (export "m") 1) ${rest}
    (func (export "run") (param $n i32) (local $p i32) (local $q i32) (local $r i32) (local $i i32) ${body}))`);

const STORES: readonly string[] = [
  ...['i32.store', 'i32.store8', 'i32.store16'].map((name) => `${name} offset=8190 (local.get $p) (i32.const -1)`),
  ...['i64.store', 'i64.store8', 'i64.store16', 'i64.store32'].map(
    (name) => `${name} offset=4093 (local.get $p) (i64.const -1)`,
  ),
  'f32.store (i32.const 4094) (f32.const 1.5)',
  'f64.store (i32.const 20479) (f64.const 1.5)',
  'v128.store offset=40950 (local.get $p) (v128.const i64x2 -1 -1)',
  'v128.store8_lane 3 (i32.const 99) (v128.const i64x2 -1 -1)',
  'v128.store16_lane 3 (i32.const 4095) (v128.const i64x2 -1 -1)',
  'v128.store32_lane 3 (i32.const 9000) (v128.const i64x2 -1 -1)',
  'v128.store64_lane 1 (i32.const 12287) (v128.const i64x2 -1 -1)',
  'memory.fill (i32.const 4000) (i32.const 7) (i32.const 9000)',
  'memory.copy (i32.const 50000) (i32.const 100) (i32.const 0)',
  'memory.init $d (i32.const 30000) (i32.const 0) (i32.const 3)',
];

describe('cards', () => {
  it.each(STORES)('M15: cover what is written by %s', (store) => {
    const bytes = moduleOf(`(${store})`, '(data $d "abc")');
    const tracked = runTracked(bytes);
    expect(tracked.memory).toEqual(new Uint8Array((plainMemory(bytes) as WebAssembly.Memory).buffer));
    expect(missed(tracked)).toEqual([]);
    expect(tracked.cards.some((card) => card === 1)).toBe(tracked.memory.some((byte) => byte !== 0));
  });

  it('M15: a copy marks where it goes, not where it comes from; one of nothing marks nothing', () => {
    const body =
      '(memory.fill (i32.const 100) (i32.const 1) (i32.const 5)) (memory.copy (i32.const 45056) (i32.const 100) (i32.const 5))';
    const { cards } = runTracked(moduleOf(body));
    expect([...cards.keys()].filter((card) => cards[card] === 1)).toEqual([0, 11]);
    const nothing = '(memory.fill (i32.const 65536) (i32.const 1) (i32.const 0))';
    expect(runTracked(moduleOf(nothing)).cards.every((card) => card === 0)).toBe(true);
  });

  it('M15: cards change neither results nor fuel', () => {
    const bytes = moduleOf(
      '(i32.store (i32.const 8) (local.get $n)) (memory.fill (i32.const 9) (i32.const 1) (i32.const 800))',
    );
    const controls = controlsWith();
    const plain = new WebAssembly.Instance(new WebAssembly.Module(unwrap(meter(bytes, OPTIONS)).bytes), {
      [STATE_MODULE]: stateOf(controls),
    });
    controls.reset(FUEL, DEPTH);
    (plain.exports['run'] as (n: number) => void)(3);
    const tracked = runTracked(bytes, 3);
    expect(tracked.fuel).toBe(FUEL - controls.left());
    expect(tracked.memory).toEqual(new Uint8Array((plain.exports['m'] as WebAssembly.Memory).buffer));
  });

  it('M15: a module that imports its memory imports the cards beside it', () => {
    const bytes = wat(
      '(module (import "a" "m" (memory 1)) (func (export "run") (i32.store (i32.const 20000) (i32.const 1))))',
    );
    const metered = unwrap(meter(bytes, TRACKED));
    const [memory, cards] = [
      new WebAssembly.Memory({ initial: 1, maximum: 16 }),
      new WebAssembly.Memory({ initial: 1, maximum: 1 }),
    ];
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(metered.bytes), {
      a: { m: memory },
      [STATE_MODULE]: { ...stateOf(controlsWith()), [CARDS]: cards },
    });
    (exports['run'] as () => void)();
    expect([...new Uint8Array(cards.buffer).keys()].filter((at) => new Uint8Array(cards.buffer)[at])).toEqual([4]);
    expect(metered.tracksWrites).toBe(true);
  });

  it('M15: a module with several memories says that it is not tracked', () => {
    const bytes = wat('(module (memory 1) (memory 1) (func (i32.store (i32.const 0) (i32.const 1))))');
    expect(unwrap(meter(bytes, TRACKED)).tracksWrites).toBe(false);
    expect(unwrap(meter(bytes, OPTIONS)).tracksWrites).toBe(false);
  });

  const at = (pointer: string, value = -1): string => `(i32.store (local.get ${pointer}) (i32.const ${value}))`;
  const set = (pointer: string, address: number): string => `(local.set ${pointer} (i32.const ${address}))`;
  const odd = '(i32.and (local.get $n) (i32.const 1))';

  it.each([
    ['the other arm', `${set('$p', 20_000)} (if ${odd} (then ${at('$p')}) (else ${at('$p')}))`],
    ['an arm without another', `${set('$p', 20_000)} (if ${odd} (then ${at('$p')})) ${at('$p')}`],
    ['what a branch jumps over', `${set('$p', 20_000)} (block (br_if 0 ${odd}) ${at('$p')}) ${at('$p')}`],
    [
      'a loop that moves the pointer',
      `(loop ${at('$p')} (local.set $p (i32.add (local.get $p) (i32.const 12000))) (br_if 0 (i32.lt_u (local.get $p) (i32.const 40000))))`,
    ],
    [
      'the turns of a loop behind it',
      `${at('$p')} (loop ${at('$p')} (local.set $p (i32.add (local.get $p) (i32.const 12000))) (br_if 0 (i32.lt_u (local.get $p) (i32.const 40000))))`,
    ],
    [
      'a copy of the pointer in one arm',
      `${set('$p', 20_000)} ${set('$q', 40_000)} (if ${odd} (then (local.set $q (local.get $p)))) ${at('$p')} ${at('$q')}`,
    ],
    [
      'a copy in the other arm',
      `${set('$p', 20_000)} ${set('$q', 40_000)} (if ${odd} (then) (else (local.set $q (local.get $p)))) ${at('$p')} ${at('$q')}`,
    ],
    ['an assignment between', `${at('$p')} ${set('$p', 30_000)} ${at('$p')}`],
    ['a far offset', `${at('$p')} (i32.store offset=9000 (local.get $p) (i32.const -1))`],
  ])('M15: a mark does not stand for %s', (_, body) => {
    for (const argument of [0, 1]) expect(missed(runTracked(moduleOf(body), argument))).toEqual([]);
  });

  it('M15: one mark stands for stores beside it', () => {
    const near = [4, 8, 1000].map((offset) => `(i32.store offset=${offset} (local.get $p) (i32.const -1))`).join(' ');
    const sizes = [moduleOf(at('$p')), moduleOf(`${at('$p')} ${near}`)].map(
      (bytes) => unwrap(meter(bytes, TRACKED)).bytes.length - bytes.length,
    );
    expect(sizes[1]).toBe(sizes[0]);
  });

  it('M15: whatever way pointers take through locals and control, every changed byte is near a marked card', () => {
    fc.assert(
      fc.property(fc.array(statements, { minLength: 1, maxLength: 8 }), fc.nat(255), (body, argument) => {
        expect(missed(runTracked(moduleOf(body.join('\n')), argument))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

const plainMemory = (bytes: Uint8Array<ArrayBuffer>): unknown => {
  const exports = runPlain(bytes);
  (exports['run'] as unknown as (n: number) => void)(0);
  return exports['m'];
};

const pointer = fc.constantFrom('$p', '$q', '$r');
const offset = fc.oneof(fc.nat(40), fc.nat(3 * CARD_BYTES));
const condition = fc.nat(7).map((bit) => `(i32.and (i32.shr_u (local.get $n) (i32.const ${bit})) (i32.const 1))`);
const storeName = fc.constantFrom('i32.store', 'i32.store8', 'i32.store16');
const address = fc.nat(40_000);

const simple: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(storeName, pointer, offset)
      .map(([name, p, o]) => `(${name} offset=${o} (local.get ${p}) (i32.const -1))`),
  },
  fc.tuple(pointer, offset).map(([p, o]) => `(i64.store offset=${o} (local.get ${p}) (i64.const -1))`),
  fc
    .tuple(pointer, offset, address)
    .map(([p, o, at]) => `(i32.store offset=${o} (local.tee ${p} (i32.const ${at})) (i32.const -1))`),
  fc.tuple(pointer, pointer).map(([to, from]) => `(local.set ${to} (local.get ${from}))`),
  fc.tuple(pointer, address).map(([p, at]) => `(local.set ${p} (i32.const ${at}))`),
  fc
    .tuple(pointer, pointer, fc.nat(9000))
    .map(
      ([to, from, by]) =>
        `(local.set ${to} (i32.rem_u (i32.add (local.get ${from}) (i32.const ${by})) (i32.const 40000)))`,
    ),
);

const { statements } = fc.letrec<{ statements: string }>((tie) => {
  const list = fc.array(tie('statements'), { maxLength: 4 }).map((items) => items.join('\n'));
  return {
    statements: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      simple,
      fc
        .tuple(condition, list, list)
        .map(([when, then, otherwise]) => `(if ${when} (then ${then}) (else ${otherwise}))`),
      fc.tuple(condition, list).map(([when, then]) => `(if ${when} (then ${then}))`),
      fc.tuple(list, condition, list).map(([before, when, after]) => `(block ${before} (br_if 0 ${when}) ${after})`),
      fc
        .tuple(condition, list)
        .map(
          ([when, body]) =>
            `(loop ${body} (local.set $i (i32.add (local.get $i) (i32.const 1))) (br_if 0 (i32.and ${when} (i32.lt_u (local.get $i) (i32.const 9)))))`,
        ),
    ),
  };
});
