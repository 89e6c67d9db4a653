#!/usr/bin/env node
// Plain JavaScript that every Node since 20 can read: it finds an engine that can run the kernel, then starts the program.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const SOURCE_CONDITION = '@esta-logic/source';

if (typeof WebAssembly.Suspending === 'function') await runHere();
else runWithNewerNode();

/** The TypeScript sources in a checkout, where anything built may be older than they are; the built program in an installed package, which has no sources. */
async function runHere() {
  const { enableCompileCache, registerHooks } = await import('node:module');
  // Types are stripped and code is compiled once, not at every command; where no cache can be written it goes without.
  enableCompileCache();
  const sources = join(here, '..', 'src', 'main.ts');
  if (!existsSync(sources)) {
    await import(pathToFileURL(join(here, '..', 'dist', 'main.js')).href);
    return;
  }
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: [SOURCE_CONDITION, ...context.conditions] }),
  });
  await import(pathToFileURL(sources).href);
}

/** This Node has no JSPI: hand over to the one that npm installed beside the package, or say what is needed. */
function runWithNewerNode() {
  const node = process.env['ESTA_HANDED_OVER'] === '1' ? undefined : findNode();
  if (!node) {
    process.stderr.write(
      `esta needs a Node with WebAssembly JSPI (24.21 or later, or 26), and this is ${process.version}: install one, or run \`npm install node@26\` here.\n`,
    );
    process.exit(1);
  }
  const child = spawn(node, [...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ESTA_HANDED_OVER: '1' },
  });
  // The terminal sends Ctrl-C to both; a `kill` reaches only this process. The program takes a quick repeat for one signal.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`esta could not start ${node}: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const start of [here, process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const candidate = join(folder, 'node_modules', 'node', 'bin', name);
      if (existsSync(candidate)) return candidate;
      if (dirname(folder) === folder) break;
    }
  }
  return undefined;
}
