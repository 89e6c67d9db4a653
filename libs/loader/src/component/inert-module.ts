import { ByteReader } from '../byte-reader.ts';
import { CORE, type CoreShape } from '../core-module.ts';

const END = 0x0b;
const UNREACHABLE = 0x00;

/**
 * The stubs that a toolchain puts in the place of interfaces which a component does not have: a core module in which
 * every function is empty or begins with `unreachable`. Nothing that it imports is ever called by it.
 * The result is the names of the exported functions that trap, or undefined when the module has other functions.
 */
export function stubsOf({ sections, imports, exports }: CoreShape): ReadonlySet<string> | undefined {
  const code = sections.find(({ id }) => id === CORE.code);
  const reader = new ByteReader(code?.body ?? Uint8Array.of(0));
  const bodies = reader.list(() => reader.bytes(reader.u32()));
  if (!bodies.every((body) => begins(body, END) || begins(body, UNREACHABLE))) return undefined;
  const imported = imports.filter(({ kind }) => kind === 'function').length;
  const traps = (index: number): boolean => begins(bodies[index - imported] ?? new Uint8Array(), UNREACHABLE);
  return new Set(exports.filter(({ kind, index }) => kind === 'function' && traps(index)).map(({ name }) => name));
}

/** Whether a body has no locals and this instruction first. */
const begins = (body: Uint8Array, opcode: number): boolean => body[0] === 0 && body[1] === opcode;
