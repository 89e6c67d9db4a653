/**
 * The grammar of terms: what a crank ran under, apart from its message. It is the same for most cranks of a process, so it
 * is a blob of its own: canonical JSON, kept once under its hash.
 *
 *   terms      = { "abi": <version>, "budget": <units>, "capabilities": [<capability>...], "component": <pin>,
 *                  "limits": { <name of a limit>: <number>... }, "manifest": <pin>,
 *                  "meter": { "costs": <hash>, "version": <number> }, "module": <name>, "v": 1, "version": <version> }
 *   capability = { "expiresAt": <ms>?, "label": <string>?, "maxUseCount": <number>?, "path": <string>,
 *                  "rights": [<right>...], "slot": <number>, "tenant": <string>, "type": <resource type> }
 *   pin        = "blake3-" and 64 lower-case hexadecimal digits
 */
import { canonicalJson, fail, ok, type ResourceType, type Result, type Right } from '@esta-logic/kernel-boundary';

/** A slot of the CSpace as it was when the crank began. */
export interface TermsCapability {
  readonly slot: number;
  readonly label?: string;
  readonly type: ResourceType;
  readonly path: string;
  readonly tenant: string;
  readonly rights: readonly Right[];
  /** Milliseconds since the epoch; absent when it does not expire. */
  readonly expiresAt?: number;
  /** Absent when it may be used any number of times. */
  readonly maxUseCount?: number;
}

export interface CrankTerms {
  readonly v: 1;
  readonly abi: string;
  readonly module: string;
  readonly version: string;
  /** Of the component's bytes. */
  readonly component: string;
  /** Of the manifest's canonical JSON. */
  readonly manifest: string;
  /** What decides a fuel figure: the version of the rules that count it, and the hash of those rules. */
  readonly meter: { readonly version: number; readonly costs: string };
  /** The host's limits that bear on the outcome, by their names in LIMITS. */
  readonly limits: Readonly<Record<string, number>>;
  /** Units of fuel that the crank could use. */
  readonly budget: number;
  /** By slot, ascending. */
  readonly capabilities: readonly TermsCapability[];
}

export const encodeTerms = (terms: CrankTerms): string => canonicalJson(terms);

/** Fault: log-broken, when the text is no terms in their only spelling. */
export function decodeTerms(text: string): Result<CrankTerms> {
  const terms = parse(text);
  return isTerms(terms) && canonicalJson(terms) === text
    ? ok(terms)
    : fail('log-broken', 'The terms of a crank are damaged; restore the data directory from a backup and compare.');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const PIN = /^blake3-[0-9a-f]{64}$/;
const HASH = /^[0-9a-f]{64}$/;
const TEXTS = ['abi', 'module', 'version'] as const;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isPin = (value: unknown): boolean => typeof value === 'string' && PIN.test(value);

function isTerms(value: unknown): value is CrankTerms {
  if (!isObject(value) || value['v'] !== 1) return false;
  const { component, manifest, meter, limits, budget, capabilities } = value;
  return (
    TEXTS.every((name) => typeof value[name] === 'string') &&
    isPin(component) &&
    isPin(manifest) &&
    isObject(meter) &&
    isCount(meter['version']) &&
    typeof meter['costs'] === 'string' &&
    HASH.test(meter['costs']) &&
    isObject(limits) &&
    Object.values(limits).every(isCount) &&
    isCount(budget) &&
    Array.isArray(capabilities) &&
    capabilities.every(isCapability)
  );
}

const isCapability = (value: unknown): boolean =>
  isObject(value) &&
  isCount(value['slot']) &&
  (value['label'] === undefined || typeof value['label'] === 'string') &&
  [value['type'], value['path'], value['tenant']].every((text) => typeof text === 'string') &&
  Array.isArray(value['rights']) &&
  [value['expiresAt'], value['maxUseCount']].every((number) => number === undefined || isCount(number));
