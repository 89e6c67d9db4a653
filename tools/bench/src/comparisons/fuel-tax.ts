import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { unwrap } from '@esta-logic/kernel-boundary';
import { meter, SHIM_IMPORT, shimBytes, STATE_MODULE, type MeterControls } from '@esta-logic/meter';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import type { Comparison, Contestant, Honesty, Running } from '../harness/contestant.ts';
import { quantile } from '../harness/summary.ts';
import { componentOf } from '../guests/built-guests.ts';

const MEMORY_BYTES = 16 * 1024 * 1024;
/** More than any of the work here uses: nothing is ever suspended, so only the counting is measured. */
const FUEL = 1e12;
const STACK_SLOTS = 50_000;

const NATIVE = `(module
  (func (export "loop") (param $n i32) (result i32) (local $i i32) (local $s i32)
    (loop $l
      (local.set $s (i32.add (i32.xor (local.get $s) (local.get $i)) (i32.const 7)))
      (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.get $s))
  (func $fib (export "calls") (param i32) (result i32)
    (if (result i32) (i32.lt_u (local.get 0) (i32.const 2)) (then (local.get 0))
      (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2))))))))`;

/** Both sides of a comparison: the same work on a module as it is, and on what the meter made of it. */
interface Pair {
  readonly plain: () => unknown;
  readonly metered: () => unknown;
}

type Exports = Record<string, (size: number) => unknown>;
type Instantiate = (bytes: Uint8Array, imports?: Record<string, Record<string, unknown>>) => WebAssembly.Instance;

/** Instances of modules as they are. */
const asTheyAre: Instantiate = (bytes, imports) =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>), imports);

/** Instances of metered modules, which share one tank. */
function metering(): { readonly instantiate: Instantiate; readonly refuel: () => void } {
  const never = (): never => {
    throw new Error('The guest ran out of fuel.');
  };
  const state = asTheyAre(shimBytes(), { [SHIM_IMPORT.module]: { [SHIM_IMPORT.name]: never } }).exports;
  const refuel = (): void => (state as unknown as MeterControls).reset(FUEL, STACK_SLOTS);
  refuel();
  return {
    refuel,
    instantiate: (bytes, imports) => {
      const { bytes: metered } = unwrap(meter(bytes, { memoryBytes: MEMORY_BYTES }));
      return asTheyAre(metered, { ...imports, [STATE_MODULE]: state });
    },
  };
}

async function native(work: 'loop' | 'calls', size: number): Promise<Pair> {
  const bytes = await parse(NATIVE);
  const { instantiate, refuel } = metering();
  const plain = asTheyAre(bytes).exports as Exports;
  const metered = instantiate(bytes).exports as Exports;
  return {
    plain: () => plain[work]!(size),
    metered: () => {
      refuel();
      return metered[work]!(size);
    },
  };
}

interface Glue {
  instantiate(
    core: (name: string) => Uint8Array,
    imports: object,
    instantiateCore: Instantiate,
  ): Promise<{ handle(envelope: object): unknown }>;
}

/** The TypeScript guest between the transpiler's own glue, with nothing of the kernel around it. */
async function typescript(opcode: string, n: number): Promise<Pair> {
  const request = { component: componentOf('typescript'), name: 'bench', asyncImports: [], asyncExports: [] };
  const { source, cores } = await jcoTranspiler().transpile(request);
  const { instantiate } = (await nodeEvaluator().evaluate(source, 'bench')) as Glue;
  const core = (name: string): Uint8Array => cores.find((each) => each.name === name)!.bytes;
  const tank = metering();
  const plain = await instantiate(core, {}, asTheyAre);
  const metered = await instantiate(core, {}, tank.instantiate);
  const envelope = {
    kind: 'Query',
    source: 'client',
    opcode,
    payload: JSON.stringify({ n }),
    messageId: '1-1',
    correlationId: undefined,
    timestamp: '2025-03-03T00:00:00.000Z',
    tenantId: 'default',
  };
  return {
    plain: () => plain.handle(envelope),
    metered: () => {
      tank.refuel();
      return metered.handle(envelope);
    },
  };
}

/** Pairs that are timed in a round, one side after the other; the ratio of their medians is the round's figure. */
const PAIRS = 15;

const ratio =
  (open: () => Promise<Pair>): Contestant['open'] =>
  async (effort): Promise<Running> => {
    const { plain, metered } = await open();
    return {
      round: async () => {
        const spent: [number[], number[]] = [[], []];
        for (let i = 0; i < Math.min(PAIRS, effort.messages); i++) {
          for (const [side, work] of [plain, metered].entries()) {
            const before = performance.now();
            await work();
            spent[side]!.push(performance.now() - before);
          }
        }
        return { value: quantile(spent[1], 0.5) / quantile(spent[0], 0.5) };
      },
      close: () => Promise.resolve(),
    };
  };

const OUTSIDE: Honesty = { isolation: 'the guest alone, outside of the kernel', durability: 'none' };

/** Metered ÷ unmetered: what it costs to count fuel. */
export const FUEL_TAX: Comparison = {
  unit: '×',
  better: 'lower',
  subjects: [
    {
      key: 'fuel.tax',
      what: 'metered ÷ unmetered: TypeScript guest, JSON of 300 shifts',
      target: 1.2,
      name: 'JSON',
      ...OUTSIDE,
      open: ratio(() => typescript('bench.json', 300)),
    },
    {
      key: 'fuel.tax.loop',
      what: 'metered ÷ unmetered: TypeScript guest, a loop of 20,000 rounds',
      target: 1.2,
      name: 'loop',
      ...OUTSIDE,
      open: ratio(() => typescript('bench.loop', 20_000)),
    },
    {
      key: 'fuel.tax.native',
      what: 'metered ÷ unmetered: native guest, a tight loop',
      target: 1.5,
      name: 'native loop',
      ...OUTSIDE,
      open: ratio(() => native('loop', 2_000_000)),
    },
    {
      key: 'fuel.tax.calls',
      what: 'metered ÷ unmetered: native guest, nothing but calls (Fibonacci)',
      name: 'native calls',
      ...OUTSIDE,
      open: ratio(() => native('calls', 24)),
    },
  ],
  peers: [],
};
