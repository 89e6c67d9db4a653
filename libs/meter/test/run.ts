import { unwrap } from '@esta-logic/kernel-boundary';
import { meter, shimBytes, STATE_MODULE, type MeterControls, type Metered, type MeterOptions } from '../src/index.ts';

type Exports = Record<string, (...values: never[]) => unknown>;
type Imports = Record<string, Record<string, unknown>>;

export const OPTIONS: MeterOptions = { memoryBytes: 1024 * 1024 };
export const FUEL = 1e8;
export const DEPTH = 50_000;

const shim = new WebAssembly.Module(shimBytes());

/** One process's state; its yield function is an ordinary call here. */
export function controlsWith(onYield: (controls: MeterControls) => void = () => {}): MeterControls {
  const holder: { controls?: MeterControls } = {};
  const instance = new WebAssembly.Instance(shim, { 'esta:host': { yield: () => onYield(holder.controls!) } });
  holder.controls = instance.exports as unknown as MeterControls;
  holder.controls.reset(FUEL, DEPTH);
  return holder.controls;
}

export interface Running {
  readonly exports: Exports;
  readonly controls: MeterControls;
  readonly metered: Metered;
  /** Calls an export with a fresh account; says what came out, and the fuel it took. */
  call(name: string, ...values: unknown[]): Outcome;
}

export interface Outcome {
  readonly result?: unknown;
  readonly error?: string;
  readonly fuel: number;
  readonly reason: number;
}

export const stateOf = (controls: MeterControls): Record<string, unknown> =>
  controls as unknown as Record<string, unknown>;

/** Meters `bytes`, checks that the engine accepts the result, instantiates it. */
export function run(
  bytes: Uint8Array,
  imports: Imports = {},
  options: MeterOptions = OPTIONS,
  controls: MeterControls = controlsWith(),
): Running {
  const metered = unwrap(meter(bytes, options));
  const module = new WebAssembly.Module(metered.bytes);
  const instance = new WebAssembly.Instance(module, { ...imports, [STATE_MODULE]: stateOf(controls) });
  const exports = instance.exports as Exports;
  return {
    exports,
    controls,
    metered,
    call(name, ...values) {
      controls.reset(FUEL, DEPTH);
      try {
        const result = exports[name]!(...(values as never[]));
        return { result, fuel: FUEL - controls.left(), reason: controls.reason() };
      } catch (error) {
        return { error: String(error), fuel: FUEL - controls.left(), reason: controls.reason() };
      }
    },
  };
}

/** The module as it came. */
export function runPlain(bytes: Uint8Array<ArrayBuffer>, imports: Imports = {}): Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), imports).exports as Exports;
}
