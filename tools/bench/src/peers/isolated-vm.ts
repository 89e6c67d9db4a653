import type { Honesty } from '../harness/contestant.ts';
import { loadPeer } from './load-peer.ts';

/** The part of isolated-vm that is used here. */
export interface Reference {
  applySync(receiver: undefined, values: readonly unknown[], options?: { timeout?: number }): unknown;
  apply(receiver: undefined, values: readonly unknown[], options?: { timeout?: number }): Promise<unknown>;
}
export interface Context {
  readonly global: {
    get(name: string, options: { reference: true }): Promise<Reference>;
    set(name: string, value: unknown): Promise<void>;
  };
  eval(code: string): Promise<unknown>;
}
export interface Isolate {
  createContext(): Promise<Context>;
  dispose(): void;
}
export interface IsolatedVm {
  readonly Isolate: new (options: { memoryLimit: number }) => Isolate;
  readonly Callback: new (callback: (value: number) => number) => unknown;
}

export const ISOLATED_VM: Honesty = {
  isolation: 'own heap in the same process, time limit; no metering, no checks, not recorded',
  durability: 'none',
};

export const isolatedVm = async (): Promise<IsolatedVm> =>
  (await loadPeer<{ default: IsolatedVm }>('isolated-vm')).default;

/** A context of its own with some functions in it. */
export async function isolateWith({ Isolate }: IsolatedVm, code: string): Promise<Context> {
  const context = await new Isolate({ memoryLimit: 64 }).createContext();
  await context.eval(code);
  return context;
}
