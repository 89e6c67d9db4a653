import type { Appendix } from './appendix.ts';
import { BranchHints } from './branch-hints.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { refuseFeature, refuseMalformed } from './refusal.ts';
import { FunctionScanner } from './scan-function.ts';
import type { Rewrite } from './sections.ts';
import { FunctionWeaver, type WeaveCounts } from './weave-function.ts';

/** What metering a code section found. */
export interface CodeFacts extends WeaveCounts {
  /** Some instruction changes a table; some makes a data or element segment unusable. */
  readonly changesTables: boolean;
  readonly dropsSegments: boolean;
}

/** Engines refuse larger function bodies (WebAssembly JavaScript interface, "Limits"). */
const MAX_BODY_BYTES = 7_654_321;

function writeAppended(out: ByteWriter, appendix: Appendix): void {
  const w = new ByteWriter(256);
  for (const { write } of appendix.functions) {
    write({ w: w.reset(), globals: appendix.globals });
    out.u32(w.length).bytes(w.view());
  }
}

/** Scans and weaves every function body, then writes the appended ones. Yields the bytes of each body when it is done. */
export function* codeSection(
  r: ByteReader | undefined,
  { facts: module, moved, options }: Rewrite,
  appendix: Appendix,
): Generator<number, { out: ByteWriter; hints: BranchHints; facts: CodeFacts }> {
  const own = module.functionTypes.length - module.importedFunctions;
  if ((r?.u32() ?? 0) !== own) refuseMalformed('the function and code sections disagree', r?.pos ?? 0);
  const source = r?.bytes ?? new Uint8Array(0);
  const out = new ByteWriter(Math.ceil(source.length * 1.3) + 1024).u32(own + appendix.functions.length);
  const body = new ByteWriter(1 << 16);
  const scanner = new FunctionScanner(module, moved, appendix.cards !== undefined, options.rules);
  const hints = new BranchHints();
  const weaver = new FunctionWeaver(source, appendix, body, options.rules);
  for (let index = 0; r && index < own; index += 1) {
    const size = r.vectorLength();
    const at = r.pos;
    const type = module.types[module.functionTypes[module.importedFunctions + index]!]!;
    weaver.weave(scanner.scan(new ByteReader(source, at, at + size), type));
    if (body.length > MAX_BODY_BYTES)
      refuseFeature('a function that is larger than engines accept once it is metered', at);
    out.u32(body.length).bytes(body.view());
    hints.add(module.importedFunctions + index, weaver.unlikely);
    body.reset();
    r.pos = at + size;
    yield size;
  }
  if (r && r.pos !== r.end) refuseMalformed('the code section is longer than its content', r.pos);
  writeAppended(out, appendix);
  const { changesTables, dropsSegments } = scanner;
  return { out, hints, facts: { ...weaver.counts, changesTables, dropsSegments } };
}
