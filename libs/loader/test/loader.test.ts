import { type ComponentStore, type Result, unwrap } from '@esta-logic/kernel-boundary';
import { beforeAll, expect, test } from 'vitest';
import { createLoader, type LoaderPowers } from '../src/index.ts';
import { nativeComponent, nestedComponent, probeComponent } from './fixtures.ts';
import { manifestOf, testPowers } from './loaded.ts';
import { envelope, freely, memoryHost } from './memory-host.ts';
import { testTranspiler } from './toolchain.ts';

/** As the native guest, of a shape that only the transpiler links. */
let nested: Uint8Array;
let native: Uint8Array;
let probe: Uint8Array;
beforeAll(async () => {
  [nested, native, probe] = [await nestedComponent(), await nativeComponent(), await probeComponent()];
});

const manifest = manifestOf('native', []);
const named = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.name);

async function echo(powers: LoaderPowers, id = 'native'): Promise<unknown> {
  const module = unwrap(await createLoader(powers).load(id));
  return unwrap(await (await module.instantiate(memoryHost(), freely)).handle(envelope(`${id}.echo`, '"hi"')));
}

async function flip(store: ComponentStore, name: string, at: number): Promise<void> {
  const bytes = (await store.read(name))!.slice();
  bytes[at % bytes.length]! ^= 1;
  await store.write(name, bytes);
}

test('what was installed is listed, loads and runs, also after a restart, transpiled once', async () => {
  const transpiler = testTranspiler();
  const powers = { ...testPowers(), transpiler };
  const loader = createLoader(powers);
  const installed = unwrap(await loader.install(manifest, nested));
  expect(installed).toEqual({ module: 'native', version: '1.0.0', hash: `blake3-${powers.digest.blake3(nested)}` });
  expect(unwrap(await loader.installed())).toEqual([installed]);
  expect([await echo(powers), await echo(powers)]).toEqual(['"hi"', '"hi"']);
  expect(transpiler.runs).toBe(1);
});

test('a JavaScript guest installs and runs like a native one', async () => {
  const powers = testPowers();
  unwrap(await createLoader(powers).install(manifestOf('probe'), probe));
  expect(await echo(powers, 'probe')).toBe('"hi"');
});

test('a changed byte of component or manifest is refused before anything of it is used', async () => {
  const transpiler = testTranspiler();
  for (const kind of ['.wasm', '.manifest.json']) {
    const powers = { ...testPowers(), transpiler };
    const loader = createLoader(powers);
    unwrap(await loader.install(manifest, nested));
    const file = (await powers.components.list('modules/')).find((name) => name.endsWith(kind))!;
    for (const at of [0, 1, 77, 1e6]) {
      await flip(powers.components, file, at);
      expect(await loader.load('native')).toMatchObject({ ok: false, fault: { code: 4007, name: 'hash-mismatch' } });
      await flip(powers.components, file, at);
    }
    expect(named(await loader.load('native'))).toBe('ok');
  }
  expect(transpiler.runs).toBe(2);
});

test('a changed file of the transpiled output is never evaluated: it is made anew', async () => {
  const transpiler = testTranspiler();
  const powers = { ...testPowers(), transpiler };
  unwrap(await createLoader(powers).install(manifest, nested));
  const files = await powers.components.list('cache/');
  expect(files.length).toBeGreaterThan(2);
  for (const [i, file] of files.entries()) {
    await flip(powers.components, file, 33);
    expect(await echo(powers)).toBe('"hi"');
    expect(transpiler.runs).toBe(2 + i);
  }
});

test('another transpiler version makes the output anew, once', async () => {
  const powers = testPowers();
  unwrap(await createLoader(powers).install(manifest, nested));
  const newer = Object.assign(testTranspiler(), { version: 'newer' });
  expect([await echo({ ...powers, transpiler: newer }), await echo({ ...powers, transpiler: newer })]).toEqual([
    '"hi"',
    '"hi"',
  ]);
  expect(newer.runs).toBe(1);
});

test('a component that this loader links itself is never transpiled, and its cached plan is no less pinned', async () => {
  const transpiler = testTranspiler();
  const powers = { ...testPowers(), transpiler };
  unwrap(await createLoader(powers).install(manifest, native));
  const pinned = await powers.components.read('modules.lock');
  for (const file of await powers.components.list('cache/')) {
    const before = await powers.components.read(file);
    await flip(powers.components, file, 33);
    expect(await echo(powers)).toBe('"hi"');
    expect(await powers.components.read(file)).toEqual(before);
  }
  expect(await powers.components.read('modules.lock')).toEqual(pinned);
  expect(transpiler.runs).toBe(0);
});

test('a refused install leaves the store as it was', async () => {
  const powers = testPowers();
  const loader = createLoader(powers);
  unwrap(await loader.install(manifest, native));
  const before = [await powers.components.list(''), await powers.components.read('modules.lock')];
  const broken = native.slice();
  broken.fill(0xff, 200, 300);
  expect(named(await loader.install({ ...manifest, id: 'No' }, native))).toBe('invalid-manifest');
  expect(named(await loader.install(manifestOf('native', ['db']), probe))).toBe('forbidden-import');
  expect(named(await loader.install(manifest, broken))).toBe('invalid-component');
  expect(named(await loader.install(manifest, new Uint8Array(9)))).toBe('invalid-component');
  expect([await powers.components.list(''), await powers.components.read('modules.lock')]).toEqual(before);
});

