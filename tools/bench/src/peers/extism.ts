import type { Honesty } from '../harness/contestant.ts';
import type { Act } from '../harness/measured.ts';
import { loadPeer } from './load-peer.ts';
import { extismPlugin } from './extism-plugin.ts';

export interface Plugin {
  call(name: string, input: string): Promise<{ text(): string } | null>;
  /** Frees the blocks of all calls since the last one; without it they pile up until their addresses run out. */
  reset(): Promise<boolean>;
  close(): Promise<void>;
}

interface Extism {
  default(source: { wasm: { module: WebAssembly.Module }[] } | WebAssembly.Module, options: object): Promise<Plugin>;
}

export const EXTISM: Honesty = { isolation: 'sandboxed; no metering, no preemption', durability: 'none' };
export const EXTISM_WORKER: Honesty = {
  isolation: 'sandboxed, in a thread of its own that can be killed; no metering',
  durability: 'none',
};

/** Compiles the plug-in once; gives a function that makes an instance of it. */
export async function extism(runInWorker: boolean): Promise<() => Promise<Plugin>> {
  const { default: createPlugin } = await loadPeer<Extism>('@extism/extism');
  const module = new WebAssembly.Module((await extismPlugin()) as Uint8Array<ArrayBuffer>);
  return () => createPlugin(module, { useWasi: false, runInWorker });
}

/** Calls between two resets: few enough that the blocks of those calls are no burden. */
const CALLS_PER_RESET = 1000;

/** A plug-in that is given a text and asked for it. It takes one call at a time, so calls stand in line. */
export async function echoingPlugin(runInWorker: boolean, text: string): Promise<Act> {
  const plugin = await (await extism(runInWorker))();
  let calls = 0;
  let last: Promise<unknown> = Promise.resolve();
  const call = async (): Promise<string> => {
    if (++calls % CALLS_PER_RESET === 0) await plugin.reset();
    return (await plugin.call('echo', text))!.text();
  };
  return { act: () => (last = last.then(call)), close: () => plugin.close() };
}
