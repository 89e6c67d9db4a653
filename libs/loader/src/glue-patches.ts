/**
 * What is changed in the text that jco's transpiler makes, and why. Each change must find its place exactly as often
 * as stated; a transpiler whose output moved is refused at install instead of running half-patched.
 */
interface GluePatch {
  readonly find: RegExp;
  readonly replace: string;
  /** How often the text must occur. */
  readonly times: (found: number) => boolean;
  readonly reason: string;
}

const once = (found: number): boolean => found === 1;
/** A component without resources has no tables. */
const atMostOnce = (found: number): boolean => found <= 1;
const any = (): boolean => true;

const PATCHES: readonly GluePatch[] = [
  {
    find: /const _debugLog = \(\.\.\.args\) => \{\s*if \(!globalThis\?\.process\?\.env\?\.JCO_DEBUG\) \{ return; \}\s*console\.debug\(\.\.\.args\);\s*\}/g,
    replace: 'const _debugLog = () => {}',
    times: once,
    reason:
      'It reads the environment of the host process several times per call: a third of the cost of a system call.',
  },
  {
    find: /new TextDecoder\(\)/g,
    replace: "new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })",
    times: any,
    reason:
      'Text of a guest that is not UTF-8 is a trap by the canonical ABI, and no character of what is text may be lost.',
  },
  {
    find: /const \{ read, written \} = TEXT_ENCODER_UTF8\.encodeInto\(\s*s,\s*new Uint8Array\(memory\.buffer, ptr, len\),\s*\);/g,
    replace:
      'const encoded = TEXT_ENCODER_UTF8.encode(s); new Uint8Array(memory.buffer, ptr, len).set(encoded); const read = s.length, written = encoded.length;',
    times: atMostOnce,
    reason: 'Node 26 leaves out the end of some texts when they are encoded into exactly the bytes that they take.',
  },
  {
    find: /new TextDecoder\('utf-16'\)/g,
    replace: "new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true })",
    times: any,
    reason: 'As for UTF-8.',
  },
  {
    find: /console\.error\("ERROR:", err\.toString\(\)\);/g,
    replace: '',
    times: any,
    reason: 'What is wrong comes back as a fault; a library does not print.',
  },
  {
    find: /const HANDLE_TABLES ?= ?\[\];/g,
    replace: 'const HANDLE_TABLES = getCoreModule.handleTables = [];',
    times: atMostOnce,
    reason: 'A handle that a guest did not drop outlives the crank; the reset must see the tables to put them back.',
  },
  {
    find: /const (captureTable\d+) ?= ?new Map\(\);/g,
    replace: 'const $1 = new Map(); getCoreModule.captureTables.push($1);',
    times: any,
    reason: 'As above: the host objects behind the handles.',
  },
];

/** Version of the list above; part of the cache key. */
export const GLUE_PATCHES_VERSION = '3';

/** The patched text, or the reason of the patch that did not find its place. */
export function patchGlue(source: string): { readonly source: string } | { readonly missed: string } {
  let text = source;
  for (const { find, replace, times, reason } of PATCHES) {
    let found = 0;
    text = text.replace(find, (...match) => {
      found += 1;
      return replace.replaceAll('$1', String(match[1]));
    });
    if (!times(found)) return { missed: reason };
  }
  return { source: text };
}
