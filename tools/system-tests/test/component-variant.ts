import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFile, SERVICES, WORKSPACE } from './workspace.ts';

export interface Manifest {
  readonly id: string;
  readonly imports: readonly string[];
  readonly requiredCapabilities: readonly { readonly label: string }[];
}

/** The built component of a service, as bytes. */
export const componentOf = (module: string): Buffer => readFileSync(builtFile(module, 'component.wasm'));

/** The built manifest of a service. */
export const manifestOf = (module: string): Manifest =>
  JSON.parse(readFileSync(builtFile(module, 'manifest.json'), 'utf8')) as Manifest;

/** The manifest without one of its capabilities, which must be there. */
export function withoutCapability(module: string, label: string): Manifest {
  const manifest = manifestOf(module);
  const requiredCapabilities = manifest.requiredCapabilities.filter((one) => one.label !== label);
  if (requiredCapabilities.length === manifest.requiredCapabilities.length)
    throw new Error(`${module} asks for no "${label}".`);
  return { ...manifest, requiredCapabilities };
}

/** The bytes with one text replaced by another of the same length, which must be there. */
export function withText(bytes: Buffer, from: string, to: string): Buffer {
  if (from.length !== to.length) throw new Error(`${from} and ${to} are not of one length.`);
  const text = bytes.toString('latin1');
  if (!text.includes(from)) throw new Error(`The component holds no ${from}.`);
  return Buffer.from(text.replaceAll(from, to), 'latin1');
}

/**
 * Builds a service from a copy of its sources in `scratch` in which one line of one file is replaced, with the
 * workspace's own componentize executor, and gives the path of the component.
 */
export function buildVariant(module: string, scratch: string, file: string, line: string, replacement: string): string {
  const folder = join(scratch, 'variant', module);
  const source = join(WORKSPACE, SERVICES[module]!);
  cpSync(source, folder, { recursive: true, filter: (path) => !/[\\/](node_modules|dist|reports)$/.test(path) });
  symlinkSync(join(WORKSPACE, 'node_modules'), join(scratch, 'variant', 'node_modules'), 'junction');
  const before = readFileSync(join(folder, file), 'utf8');
  if (before.split(line).length !== 2) throw new Error(`${file} of ${module} does not hold exactly once: ${line}`);
  writeFileSync(
    join(folder, file),
    before.replace(line, () => replacement),
  );
  const main = join(WORKSPACE, 'tools/nx-plugin/src/componentize/main.ts');
  const built = spawnSync(process.execPath, ['--conditions=@esta-logic/source', main, WORKSPACE, folder], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The variant of ${module} could not be built: ${built.stderr}`);
  return join(folder, 'dist/component.wasm');
}
