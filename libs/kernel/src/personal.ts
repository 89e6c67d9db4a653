import { personalOpcodes, type PersonalOpcode, type PersonalOpcodes } from '@esta-logic/journal';
import type { ModuleManifest } from '@esta-logic/kernel-boundary';

/** By manifest: it is read once, and every crank asks. */
const marked = new WeakMap<ModuleManifest, { readonly opcodes: PersonalOpcodes | undefined }>();

const NOTHING: PersonalOpcode = {};

/** What of an opcode's payload and reply is personal; undefined for a module that marks nothing at all. */
export function personalOf(manifest: ModuleManifest, opcode: string): PersonalOpcode | undefined {
  let known = marked.get(manifest);
  if (known === undefined) marked.set(manifest, (known = { opcodes: personalOpcodes(manifest) }));
  return known.opcodes && (Object.hasOwn(known.opcodes, opcode) ? known.opcodes[opcode] : NOTHING);
}
