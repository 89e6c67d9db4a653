import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import type { KernelInterface } from '@esta-logic/kernel-boundary';
import { worldSource } from '@esta-logic/service-sdk';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOLDER, ROOT } from '../folders.ts';

/** What guests/native/bench.wat imports. */
export const NATIVE_IMPORTS: readonly KernelInterface[] = ['db', 'ipc', 'time'];

/** The component of guests/native/bench.wat. */
export async function nativeComponent(): Promise<Uint8Array> {
  const witPath = mkdtempSync(join(tmpdir(), 'bench-wit-'));
  try {
    const wit = readFileSync(join(ROOT, 'libs/kernel-boundary/wit/kernel.wit'), 'utf8');
    writeFileSync(join(witPath, 'kernel.wit'), worldSource(wit, NATIVE_IMPORTS));
    const core = await parse(readFileSync(join(FOLDER, 'guests/native/bench.wat'), 'utf8'));
    return await componentNew(await componentEmbed({ binary: core, witPath, world: 'service' }), []);
  } finally {
    rmSync(witPath, { recursive: true });
  }
}
