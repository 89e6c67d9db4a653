import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * The QuickJS runtime that jco's backend carries, with its three ways to the build machine closed. As it comes, it
 * seeds its hash tables from the machine's entropy and Math.random from its clock while the component is built, so no
 * two builds have the same bytes and the lock file could not pin them. `length` and `sha256` name the one runtime
 * (componentize-qjs 0.4.5, non-async) that the byte positions below belong to.
 */
const runtime = {
  length: 1_497_910,
  sha256: '25703f010b80efb806f9c35daf9ee6524ad60320c9781b0bae4e234264f8dac5',
  calls: [
    // call wasi:random/insecure-seed -> drop, nop: the seed is what the fresh stack holds.
    { at: 51_620, from: [0x10, 3], to: [0x1a, 0x01] },
    // call wasi:clocks/monotonic-clock.now -> i64.const 0
    { at: 1_267_058, from: [0x10, 25], to: [0x42, 0x00] },
    // call wasi:clocks/wall-clock.now -> drop, nop
    { at: 1_271_625, from: [0x10, 27], to: [0x1a, 0x01] },
  ],
} as const;

const wasmMagic = Buffer.from([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]);

/** The sealed runtime's bytes. Throws when the installed componentize-qjs carries another runtime than the pinned one. */
export function sealedRuntime(): Buffer {
  const bytes = Buffer.from(findRuntime(readFileSync(nativeBinding())));
  for (const { at, from, to } of runtime.calls) {
    if (bytes[at] !== from[0] || bytes[at + 1] !== from[1]) throw new Error(`The runtime has no call at byte ${at}.`);
    bytes.set(to, at);
  }
  return bytes;
}

/** The path of the platform's native part of componentize-qjs, which has the runtime inside. */
function nativeBinding(): string {
  const require = createRequire(import.meta.url);
  require('componentize-qjs');
  const path = Object.keys(require.cache).find((file) => /componentize-qjs[^/\\]*\.node$/u.test(file));
  if (path === undefined) throw new Error('componentize-qjs has no native part for this platform.');
  return path;
}

/** The pinned runtime among the modules inside `binding`. */
export function findRuntime(binding: Buffer): Buffer {
  for (let at = binding.indexOf(wasmMagic); at >= 0; at = binding.indexOf(wasmMagic, at + 1)) {
    const candidate = binding.subarray(at, at + runtime.length);
    if (createHash('sha256').update(candidate).digest('hex') === runtime.sha256) return candidate;
  }
  throw new Error(
    'The installed componentize-qjs carries another QuickJS runtime than the pinned one: ' +
      'install the version in package-lock.json, or find the three calls again (tools/nx-plugin/README.md).',
  );
}
