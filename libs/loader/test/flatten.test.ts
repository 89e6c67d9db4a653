import { print } from '@bytecodealliance/jco-transpile/wasm-tools';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { MalformedBinary } from '../src/byte-reader.ts';
import { flattenComponent } from '../src/component/flatten.ts';
import { UnknownShape } from '../src/component/syntax.ts';
import { componentOf, nativeComponent, nestedComponent, probeComponent } from './fixtures.ts';

let native: Uint8Array;
let nativeText: string;
beforeAll(async () => {
  native = await nativeComponent();
  nativeText = (await print(native)).trimEnd().slice(0, -1);
});

/** The native guest with more in its component. */
const nativeWith = async (more: string): Promise<Uint8Array> => componentOf(`${nativeText} ${more})`);

test('a component of one core module is that module and its handle', () => {
  const { plan, modules } = flattenComponent(native);
  expect(modules).toHaveLength(1);
  expect(plan).toEqual({
    instances: [{ module: 0, imports: [] }],
    handle: {
      func: [0, 'handle'],
      options: {
        encoding: 'utf8',
        memory: [0, 'memory'],
        realloc: [0, 'cabi_realloc'],
        postReturn: [0, 'cabi_post_handle'],
      },
    },
  });
});

test('every function of the kernel that a component imports is a call of the plan, whatever shims stand in between', async () => {
  const { plan } = flattenComponent(await probeComponent());
  const sources = plan.instances.flatMap(({ imports }) => imports.map(([, , source]) => source));
  expect(new Set(sources.flatMap((source) => ('call' in source ? [source.call] : []))).size).toBe(12);
  expect(sources.filter((source) => 'drop' in source)).toEqual([{ drop: 'collection' }, { drop: 'channel' }]);
  expect(sources.some((source) => 'trap' in source)).toBe(true);
});

test('stubs that nothing reaches are left out; what starts with an effect of its own stays', async () => {
  const stubs = `
    (core module $stubs (memory (export "m") 0) (func (export "init")) (func (export "f") unreachable))
    (core instance $stubs (instantiate $stubs))
    (core module $fixup (import "s" "init" (func $init)) (start $init))
    (core instance (instantiate $fixup (with "s" (instance $stubs))))`;
  expect(flattenComponent(await nativeWith(stubs)).plan).toEqual(flattenComponent(native).plan);
  const trapping = stubs.replace('(func (export "init"))', '(func (export "init") unreachable)');
  expect(flattenComponent(await nativeWith(trapping)).plan.instances).toHaveLength(3);
  const starting = '(core module $m (func $f (loop (br 0))) (start $f)) (core instance (instantiate $m))';
  expect(flattenComponent(await nativeWith(starting)).plan.instances).toHaveLength(2);
});

test('what writes into a memory that is used stays', async () => {
  const writing = `
    (core module $w (import "n" "memory" (memory 1)) (data (i32.const 500) "x"))
    (core instance (instantiate $w (with "n" (instance 0))))`;
  expect(flattenComponent(await nativeWith(writing)).plan.instances).toHaveLength(2);
});

test('shapes that are not followed are left to the transpiler, by name', async () => {
  const unknown = async (component: Promise<Uint8Array>) => {
    const bytes = await component;
    expect(() => flattenComponent(bytes)).toThrow(UnknownShape);
  };
  await unknown(nestedComponent());
  await unknown(componentOf(nativeText.replace('string-encoding=utf8', 'string-encoding=latin1+utf16') + ')'));
  await unknown(
    componentOf(
      '(component (core module $m (func (export "f"))) (core instance $i (instantiate $m)) (func (export "handle") (canon lift (core func $i "f"))))',
    ),
  );
  await unknown(
    nativeWith(
      '(type $r (resource (rep i32))) (core func $new (canon resource.new $r)) (core module $u (import "a" "n" (func (param i32) (result i32))) (func (export "x") (drop (call 0 (i32.const 1))))) (core instance (instantiate $u (with "a" (instance (export "n" (func $new))))))',
    ),
  );
});

test('types and instances that double with every definition are not followed for ever', async () => {
  const types = Array.from({ length: 40 }, (_, i) => `(type $t${i + 1} (tuple $t${i} $t${i}))`).join(' ');
  const doubled = await nativeWith(`(type $t0 string) ${types}`);
  expect(() => flattenComponent(doubled)).toThrow(UnknownShape);
  const nested = Array.from(
    { length: 20 },
    (_, i) =>
      `(component $c${i + 1} (alias outer 1 $c${i} (component $x)) (instance (instantiate $x)) (instance (instantiate $x)))`,
  ).join(' ');
  const instances = await nativeWith(`(component $c0) ${nested} (instance (instantiate $c20))`);
  expect(() => flattenComponent(instances)).toThrow(UnknownShape);
});

test('bytes changed anywhere give a plan or a refusal of a known kind', () => {
  fc.assert(
    fc.property(fc.nat(native.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
      const bytes = cut ? native.slice(0, at) : native.slice();
      if (!cut) bytes[at] = byte;
      try {
        expect(flattenComponent(bytes).plan.instances.length).toBeGreaterThan(0);
      } catch (problem) {
        expect(problem instanceof UnknownShape || problem instanceof MalformedBinary, String(problem)).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});
