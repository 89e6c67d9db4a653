import { $init, generate } from '@bytecodealliance/jco-transpile/component';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuiltComponent } from '../src/componentize/build-component.ts';
import { buildComponent } from '../src/componentize/build-component.ts';
import { scratchWorkspace } from './scratch-workspace.ts';

type Handle = (envelope: object) => string;
interface Glue {
  instantiate(core: (name: string) => WebAssembly.Module, imports: object): Promise<{ handle: Handle }>;
}

const made: string[] = [];
let workspace: { root: string; service: string };
let built: BuiltComponent;

function scratch(): { root: string; service: string } {
  const one = scratchWorkspace();
  made.push(one.root);
  return one;
}

beforeAll(async () => {
  workspace = scratch();
  built = await buildComponent(workspace.root, workspace.service);
});
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

async function transpile(bytes: Uint8Array): Promise<{ imports: string[]; start: () => Promise<{ handle: Handle }> }> {
  const folder = mkdtempSync(join(tmpdir(), 'componentize-glue-'));
  made.push(folder);
  await $init;
  const { files, imports } = generate(bytes, { name: 'echo', instantiation: { tag: 'async' }, noTypescript: true });
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  const glue = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'echo.js')).href)) as Glue;
  const core = (name: string) => new WebAssembly.Module(readFileSync(join(folder, name)));
  const powers = {
    'esta:kernel/time': { now: () => 7n },
    'esta:kernel/log': { write: () => {} },
    'esta:kernel/types': {},
  };
  return { imports, start: () => glue.instantiate(core, powers) };
}

describe('the component', () => {
  it('has the same bytes when it is built again, and when the workspace is in another folder', async () => {
    const again = await buildComponent(workspace.root, workspace.service);
    const elsewhere = scratch();
    const there = await buildComponent(elsewhere.root, elsewhere.service);
    expect(Buffer.compare(again.bytes, built.bytes)).toBe(0);
    expect(Buffer.compare(there.bytes, built.bytes)).toBe(0);
  });
  it('has other bytes when the service says something else', async () => {
    const other = scratch();
    appendFileSync(join(other.service, 'index.ts'), "\nexport const more = Object.freeze(['more']);\n");
    writeFileSync(
      join(other.service, 'handlers/answer.ts'),
      "export const handlers = { 'echo.payload': () => 'other' };\n",
    );
    expect(Buffer.compare((await buildComponent(other.root, other.service)).bytes, built.bytes)).not.toBe(0);
  });
  it('imports only what its manifest names, and no wasi', async () => {
    const { imports } = await transpile(built.bytes);
    expect(imports.toSorted()).toEqual(['esta:kernel/log', 'esta:kernel/time']);
  });
  it('answers, takes the time from the kernel, and refuses the clock and chance with a sentence', async () => {
    const { handle } = await (await transpile(built.bytes)).start();
    const ask = (opcode: string) =>
      handle({ kind: 'Query', source: 'a', opcode, payload: '"hello"', messageId: 'm', timestamp: '', tenantId: 't' });
    const refusal = (opcode: string): string => {
      try {
        return `answered ${ask(opcode)}`;
      } catch (error) {
        return (error as { payload: { message: string } }).payload.message;
      }
    };
    expect(ask('echo.payload')).toBe('"hello"');
    expect(ask('echo.now')).toBe('7');
    expect(refusal('echo.chance')).toMatch(/^Math\.random is not available in a service/u);
    expect(refusal('echo.clock')).toMatch(/^The clock of the machine is not available in a service/u);
    expect(refusal('echo.date')).toMatch(/^The clock of the machine is not available in a service/u);
  });
});

describe('dist', () => {
  it('holds the component and the manifest with the capabilities', () => {
    const manifest = JSON.parse(readFileSync(join(workspace.service, 'dist/manifest.json'), 'utf8'));
    expect(Buffer.compare(readFileSync(join(workspace.service, 'dist/component.wasm')), built.bytes)).toBe(0);
    expect(manifest).toMatchObject({ id: 'echo', imports: ['time', 'log'] });
    expect(manifest.requiredCapabilities).toHaveLength(1);
  });
  it('holds the same service as a script that imports nothing', () => {
    const source = readFileSync(join(workspace.service, 'dist/reference.js'), 'utf8');
    const handle = (
      runInNewContext(`${source}\nservice.default`) as { bind(syscalls: object): (envelope: object) => string }
    ).bind({});
    expect(handle({ opcode: 'echo.payload', payload: '"hello"' })).toBe('"hello"');
    expect(() => handle({ opcode: 'echo.chance', payload: '{}' })).toThrow(
      expect.objectContaining({ message: expect.stringContaining('Math.random is not available in a service') }),
    );
  });
});

describe('a service that cannot be built says why', () => {
  const broken: [what: string, file: string, text: string, message: RegExp][] = [
    ['no manifest', 'manifest.ts', 'export const x = 1;', /must export by default an object with "id" and "imports"/u],
    ['an unknown interface', 'manifest.ts', "export default { id: 'x', imports: ['sockets'] };", /sockets/u],
    ['capabilities of another shape', 'capabilities.json', '{}', /must hold a list of capability requests/u],
    ['an import that does not exist', 'index.ts', "import './none.ts';", /none\.ts/u],
    ['node:fs', 'index.ts', "export { readFileSync as default } from 'node:fs';", /node:fs/u],
    ['a throw at the top level', 'index.ts', "throw new Error('early'); export default {};", /early/u],
  ];
  it.each(broken)('%s', async (_what, file, text, message) => {
    const { root, service } = scratch();
    writeFileSync(join(service, file), text);
    await expect(buildComponent(root, service)).rejects.toThrow(message);
  });
  it('a file that is missing', async () => {
    const { root, service } = scratch();
    rmSync(join(service, 'capabilities.json'));
    await expect(buildComponent(root, service)).rejects.toThrow(/has no capabilities\.json/u);
  });
});
