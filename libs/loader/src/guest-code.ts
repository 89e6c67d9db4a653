import {
  fail,
  type HostLoop,
  LIMITS,
  type ManifestLimits,
  type ModuleManifest,
  ok,
  type Result,
} from '@esta-logic/kernel-boundary';
import type { FuelRules } from '@esta-logic/meter';
import { MalformedBinary } from './byte-reader.ts';
import type { KernelImport } from './component-imports.ts';
import { flattenComponent, type FlatComponent } from './component/flatten.ts';
import type { LinkPlan } from './component/link-plan.ts';
import { UnknownShape } from './component/syntax.ts';
import { startingPages } from './core-module.ts';
import { joinData } from './joined-data.ts';
import { isValid, meterInTurns } from './meter-in-turns.ts';
import { exportState } from './state-exports.ts';
import type { Transpiler } from './toolchain-ports.ts';
import { transpileComponent } from './transpile.ts';

/** A component made ready to be compiled: its core modules, metered, and what links them. */
export interface GuestCode {
  readonly link: LinkPlan | { readonly glue: string };
  /** In the component's order for a plan; by the names that the glue asks for. */
  readonly cores: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Whether putting memories, globals and handles back undoes everything that a message changed. */
  readonly resettable: boolean;
  /** Whether every store of every core module marks its card, so that a reset puts back only what was written. */
  readonly tracked: boolean;
}

/** Version of what this file and the linker make; part of the cache key. */
export const GUEST_CODE_VERSION = '7';

/** What the code of a component is made of; it can be sent to another thread. */
export interface CodeRequest {
  /** A component that was checked. */
  readonly component: Uint8Array;
  readonly imports: readonly KernelImport[];
  readonly limits: ReturnType<typeof limitsOf>;
  /** How fuel is counted. */
  readonly rules: FuelRules;
}

/** What making code needs of the host. */
export interface CodePowers {
  readonly transpiler: Transpiler;
  /** Whoever else waits for its turns has half of the time while code is made, which takes a tenth of a second for a large component; without it, none. */
  readonly loop?: Pick<HostLoop, 'turn'>;
}

/** The limits of a manifest, with the memory that its ring has when it names none, and whether its instances are reset. */
export function limitsOf({
  ring,
  limits,
  stateful,
}: ModuleManifest): ManifestLimits & { readonly memoryBytes: number; readonly hermetic: boolean } {
  const { value } = ring === 1 ? LIMITS.memoryBytesSystem : LIMITS.memoryBytesUser;
  return { memoryBytes: value, hermetic: stateful !== true, ...limits };
}

/** From a checked component to code. Faults: invalid-component, and those of the meter. */
export async function makeGuestCode(request: CodeRequest, powers: CodePowers): Promise<Result<GuestCode>> {
  const flat = tryFlatten(request.component);
  if (!flat) return makeGluedCode(request, powers);
  const cores = flat.modules.map((bytes, i) => ({ name: `core${i}.wasm`, bytes }));
  return meterCores(flat.plan, cores, request, powers.loop);
}

/** The same by way of the transpiler, which knows every shape that a component can have. */
export async function makeGluedCode(
  request: CodeRequest,
  { transpiler, loop }: CodePowers,
): Promise<Result<GuestCode>> {
  const transpiled = await transpileComponent(request.component, request.imports, transpiler);
  if (!transpiled.ok) return transpiled;
  const { source, cores } = transpiled.value;
  return meterCores({ glue: source }, cores, request, loop);
}

/** Undefined when the component has a shape that only the transpiler can judge. */
function tryFlatten(component: Uint8Array): FlatComponent | undefined {
  try {
    return flattenComponent(component);
  } catch (problem) {
    if (problem instanceof UnknownShape || problem instanceof MalformedBinary) return undefined;
    throw problem;
  }
}

async function meterCores(
  link: GuestCode['link'],
  raw: GuestCode['cores'],
  { limits, rules }: CodeRequest,
  loop: CodePowers['loop'],
): Promise<Result<GuestCode>> {
  const cores: GuestCode['cores'][number][] = [];
  const trackWrites = limits.hermetic && isLarge(raw);
  let [resettable, tracked] = [true, trackWrites];
  for (const { name, bytes } of raw) {
    // What the engine would refuse must not be metered: the meter trusts that types and nesting were checked.
    if (!(await isValid(bytes, loop)))
      return fail('invalid-component', `The core module ${name} of the component is not valid WebAssembly.`);
    const metered = await meterInTurns(bytes, { memoryBytes: limits.memoryBytes, trackWrites, rules }, loop);
    if (!metered.ok) return metered;
    const finished = finish(metered.value.bytes);
    if (!finished.ok) return finished;
    cores.push({ name, bytes: finished.value });
    tracked &&= metered.value.tracksWrites;
    resettable &&= !metered.value.stats.changesTables && !metered.value.stats.dropsSegments;
  }
  return ok({ link, cores, resettable, tracked });
}

/** Below this much memory copying all of it costs less than marking every store, and than the memory of cards. */
const LARGE_PAGES = 16;

const isLarge = (cores: GuestCode['cores']): boolean =>
  cores.reduce((pages, { bytes }) => pages + startingPages(bytes), 0) >= LARGE_PAGES;

/** What instances need beside fuel: their state within the host's reach, and a start that is quick. */
function finish(core: Uint8Array): Result<Uint8Array> {
  try {
    return ok(joinData(exportState(core)));
  } catch (problem) {
    if (problem instanceof MalformedBinary)
      return fail('invalid-component', `A core module of the component cannot be used: ${problem.message}.`);
    throw problem;
  }
}
