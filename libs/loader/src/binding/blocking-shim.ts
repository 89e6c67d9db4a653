import { concat, leb, writeModule } from '../byte-writer.ts';
import { CORE } from '../core-module.ts';

/** Module names of the shim's imports. */
export const SHIM = { calls: 'call', wait: 'wait' } as const;

const I32 = 0x7f;
const FUNC_TYPE = 0x60;
const SECTION = { type: 1, function: 3 } as const;
const WAIT_TYPE = 0;

/**
 * A core module that stands between a guest and the calls that may block: for each, an exported function of `params`
 * i32 parameters that calls the import of the same index and, when that says 1, waits. A call that answers at once
 * so never pays for a suspension (a Suspending import costs six times a plain one), and no JavaScript frame stands
 * between the guest and the waiting.
 *
 * imports: "call" "0", "call" "1", … : (i32 × params) → i32, 0 done, 1 pending · "wait" "": () → () · exports: "0", "1", …
 */
export function blockingShim(params: readonly number[]): Uint8Array<ArrayBuffer> {
  const types = params.flatMap((count) => [functionType(count, 1), functionType(count, 0)]);
  const calls = params.map((_, i) => [...name(SHIM.calls), ...name(String(i)), 0x00, ...leb(1 + 2 * i)]);
  const wait = [...name(SHIM.wait), ...name(''), 0x00, WAIT_TYPE];
  return writeModule([
    { id: SECTION.type, body: vector([functionType(0, 0), ...types]) },
    { id: CORE.import, body: vector([...calls, wait]) },
    { id: SECTION.function, body: vector(params.map((_, i) => leb(2 + 2 * i))) },
    {
      id: CORE.export,
      body: vector(params.map((_, i) => [...name(String(i)), 0x00, ...leb(params.length + 1 + i)])),
    },
    { id: CORE.code, body: vector(params.map((count, i) => bodyOf(count, i, params.length))) },
  ]);
}

/** No locals; `call i (parameters)`; `if call wait end`; end. */
function bodyOf(count: number, call: number, wait: number): number[] {
  const parameters = Array.from({ length: count }, (_, i) => [0x20, ...leb(i)]).flat();
  const code = [0x00, ...parameters, 0x10, ...leb(call), 0x04, 0x40, 0x10, ...leb(wait), 0x0b, 0x0b];
  return [...leb(code.length), ...code];
}

const functionType = (params: number, results: 0 | 1): number[] => [
  FUNC_TYPE,
  ...leb(params),
  ...Array<number>(params).fill(I32),
  results,
  ...Array<number>(results).fill(I32),
];

const name = (text: string): number[] => [...leb(text.length), ...new TextEncoder().encode(text)];

const vector = (items: readonly (readonly number[])[]): Uint8Array =>
  concat([Uint8Array.from(leb(items.length)), ...items.map((item) => Uint8Array.from(item))]);
