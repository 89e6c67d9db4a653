import { unwrap } from '@esta-logic/kernel-boundary';
import { meter, shimBytes, type MeterControls, STATE_MODULE } from '../../src/index.ts';
import type { BuiltGuest } from './build-guest.ts';

export interface RunningGuest {
  handle(operation: string, argument: string): Promise<string>;
  readonly controls: MeterControls;
  /** What the guest told its host import, in order. */
  readonly notes: string[];
}

/** JSPI, which the type library does not know yet. */
interface WithSuspending {
  readonly Suspending: new (fn: () => unknown) => object;
}

const compiled = new WeakMap<Uint8Array, WebAssembly.Module>();

function compile(bytes: Uint8Array<ArrayBuffer>, metered: boolean, memoryBytes: number): WebAssembly.Module {
  if (!metered) return new WebAssembly.Module(bytes);
  let module = compiled.get(bytes);
  if (!module) {
    module = new WebAssembly.Module(unwrap(meter(bytes, { memoryBytes })).bytes);
    compiled.set(bytes, module);
  }
  return module;
}

/** One shim instance: the state of one process. `onYield` runs at safe points without fuel; the guest waits for it. */
export function newControls(onYield: (controls: MeterControls) => unknown): MeterControls {
  const { Suspending } = WebAssembly as unknown as WithSuspending;
  const holder: { controls?: MeterControls } = {};
  const suspending = new Suspending(async () => onYield(holder.controls!));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(shimBytes()), {
    'esta:host': { yield: suspending },
  });
  holder.controls = instance.exports as unknown as MeterControls;
  return holder.controls;
}

/** Instantiates the guest, metered or as it came. */
export async function runGuest(
  guest: BuiltGuest,
  metered: boolean,
  onYield: (controls: MeterControls) => unknown = () => {},
): Promise<RunningGuest> {
  const notes: string[] = [];
  const controls = newControls(onYield);
  controls.reset(1e9, 100_000);
  const host = { note: (text: string) => notes.push(text) + ':' + text };
  const state = controls as unknown as Record<string, unknown>;
  const instance = await guest.instantiate(
    (path) => compile(guest.modules.get(path)!, metered, 16 * 1024 * 1024),
    { 'esta:meter-guest/host': host },
    (module, imports = {}) =>
      new WebAssembly.Instance(module, metered ? { ...imports, [STATE_MODULE]: state } : imports),
  );
  return { handle: (operation, argument) => instance.handle(operation, argument), controls, notes };
}
