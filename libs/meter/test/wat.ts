import wabt from 'wabt';

const toolkit = await wabt();

/** Proposals that the fixtures use; WebAssembly 3.0 without what the meter refuses, plus threads and GC-free extras to be refused. */
const FEATURES = {
  exceptions: true,
  mutable_globals: true,
  sat_float_to_int: true,
  sign_extension: true,
  simd: true,
  threads: true,
  function_references: true,
  multi_value: true,
  tail_call: true,
  bulk_memory: true,
  reference_types: true,
  multi_memory: true,
  extended_const: true,
  relaxed_simd: true,
  memory64: true,
} as const;

/** Assembles a module from WebAssembly text. */
export function wat(text: string): Uint8Array<ArrayBuffer> {
  const module = toolkit.parseWat('fixture.wat', text, FEATURES as Parameters<typeof toolkit.parseWat>[2]);
  try {
    return new Uint8Array(module.toBinary({}).buffer);
  } finally {
    module.destroy();
  }
}