test('installing again replaces the pin; removing takes it away', async () => {
  const powers = testPowers();
  const loader = createLoader(powers);
  unwrap(await loader.install(manifest, native));
  const second = unwrap(await loader.install({ ...manifestOf('native'), version: '2.0.0' }, probe));
  expect(unwrap(await loader.installed())).toEqual([second]);
  expect(unwrap(await loader.load('native')).hash).toBe(second.hash);
  expect(named(await loader.remove('native'))).toBe('ok');
  expect([named(await loader.load('native')), named(await loader.remove('native'))]).toEqual([
    'not-found',
    'not-found',
  ]);
});

test('installs at the same moment all reach the lock', async () => {
  const loader = createLoader(testPowers());
  const ids = ['a', 'b', 'c', 'd'];
  await Promise.all(ids.map((id) => loader.install(manifestOf(id, []), native)));
  expect(
    unwrap(await loader.installed())
      .map(({ module }) => module)
      .sort(),
  ).toEqual(ids);
});

test.each([
  '',
  'no json',
  '[]',
  '{"version":2,"modules":{}}',
  '{"version":1,"modules":{"a":{"version":"1.0.0","hash":"x","manifestHash":"y"}}}',
  '{"version":1,"modules":{"../a":{}}}',
])('a lock that cannot be read pins nothing: %s', async (text) => {
  const powers = testPowers();
  await powers.components.write('modules.lock', new TextEncoder().encode(text));
  const loader = createLoader(powers);
  expect([
    named(await loader.installed()),
    named(await loader.load('a')),
    named(await loader.install(manifest, native)),
  ]).toEqual(Array(3).fill('hash-mismatch'));
});

test('a pin whose file is missing is refused', async () => {
  const [from, to] = [testPowers(), testPowers()];
  unwrap(await createLoader(from).install(manifest, native));
  await to.components.write('modules.lock', (await from.components.read('modules.lock'))!);
  expect(named(await createLoader(to).load('native'))).toBe('hash-mismatch');
});

test('a memory never gets larger than the manifest allows, and a component that starts larger is refused', async () => {
  const powers = testPowers();
  const loader = createLoader(powers);
  unwrap(await loader.install({ ...manifest, limits: { memoryBytes: 3 * 65_536 } }, native));
  const guest = await unwrap(await loader.load('native')).instantiate(memoryHost(), freely);
  const sizes: number[] = [];
  for (let i = 0; i < 5; i++) {
    await guest.handle(envelope('native.grow'));
    sizes.push(guest.memoryBytes() / 65_536);
  }
  expect(sizes).toEqual([2, 3, 3, 3, 3]);
  expect(await loader.install({ ...manifest, limits: { memoryBytes: 65_535 } }, native)).toMatchObject({
    fault: { name: 'out-of-memory' },
  });
});

test('a JavaScript guest that allocates without end is stopped at its limit', async () => {
  const loader = createLoader(testPowers());
  unwrap(await loader.install({ ...manifestOf('probe'), limits: { memoryBytes: 8 << 20 } }, probe));
  const guest = await unwrap(await loader.load('probe')).instantiate(memoryHost(), freely);
  expect(named(await guest.handle(envelope('probe.grow', String(64 << 20))))).not.toBe('ok');
  expect(guest.memoryBytes()).toBeLessThanOrEqual(8 << 20);
});

test('a component that does not link is refused when it starts', async () => {
  const powers = testPowers();
  const loader = createLoader(powers);
  const { componentOf } = await import('./fixtures.ts');
  const wat =
    '(component (import "esta:kernel/time@0.1.0" (instance $t (export "then" (func)))) (core func $then (canon lower (func $t "then"))) (core module $m (import "a" "b" (func)) (func (export "f"))) (core instance $i (instantiate $m (with "a" (instance (export "b" (func $then)))))) (func (export "handle") (canon lift (core func $i "f"))))';
  unwrap(await loader.install(manifestOf('odd'), await componentOf(wat)));
  await expect(unwrap(await loader.load('odd')).instantiate(memoryHost(), freely)).rejects.toMatchObject({
    fault: { name: 'invalid-component' },
  });
});

test('a component whose handle has another type is refused when it answers', async () => {
  const loader = createLoader(testPowers());
  const { componentOf } = await import('./fixtures.ts');
  const wat =
    '(component (core module $m (func (export "f"))) (core instance $i (instantiate $m)) (func (export "handle") (canon lift (core func $i "f"))))';
  unwrap(await loader.install(manifestOf('odd'), await componentOf(wat)));
  const guest = await unwrap(await loader.load('odd')).instantiate(memoryHost(), freely);
  expect(named(await guest.handle(envelope('odd.x')))).toBe('invalid-component');
});
