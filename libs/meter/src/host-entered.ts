/**
 * Exports that a host calls with its own JavaScript frame on the stack, where nothing can suspend. `*` stands for any text.
 * Source: component model canonical ABI (realloc, post-return, destructors) in its present naming and in the cm32p2 naming; the reactor conventions of WASI toolchains.
 */
export const HOST_ENTERED_EXPORTS: readonly string[] = [
  'cabi_realloc',
  'cabi_import_realloc',
  'canonical_abi_realloc',
  'cabi_post_*',
  '*[dtor]*',
  'cm32p2_realloc',
  'cm32p2_initialize',
  'cm32p2|*_post',
  'cm32p2|*_dtor',
  '_initialize',
  '__wasm_call_ctors',
  '__wasm_apply_data_relocs',
];

function matches(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return name === pattern;
  if (!name.startsWith(head)) return false;
  const tail = rest.pop()!;
  let at = head.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - tail.length >= at && name.endsWith(tail);
}

/** Whether an export of this name is entered by the host. */
export const isHostEntered = (name: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => matches(pattern, name));
