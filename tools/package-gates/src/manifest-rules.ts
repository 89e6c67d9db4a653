/** A `package.json`, as it was read. */
export type Manifest = Readonly<Record<string, unknown>>;

/** What keeps the manifest of a published package from being like all the others, as sentences. */
export function manifestProblems(folder: string, manifest: Manifest): string[] {
  return rules.filter(([, holds]) => !holds(manifest)).map(([sentence]) => `${folder}/package.json: ${sentence}`);
}

const rules: readonly (readonly [sentence: string, holds: (manifest: Manifest) => boolean])[] = [
  ['"name" is in the scope @esta-logic', ({ name }) => /^@esta-logic\/[a-z][a-z0-9-]*$/u.test(String(name))],
  ['"description" is a sentence', ({ description }) => /^\S.{15,}\.$/u.test(String(description))],
  ['"license" is Apache-2.0', ({ license }) => license === 'Apache-2.0'],
  ['"type" is module', ({ type }) => type === 'module'],
  ['"publishConfig" makes it public', ({ publishConfig }) => JSON.stringify(publishConfig) === '{"access":"public"}'],
  ['"files" holds dist', ({ files }) => Array.isArray(files) && files.includes('dist')],
  ['"exports" shows package.json', (manifest) => exportsOf(manifest)['./package.json'] === './package.json'],
  [
    '"exports" with code close ./internal/*',
    (manifest) => !hasCode(manifest) || exportsOf(manifest)['./internal/*'] === null,
  ],
  ['"exports" name source, types, default in this order', (manifest) => entriesOf(manifest).every(inOrder)],
  ['"engines" states a Node version where there is code', (manifest) => !hasCode(manifest) || hasEngine(manifest)],
  ['"scripts" test with the vitest configuration', ({ scripts }) => /^vitest run\b/u.test(scriptOf(scripts, 'test'))],
  ['"scripts" type-check with tsc', ({ scripts }) => /^tsc\b/u.test(scriptOf(scripts, 'typecheck'))],
];

function exportsOf({ exports }: Manifest): Record<string, unknown> {
  return (exports ?? {}) as Record<string, unknown>;
}

function entriesOf(manifest: Manifest): object[] {
  return Object.values(exportsOf(manifest)).filter((target) => typeof target === 'object' && target !== null);
}

const hasCode = (manifest: Manifest): boolean => entriesOf(manifest).length > 0;
const inOrder = (entry: object): boolean => Object.keys(entry).join() === '@esta-logic/source,types,default';
const hasEngine = ({ engines }: Manifest): boolean => /^>=\d/u.test(scriptOf(engines, 'node'));
const scriptOf = (from: unknown, name: string): string => String((from as Record<string, unknown> | undefined)?.[name]);
