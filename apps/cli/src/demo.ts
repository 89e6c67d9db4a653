import { createReadStream, existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultOf, KernelError } from '@esta-logic/kernel-boundary';
import type { Client, JsonObject } from '@esta-logic/client';
import { importProgress } from './output/import-progress.ts';
import { several } from './output/numbers.ts';
import type { Terminal } from './output/terminal.ts';
import { readJson } from './read-input.ts';

export interface DemoPlan {
  readonly client: Client;
  readonly dataDir: string;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** The employer is stored last: until then the demo counts as unfinished, and importing its files again is harmless. */
const FILES = ['employees.csv', 'timesheet.csv'] as const;

/** Fills an empty directory with the demo employer, goes on where it was interrupted, and leaves a directory with data of its own alone. */
export async function fillWithDemo({ client, dataDir, terminal, signal }: DemoPlan): Promise<void> {
  const marker = join(dataDir, 'demo.json');
  const state = await readFile(marker, 'utf8').catch(() => undefined);
  if (state?.includes('"done"')) return;
  if (state === undefined && !(await isEmpty(client))) {
    terminal.note('This directory has data of its own, so the demo is left out.');
    return;
  }
  await writeFile(marker, '{"demo":"begun"}\n');
  const folder = demoFolder();
  for (const name of FILES) {
    terminal.note(`Importing the demo employer's ${name}`);
    const result = await client.importFile(
      createReadStream(join(folder, name)),
      { name },
      { onProgress: importProgress(terminal), signal },
    );
    if (result.error) throw new KernelError(result.error);
    terminal.note(`${result.description} ${several(result.accepted, 'row')} imported.`);
  }
  await client.setEmployer(
    (await readJson(join(folder, 'employer.json'))) as { employer: JsonObject; policy: JsonObject },
  );
  await writeFile(marker, '{"demo":"done"}\n');
}

async function isEmpty(client: Client): Promise<boolean> {
  const { configured } = await client.employer();
  return configured === false && (await client.balances()).balances.length === 0;
}

/** Beside the built program in a published package, in `examples/` in the workspace. */
function demoFolder(): string {
  const folder = ['../dist/demo/', '../../../examples/demo-company/']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
  if (folder === undefined)
    throw new KernelError(faultOf('not-found', "The demo employer's files are missing; install esta again."));
  return folder;
}
