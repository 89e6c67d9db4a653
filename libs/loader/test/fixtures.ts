import { componentEmbed, componentNew, parse, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { componentize } from 'componentize-qjs';
import { transform } from 'esbuild';
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const cache = join(here, '../../../node_modules/.cache/esta-loader-fixtures');
const witFile = join(here, '../../kernel-boundary/wit/kernel.wit');

/** Builds once per content of everything that goes in, and keeps the result in node_modules/.cache. */
async function cached(inputs: readonly string[], make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const file = join(cache, `${createHash('sha256').update(inputs.join('\0')).digest('hex')}.wasm`);
  if (!existsSync(file)) {
    await mkdir(cache, { recursive: true });
    const partial = `${file}.${randomUUID()}`;
    await writeFile(partial, await make());
    await rename(partial, file);
  }
  return new Uint8Array(await readFile(file));
}

/** The kernel's WIT with the world cut down to these interfaces, in a folder of its own. */
async function worldFolder(interfaces: readonly string[]): Promise<string> {
  const wit = await readFile(witFile, 'utf8');
  const cut = wit.replace(/\n {2}import ([a-z]+);/g, (line, name: string) => (interfaces.includes(name) ? line : ''));
  const folder = join(cache, `wit-${interfaces.join('-')}`);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `kernel.wit`);
  const partial = `${file}.${randomUUID()}`;
  await writeFile(partial, cut);
  await rename(partial, file);
  return folder;
}

/** The guest of fixtures/probe.ts, which imports all five interfaces, as a QuickJS component. */
export async function probeComponent(): Promise<Uint8Array> {
  const [source, wit] = await Promise.all([
    readFile(join(here, 'fixtures/probe.ts'), 'utf8'),
    readFile(witFile, 'utf8'),
  ]);
  return cached(['probe', source, wit], async () => {
    const witPath = await worldFolder(['audit', 'db', 'ipc', 'log', 'time']);
    const { code } = await transform(source, { loader: 'ts', target: 'es2022' });
    return (await componentize({ witPath, world: 'service', jsSource: code, sync: true, stubWasi: true })).component;
  });
}

/** The guest of fixtures/native.wat, which imports nothing; `addition` is text that its module also has. */
export const nativeComponent = (addition = ''): Promise<Uint8Array> =>
  textComponent('native', [], (source) => `${source.trimEnd().slice(0, -1)} ${addition})`);

/** The same, with a component inside that is called by another: a shape that only the transpiler links. */
export async function nestedComponent(): Promise<Uint8Array> {
  const text = (await print(await nativeComponent())).trimEnd().slice(0, -1);
  return parse(`${text}
    (component $inner
      (core module $m (func (export "f")))
      (core instance $i (instantiate $m))
      (func (export "f") (canon lift (core func $i "f"))))
    (instance $inner (instantiate $inner))
    (core func (canon lower (func $inner "f"))))`);
}

/** The guest of fixtures/forger.wat, which imports db. */
export const forgerComponent = (): Promise<Uint8Array> => textComponent('forger', ['db']);

/** The same guest with its texts in UTF-16: the letter that says what to do stands at twice the distance. */
export const wideComponent = (): Promise<Uint8Array> =>
  textComponent(
    'native',
    [],
    (source) => source.replace('(i32.const 7))))\n    (if', '(i32.const 14))))\n    (if'),
    'utf16',
  );

const wide = (text: string): string => [...text].map((char) => `${char === '"' ? '\\22' : char}\\00`).join('');

/** The guest of fixtures/forger.wat with its texts in UTF-16. */
export const wideForgerComponent = (): Promise<Uint8Array> =>
  textComponent(
    'forger',
    ['db'],
    (source) =>
      source
        .replace('"rows"', `"${wide('rows')}"`)
        .replace('"k"', `"${wide('k')}"`)
        .replace(/\(data \(i32.const 80\) .*\)/, `(data (i32.const 80) "${wide('"k""n""r"')}")`)
        .replace('(i32.const 7))', '(i32.const 14))')
        .replace('(i32.const 86))', '(i32.const 92))')
        .replace('(i32.const 83))', '(i32.const 86))'),
    'utf16',
  );

/** The example of a service in AssemblyScript: a runtime with managed strings in UTF-16, which imports db. */
export async function managedComponent(): Promise<Uint8Array> {
  const example = join(here, '../../../examples/assemblyscript-service');
  const files = ['build.ts', 'assembly/index.ts', 'assembly/kernel.ts'].map((name) => join(example, name));
  const sources = await Promise.all([witFile, ...files].map((file) => readFile(file, 'utf8')));
  return cached(['managed', ...sources], async () => {
    const out = join(cache, `managed-${randomUUID()}.wasm`);
    await promisify(execFile)(process.execPath, [files[0]!, files[1]!, out]);
    const component = await readFile(out);
    await rm(out);
    return component;
  });
}

/** The guest of fixtures/caller.wat, which imports time; `also`: what it does in its allocator, after it has returned, and as it starts. */
export const callerComponent = (also: { allocating?: string; returned?: string; starting?: string } = {}) =>
  textComponent('caller', ['time'], (source) =>
    source
      .replace('ALLOCATING', also.allocating ?? '')
      .replace('RETURNED', also.returned ?? '')
      .replace('STARTING', also.starting ? `(func $start ${also.starting}) (start $start)` : ''),
  );

/** The guest of fixtures/native.wat, with a start function that never ends. */
export const spinningStartComponent = (): Promise<Uint8Array> =>
  nativeComponent('(func $start (loop $again (br $again))) (start $start)');

async function textComponent(
  name: string,
  interfaces: readonly string[],
  change = (source: string): string => source,
  stringEncoding: 'utf8' | 'utf16' = 'utf8',
): Promise<Uint8Array> {
  const [text, wit] = await Promise.all([
    readFile(join(here, `fixtures/${name}.wat`), 'utf8'),
    readFile(witFile, 'utf8'),
  ]);
  const source = change(text);
  return cached([name, source, wit, stringEncoding], async () => {
    const core = await parse(source);
    return componentNew(
      await componentEmbed({ binary: core, witPath: await worldFolder(interfaces), world: 'service', stringEncoding }),
      [],
    );
  });
}

/** A component written in the text format. */
export const componentOf = (wat: string): Promise<Uint8Array> => parse(wat);
