import { fail, KernelError, ok, type Result } from '@esta-logic/kernel-boundary';
import { memoryMaximum, planAppendix } from './appendix.ts';
import type { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { type CodeFacts, codeSection } from './code-section.ts';
import type { Moved } from './const-expression.ts';
import { readHostEntries } from './entries.ts';
import { readModuleFacts } from './module-facts.ts';
import { resolveOptions, type MeterOptions, type ResolvedOptions } from './options.ts';
import { refuseMalformed } from './refusal.ts';
import { indexSections, SECTION, SECTION_ORDER, type SectionIndex } from './section-index.ts';
import {
  copiedSection,
  dataSection,
  elementSection,
  exportSection,
  functionSection,
  globalSection,
  importSection,
  memorySection,
  startSection,
  tableSection,
  typeSection,
  type Rewrite,
  type SectionWriter,
} from './sections.ts';
import { STATE_GLOBALS } from './state-globals.ts';

export interface MeterStats extends CodeFacts {
  /** Version of the rules by which fuel is counted. */
  readonly version: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Functions of the module's own. */
  readonly functions: number;
  /** Limits of every memory after rewriting, in pages of 64 KiB. */
  readonly memories: readonly { readonly imported: boolean; readonly min: number; readonly max: number }[];
}

export interface Metered {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether the module imports the state (`esta:meter`); a module without functions does not. */
  readonly importsState: boolean;
  /** Whether every store marks its card: in the memory of cards that is exported, or imported beside the module's memory. */
  readonly tracksWrites: boolean;
  /** What the host enters without yielding: names of exports, and whether there is a start function. */
  readonly hosted: { readonly exports: readonly string[]; readonly start: boolean };
  readonly stats: MeterStats;
}

const NO_CODE: CodeFacts = {
  debits: 0,
  safePoints: 0,
  nanSites: 0,
  heaviestFrame: 0,
  changesTables: false,
  dropsSegments: false,
};

const WRITERS: Readonly<Record<number, SectionWriter>> = {
  [SECTION.type]: typeSection,
  [SECTION.import]: importSection,
  [SECTION.function]: functionSection,
  [SECTION.table]: tableSection,
  [SECTION.memory]: memorySection,
  [SECTION.tag]: copiedSection,
  [SECTION.global]: globalSection,
  [SECTION.export]: exportSection,
  [SECTION.start]: startSection,
  [SECTION.element]: elementSection,
  [SECTION.dataCount]: copiedSection,
  [SECTION.data]: dataSection,
};

function planRewrite(
  sections: SectionIndex,
  bytes: Uint8Array,
  options: ResolvedOptions,
): { rewrite: Rewrite; hosted: Metered['hosted'] } {
  const facts = readModuleFacts(sections);
  const { importedGlobals, globals } = facts;
  const functions = facts.functionTypes.length;
  const entries = readHostEntries(sections, options.hostEntered, {
    importedGlobals,
    globals,
    functions,
    globalShift: 0,
  });
  const bare = functions === facts.importedFunctions && entries.exports.size === 0 && entries.start === undefined;
  const moved: Moved = { importedGlobals, globals, functions, globalShift: bare ? 0 : STATE_GLOBALS.length };
  const appendix = bare ? undefined : planAppendix(facts, entries, options, bytes);
  return {
    rewrite: { facts, moved, appendix, options },
    hosted: { exports: [...entries.exports.keys()], start: entries.start !== undefined },
  };
}

/** The code section; a module without anything to meter may still have an empty one. */
function* writeCode(out: ByteWriter, r: ByteReader | undefined, rewrite: Rewrite): Generator<number, CodeFacts> {
  if (!rewrite.appendix) {
    if (r && (r.u32() !== 0 || r.pos !== r.end)) refuseMalformed('the function and code sections disagree', r.pos);
    return NO_CODE;
  }
  const code = yield* codeSection(r, rewrite, rewrite.appendix);
  out.section(SECTION.custom, code.hints.section()).section(SECTION.code, code.out);
  return code.facts;
}

function* rewriteModule(bytes: Uint8Array, options: ResolvedOptions): Generator<number, Metered> {
  const sections = indexSections(bytes);
  const { rewrite, hosted } = planRewrite(sections, bytes, options);
  const out = new ByteWriter(Math.ceil(bytes.length * 1.3) + 4096).run(bytes, 0, 8);
  let code = NO_CODE;
  for (const id of SECTION_ORDER) {
    const r = sections.of(id);
    if (id === SECTION.code) {
      code = yield* writeCode(out, r, rewrite);
      continue;
    }
    const content = WRITERS[id]!(r, rewrite);
    if (content) out.section(id, content);
  }
  for (const [from, to] of sections.customs) out.run(bytes, from, to);
  return {
    bytes: out.take(),
    importsState: rewrite.appendix !== undefined,
    tracksWrites: tracksWrites(rewrite),
    hosted,
    stats: statsOf(bytes, out.length, rewrite, code),
  };
}

/** Nothing is left out where there is no memory, or nothing that runs. */
const tracksWrites = ({ appendix, facts, options }: Rewrite): boolean =>
  options.trackWrites && (appendix === undefined || facts.memories.length === 0 || appendix.cards !== undefined);

function statsOf(bytes: Uint8Array, bytesOut: number, { facts, options }: Rewrite, code: CodeFacts): MeterStats {
  return {
    ...code,
    version: options.rules.version,
    bytesIn: bytes.length,
    bytesOut,
    functions: facts.functionTypes.length - facts.importedFunctions,
    memories: facts.memories.map((memory) => ({
      imported: memory.imported,
      min: memory.min,
      max: memoryMaximum(memory, options.memoryPages),
    })),
  };
}

/**
 * Meters one core module (docs/spec/meter.md): the same module, which pays fuel, keeps within its stack and memory, and gives the same bits on every engine.
 * `bytes` must be a module that the engine accepts (`WebAssembly.validate`); the result then is one, too. Never throws for any bytes:
 * malformed modules are the fault `invalid-component`, features it cannot count `unmeterable`, too large a first memory `out-of-memory`.
 */
export function meter(bytes: Uint8Array, options: MeterOptions): Result<Metered> {
  const steps = meterInSteps(bytes, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, a function body at a time, for a host that has other things to do meanwhile: yields the bytes of each. */
export function* meterInSteps(bytes: Uint8Array, options: MeterOptions): Generator<number, Result<Metered>> {
  try {
    return ok(yield* rewriteModule(bytes, resolveOptions(options)));
  } catch (error) {
    if (error instanceof KernelError) return fail(error.fault.name, error.fault.message);
    throw error;
  }
}
