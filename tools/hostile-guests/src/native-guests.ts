import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { rightsOf, type KernelInterface, type ModuleManifest } from '@esta-logic/kernel-boundary';
import { worldSource } from '@esta-logic/service-sdk';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOLDER, ROOT } from './folders.ts';
import { manifestOf, type GuestModule } from './guest-module.ts';

const SPIN = '(loop $again (br $again))';

/** What stands in the three places of guests/native/minimal.wat, by the module's name. */
const MINIMAL: Readonly<Record<string, { START?: string; REALLOC?: string; POST?: string }>> = {
  'trap-in-start': { START: '(func $start unreachable) (start $start)' },
  'spin-in-start': { START: `(func $start ${SPIN}) (start $start)` },
  'recurse-in-start': { START: '(func $start (call $start)) (start $start)' },
  'spin-in-realloc': { REALLOC: SPIN },
  'spin-in-post': { POST: SPIN },
  'trap-in-post': { POST: 'unreachable' },
};

/** What the brute does, each under a first letter of its own. */
const BRUTE_DEEDS = [
  'spin',
  'recurse',
  'grow',
  'handles',
  'keep',
  'flood-refused',
  'clock',
  'messages',
  'large',
  'zeros',
  'write-trap',
  'invalid-utf8',
  'junk',
  'pointer',
  'overlong',
  'bad-result',
  'unknown-handle',
  'drop-unknown',
  'answer',
] as const;

const bruteManifest = (): ModuleManifest => ({
  ...manifestOf('brute', ['db', 'ipc', 'time'], BRUTE_DEEDS),
  requiredCapabilities: [
    {
      label: 'rows',
      resourceType: 'database',
      resourcePattern: 'brute.rows',
      rights: rightsOf('read', 'write'),
      reason: 'Has something to leave behind.',
    },
    {
      label: 'neighbour',
      resourceType: 'channel',
      resourcePattern: 'neighbour.*',
      rights: rightsOf('write'),
      reason: 'Has somebody to disturb.',
    },
    {
      label: 'clock',
      resourceType: 'clock',
      resourcePattern: '*',
      rights: rightsOf('read'),
      reason: 'Has a clock to read for ever.',
    },
  ],
});

/** The brute, and the least service in all the ways in which it misbehaves. */
export async function nativeGuests(): Promise<readonly GuestModule[]> {
  const minimal = Object.keys(MINIMAL).map(async (name) => ({
    manifest: manifestOf(name, [], ['answer']),
    bytes: await minimalComponent(name),
  }));
  return [{ manifest: bruteManifest(), bytes: await bruteComponent() }, ...(await Promise.all(minimal))];
}

/** The component of guests/native/brute.wat. */
const bruteComponent = (): Promise<Uint8Array> => componentOf(textOf('brute'), ['db', 'ipc', 'time']);

/** A component of guests/native/minimal.wat with the deed of that name. */
export function minimalComponent(name: string): Promise<Uint8Array> {
  const text = textOf('minimal').replace(/^;;.*\n/gm, '');
  return componentOf(
    text.replace(/START|REALLOC|POST/g, (place) => MINIMAL[name]?.[place as 'START'] ?? ''),
    [],
  );
}

/** A component that imports a function of WASI, as most toolchains make them. */
export const wasiComponent = (name: string): Promise<Uint8Array> =>
  parse(
    `(component (import "${name}" (instance (export "get" (func)))) (core module $m (func (export "handle"))) (core instance $i (instantiate $m)) (func (export "handle") (canon lift (core func $i "handle"))))`,
  );

const textOf = (name: string): string => readFileSync(join(FOLDER, `guests/native/${name}.wat`), 'utf8');

async function componentOf(text: string, imports: readonly KernelInterface[]): Promise<Uint8Array> {
  const witPath = mkdtempSync(join(tmpdir(), 'hostile-wit-'));
  try {
    const wit = readFileSync(join(ROOT, 'libs/kernel-boundary/wit/kernel.wit'), 'utf8');
    writeFileSync(join(witPath, 'kernel.wit'), worldSource(wit, imports));
    return await componentNew(await componentEmbed({ binary: await parse(text), witPath, world: 'service' }), []);
  } finally {
    rmSync(witPath, { recursive: true });
  }
}
