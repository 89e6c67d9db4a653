import type { Honesty } from '../harness/contestant.ts';
import { loadPeer } from './load-peer.ts';

/** The part of quickjs-emscripten that is used here. */
export interface Handle {
  dispose(): void;
}
export interface VmContext {
  readonly undefined: Handle;
  readonly global: Handle;
  readonly runtime: { setInterruptHandler(handler: () => boolean): void };
  evalCode(code: string): unknown;
  unwrapResult(result: unknown): Handle;
  getProp(object: Handle, name: string): Handle;
  setProp(object: Handle, name: string, value: Handle): void;
  newString(text: string): Handle;
  newNumber(value: number): Handle;
  newFunction(name: string, callback: (value: Handle) => Handle): Handle;
  callFunction(callee: Handle, receiver: Handle, ...values: readonly Handle[]): unknown;
  getString(handle: Handle): string;
  getNumber(handle: Handle): number;
  dispose(): void;
}
interface QuickJs {
  getQuickJS(): Promise<{ newContext(): VmContext }>;
}

export const QUICKJS: Honesty = {
  isolation: 'sandboxed, can be interrupted; no metering, no checks, not recorded',
  durability: 'none',
};

/** A context of its own with some functions in it. */
export async function quickJsWith(code: string): Promise<VmContext> {
  const context = (await (await loadPeer<QuickJs>('quickjs-emscripten')).getQuickJS()).newContext();
  context.unwrapResult(context.evalCode(code)).dispose();
  return context;
}

/** A global function that takes a text and gives one. */
export interface TextFunction {
  call(text: string): string;
  dispose(): void;
}

export function textFunction(context: VmContext, name: string): TextFunction {
  const callee = context.getProp(context.global, name);
  return {
    call: (text) => {
      const argument = context.newString(text);
      const result = context.unwrapResult(context.callFunction(callee, context.undefined, argument));
      argument.dispose();
      const answer = context.getString(result);
      result.dispose();
      return answer;
    },
    dispose: () => callee.dispose(),
  };
}
