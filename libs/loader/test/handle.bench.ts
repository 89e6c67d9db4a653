/**
 * echo of 1 KiB through GuestInstance.handle, with and without a reset after each, beside the glue called raw, and the
 * price of a system call. Microseconds per message, best of five rounds.
 */
import { unwrap } from '@esta-logic/kernel-boundary';
import { performance } from 'node:perf_hooks';
import { bindImports, type CoreModuleSource, type Glue } from '../src/glue-binding.ts';
import { patchGlue } from '../src/glue-patches.ts';
import { nativeComponent, probeComponent } from './fixtures.ts';
import { loaded } from './loaded.ts';
import { envelope, freely, memoryHost } from './memory-host.ts';
import { testEvaluator, testTranspiler } from './toolchain.ts';

const ROUNDS = 5;
const payload = JSON.stringify('x'.repeat(1022));

async function measure(name: string, count: number, run: () => Promise<unknown>): Promise<void> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < count; i++) await run();
    best = Math.min(best, ((performance.now() - start) * 1000) / count);
  }
  console.log(`${name.padEnd(44)} ${best.toFixed(1).padStart(8)} us`);
}

async function rawGlue(component: Uint8Array, patched: boolean): Promise<Awaited<ReturnType<Glue['instantiate']>>> {
  const { source, cores } = await testTranspiler().transpile({
    component,
    name: 'raw',
    asyncImports: [],
    asyncExports: ['handle'],
  });
  const patch = patchGlue(source);
  const text = patched && 'source' in patch ? patch.source : source;
  const modules = new Map(
    cores.map(({ name, bytes }) => [name, new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>)]),
  );
  const get: CoreModuleSource = Object.assign((name: string) => modules.get(name)!, {
    handleTables: [],
    captureTables: [],
  });
  const glue = (await testEvaluator.evaluate(text, 'raw')) as Glue;
  return glue.instantiate(
    get,
    bindImports(['audit', 'db', 'ipc', 'log', 'time'], memoryHost(), { handles: 0, charge: () => undefined }),
    (module, imports) => new WebAssembly.Instance(module, imports),
  );
}

for (const [name, component, opcode] of [
  ['QuickJS', await probeComponent(), 'probe.echo'],
  ['native', await nativeComponent(), 'native.echo'],
] as const) {
  const message = envelope(opcode, payload);
  for (const patched of [false, true]) {
    const raw = await rawGlue(component, patched);
    await measure(`${name} echo, glue alone${patched ? ', patched' : ''}`, 3000, () => raw.handle(message));
  }
  const module = await loaded(component);
  const guest = await module.instantiate(memoryHost(), freely);
  console.log(`${name} memory ${guest.memoryBytes()} bytes`);
  await measure(`${name} echo, handle`, 3000, () => guest.handle(message));
  await measure(`${name} echo, handle and reset`, 3000, async () => {
    unwrap(await guest.handle(message));
    if (!guest.reset()) throw new Error('the instance did not reset');
  });
  await measure(`${name} new instance`, 100, () => module.instantiate(memoryHost(), freely));
}
const calls = await (await loaded(await probeComponent())).instantiate(memoryHost(), freely);
await measure('QuickJS open + 6 calls on a collection', 500, () => calls.handle(envelope('probe.db')));
