import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands/index.ts';
import { run } from './run.ts';
import { writePrivate } from './write-output.ts';

/** Command lines that end before a kernel is needed. */
async function esta(...argv: string[]): Promise<{ code: number; out: string; err: string; cwd: string }> {
  let out = '';
  let err = '';
  const cwd = await mkdtemp(join(tmpdir(), 'esta-'));
  const streams = {
    out: (text: string) => void (out += text),
    err: (text: string) => void (err += text),
    columns: undefined,
  };
  const code = await run(argv, { streams, cwd, signal: new AbortController().signal });
  return { code, out, err, cwd };
}

describe('wrong usage', () => {
  it.each([
    [[]],
    [['nope']],
    [['balances', '--as-of', '30.6.2026']],
    [['balances', '--as-of', '2026-02-30']],
    [['start', '--port', '99999']],
    [['start', '--port', 'x']],
    [['send', 'm', 'a.b', '{']],
    [['send', 'm', 'a.b', '{}', '--type', 'Shout']],
    [['send', 'm', 'a.b', '{}', '--priority', 'urgent']],
    [['send', 'm', 'a.b', '{}', '--deadline', 'soon']],
    [['install', 'c.wasm']],
    [['employee', 'fire', 'e1']],
    [['employee', 'show']],
    [['employee', 'list', 'e1']],
    [['employee', 'end', 'e1', '--name', 'Ada']],
    [['employee', 'add', 'e1', '--flsa', 'maybe']],
    [['employee', 'change', 'e1']],
    [['employee', 'rehire', 'e1', '--date', 'soon']],
    [['ledger', '--employee', 'e1', '--lang', 'de']],
    [['help', 'nope']],
  ])('%j exits with 2, one sentence on stderr, nothing on stdout', async (argv) => {
    const { code, out, err } = await esta(...argv);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^esta: [^\n]+\n$/);
  });

  it('is one JSON document on stdout under --json', async () => {
    const { code, out } = await esta('balances', '--asof', '2026-01-01', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({
      error: { code: 1018, name: 'wrong-usage', message: expect.stringContaining('--as-of') as string },
    });
  });
});

describe('files that cannot be read', () => {
  it.each([
    [['import', '/no/such/file.csv'], 1013],
    [['import', '/'], 1013],
    [['employer', '--set', '/no/such/file.json'], 1013],
    [['cases', '/no/such/file.json'], 1013],
  ])('%j exits with 1 and says why', async (argv, code) => {
    const { code: exit, out } = await esta(...argv, '--json');
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      error: { code, message: expect.stringMatching(/cannot be read: .+\.$/) as string },
    });
  });

  it('names a compressed journal that was cut off', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'esta-')), 'x.gz');
    const whole = gzipSync('{"esta":"journal","v":1}\n{"end":0}\n');
    await writeFile(file, whole.subarray(0, whole.length / 2));
    const { code, err } = await esta('replay', file);
    expect(code).toBe(1);
    expect(err).toContain(`invalid-file: ${file} cannot be read to its end: `);
  });

  it('and files that cannot be written are named, with the reason', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'esta-'));
    const [missing, itself] = [join(folder, 'no', 'such.json'), folder];
    await expect(writePrivate(missing, 'x')).rejects.toThrow(
      `The file ${missing} cannot be written: there is no such folder.`,
    );
    await expect(writePrivate(itself, 'x')).rejects.toThrow(`The file ${itself} cannot be written: it is a folder.`);
    await writePrivate(join(folder, 'x'), 'x');
    expect((await stat(join(folder, 'x'))).mode & 0o777).toBe(0o600);
  });

  it('names a data directory that cannot be made', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'esta-')), 'x');
    await writeFile(file, '');
    for (const [path, why] of [
      [file, 'it is a file'],
      [join(file, 'in'), 'what it would be in is a file'],
    ] as const) {
      const { code, err } = await esta('balances', '--data', path);
      expect(code).toBe(1);
      expect(err).toBe(`error 1012 invalid-argument: The data directory ${path} cannot be made: ${why}.\n`);
    }
  });

  it.each([
    ['log', 'verify'],
    ['log', 'key'],
    ['log', 'rotate-key'],
    ['log', 'checkpoint'],
    ['log', 'publish', 'out'],
    ['receipt', '1'],
    ['dead-letters'],
    ['ledger', '--employee', 'e1'],
    ['statement', '--employee', 'e1', '--out', 'x.pdf'],
    ['yearend'],
    ['replay', '--all'],
    ['step', 'm'],
    ['at', '1', 'balances'],
    ['export', 'journal', 'x.gz'],
  ])('refuses %s %s on a directory that is none, and makes none', async (...argv) => {
    const { code, err, cwd } = await esta(...argv);
    expect(code).toBe(1);
    expect(err).toContain(`${join(cwd, '.esta')} is no data directory`);
    await expect(stat(join(cwd, '.esta'))).rejects.toThrow('ENOENT');
  });

  it('names what is wrong in a file of cases or of the employer', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'esta-')), 'x.json');
    await writeFile(file, '{"employer": 1}');
    expect((await esta('cases', file)).err).toContain('list of cases');
    expect((await esta('employer', '--set', file)).err).toContain('employer and policy');
    await writeFile(file, '{');
    expect((await esta('cases', file)).err).toContain('is not JSON');
  });
});

describe('help and version', () => {
  it('shows every command, and each command’s own help, with exit 0', async () => {
    const { code, out } = await esta('help');
    expect(code).toBe(0);
    for (const { name } of COMMANDS) {
      expect(out).toContain(`  ${name}`);
      const own = await esta(...name.split(' '), '--help');
      expect(own.code).toBe(0);
      expect(own.out).toContain(`Usage: esta ${name}`);
      expect((await esta('help', ...name.split(' '))).out).toBe(own.out);
    }
    expect((await esta('--help')).out).toBe(out);
  });

  it('of the first word of a command shows those that begin with it', async () => {
    const { code, out } = await esta('help', 'log');
    expect(code).toBe(0);
    expect(out).toContain('  log verify');
    expect(out).not.toContain('  balances');
  });

  it('keeps lines within a terminal', async () => {
    for (const argv of [['help'], ...COMMANDS.map(({ name }) => ['help', ...name.split(' ')])]) {
      for (const line of (await esta(...argv)).out.split('\n').slice(1)) expect(line.length).toBeLessThanOrEqual(96);
    }
  });

  it('is one document under --json', async () => {
    expect(JSON.parse((await esta('version', '--json')).out)).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      node: process.version,
    });
    expect(JSON.parse((await esta('--version', '--json')).out)).toHaveProperty('version');
    expect(JSON.parse((await esta('help', 'import', '--json')).out)).toHaveProperty('help');
  });

  it('stands in docs/cli.md as it is', async () => {
    const page = await readFile(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
    for (const { name } of COMMANDS)
      expect(page, `run \`node apps/cli/scripts/write-docs.ts\``).toContain(
        (await esta('help', ...name.split(' '))).out.trim(),
      );
  });
});
