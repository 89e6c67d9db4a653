/** `(module (func (export "") unreachable))` */
const UNREACHABLE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...[1, 4, 1, 0x60, 0, 0],
  ...[3, 2, 1, 0],
  ...[7, 4, 1, 0, 0, 0],
  ...[10, 5, 1, 3, 0, 0x00, 0x0b],
);

let unreachable: (() => void) | undefined;

/**
 * What an import is given that can only fail: a stub executes `unreachable`, which no handler of the guest catches;
 * a handle of a resource that nobody can hold is none.
 */
export function trappingImport(kind: 'stub' | 'handle'): () => void {
  if (kind === 'handle') return noHandle;
  const trap = (unreachable ??= new WebAssembly.Instance(new WebAssembly.Module(UNREACHABLE)).exports[
    ''
  ] as () => void);
  // Not the function itself: a core function must have the type of the import.
  return () => trap();
}

function noHandle(handle?: number): never {
  throw new WebAssembly.RuntimeError(`unknown handle index ${handle}`);
}
