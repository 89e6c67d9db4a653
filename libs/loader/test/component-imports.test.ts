import type { ModuleManifest } from '@esta-logic/kernel-boundary';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { checkComponent } from '../src/index.ts';
import { componentOf, nativeComponent, probeComponent } from './fixtures.ts';
import { manifestOf } from './loaded.ts';

let probe: Uint8Array;
let native: Uint8Array;
beforeAll(async () => {
  [probe, native] = [await probeComponent(), await nativeComponent()];
});

const all = manifestOf('probe');
const check = async (wat: string, manifest: ModuleManifest = all) => checkComponent(await componentOf(wat), manifest);
const handle =
  '(core module $m (func (export "f"))) (core instance $i (instantiate $m)) (func (export "handle") (canon lift (core func $i "f")))';

test('the imports of a component are those of its import section', () => {
  const found = checkComponent(probe, all);
  expect(found.ok && found.value.map(({ name }) => name).sort()).toEqual(
    ['audit', 'db', 'ipc', 'log', 'time', 'types'].map((name) => `esta:kernel/${name}@0.1.0`),
  );
  const none = checkComponent(native, manifestOf('native', []));
  expect(none.ok && none.value.filter((item) => item.interface !== 'types')).toEqual([]);
});

test('an interface that the manifest does not name is refused by name', () => {
  const result = checkComponent(probe, manifestOf('probe', ['db', 'time', 'audit', 'log']));
  expect(result).toEqual({
    ok: false,
    fault: {
      code: 4009,
      name: 'forbidden-import',
      message:
        'The component imports "esta:kernel/ipc@0.1.0", but the manifest of "probe" does not name "ipc" in its imports.',
    },
  });
});

test.each([
  ['wasi', '(import "wasi:clocks/wall-clock@0.2.0" (instance (export "now" (func))))'],
  ['a later version', '(import "esta:kernel/db@0.2.0" (instance))'],
  ['a kernel interface that there is not', '(import "esta:kernel/vfs@0.1.0" (instance))'],
  ['a bare function', '(import "exit" (func))'],
  ['a component', '(import "other" (component))'],
  ['a core module', '(import "raw" (core module))'],
  ['a resource type', '(import "thing" (type (sub resource)))'],
])('an import of %s is forbidden', async (_, wat) => {
  expect(await check(`(component ${wat} ${handle})`)).toMatchObject({ ok: false, fault: { code: 4009 } });
});

test('a patch version of the kernel interfaces and a type alias are allowed', async () => {
  expect(
    await check(
      `(component (import "esta:kernel/time@0.1.9" (instance)) (type $t u32) (import "fault" (type (eq $t))) ${handle})`,
    ),
  ).toMatchObject({ ok: true });
});

test('a component without the function handle is refused', async () => {
  expect(await check('(component)')).toMatchObject({ fault: { code: 4010 } });
  expect(await check('(component (instance $x) (export "handle" (instance $x)))')).toMatchObject({
    fault: { code: 4010 },
  });
});

const evil = [
  "a'];globalThis.owned=1;['",
  'b"c',
  'back\\slash',
  'line\nbreak',
  'comment*/',
  '`tick`',
  '${x}',
  'esta:meter',
  'esta:state/m0',
];
test.each(evil)(
  'a core name that could leave its quotes in generated code, or is the loader’s own, is refused: %j',
  async (name) => {
    const text = [...name].map((char) => `\\${char.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
    const exported = `(core module $e (func (export "${text}")))`;
    const imported = `(core module $e (import "${text}" "x" (func)))`;
    for (const module of [exported, imported, `(component ${exported})`]) {
      expect(await check(`(component ${module} ${handle})`)).toMatchObject({
        fault: { code: 4010, message: expect.stringContaining('is not allowed') as string },
      });
    }
  },
);

test('bytes that are no component are refused, never thrown at', () => {
  const refused = (bytes: Uint8Array): void => {
    expect(checkComponent(bytes, all)).toMatchObject({ ok: false, fault: { code: 4010 } });
  };
  refused(new Uint8Array());
  refused(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), refused));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (tail) =>
      refused(Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0, ...tail)),
    ),
  );
});

test('a component cut off or changed anywhere gives a result, never a throw', () => {
  fc.assert(
    fc.property(fc.nat(native.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
      const bytes = cut ? native.slice(0, at) : native.slice();
      if (!cut) bytes[at] = byte;
      const result = checkComponent(bytes, all);
      expect(result.ok || [4009, 4010].includes(result.fault.code)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
