import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, FOLDER, ROOT } from '../folders.ts';
import { nativeComponent } from './native-component.ts';
import { typescriptComponent } from './typescript-component.ts';

export type Language = 'native' | 'typescript';

const BUILDERS: Readonly<Record<Language, () => Promise<Uint8Array>>> = {
  native: nativeComponent,
  typescript: typescriptComponent,
};

/** What the bytes of the guests depend on; a change in any of it builds them anew. */
const SOURCES = [
  join(FOLDER, 'guests/bench/index.ts'),
  join(FOLDER, 'guests/bench/manifest.ts'),
  join(FOLDER, 'guests/native'),
  join(ROOT, 'libs/kernel-boundary/wit'),
  join(ROOT, 'libs/service-sdk/src'),
  join(ROOT, 'tools/nx-plugin/src/componentize'),
  join(ROOT, 'node_modules/componentize-qjs/package.json'),
];

/** Builds the guests unless they are in the cache already. */
export async function buildGuests(): Promise<void> {
  const key = sourcesHash();
  mkdirSync(CACHE, { recursive: true });
  for (const language of Object.keys(BUILDERS) as Language[]) {
    const keyFile = `${fileOf(language)}.key`;
    if (existsSync(keyFile) && readFileSync(keyFile, 'utf8') === key) continue;
    writeFileSync(fileOf(language), await BUILDERS[language]());
    writeFileSync(keyFile, key);
  }
}

/** The component of a guest; {@link buildGuests} has built it. */
export const componentOf = (language: Language): Uint8Array => new Uint8Array(readFileSync(fileOf(language)));

const fileOf = (language: Language): string => join(CACHE, `${language}.wasm`);

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesUnder)) hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesUnder(join(path, name)));
}
