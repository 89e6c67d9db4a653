import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { faultOf, KernelError } from '@esta-logic/kernel-boundary';

/** A component with the manifest that it is installed under. */
export interface ServiceFiles {
  readonly manifest: unknown;
  readonly wasm: Uint8Array;
}

/** The services of this deployment by module name, and the packages that hold their built components. */
export const BUNDLED_SERVICES: Readonly<Record<string, string>> = {
  'employee-service': '@esta-logic/employee-service',
  'time-service': '@esta-logic/time-service',
  'accrual-engine': '@esta-logic/accrual-engine-service',
  'compliance-engine': '@esta-logic/compliance-engine-service',
};

/** The components of this deployment, one after the other; a service that is not built is left out. */
export async function* bundledComponents(): AsyncGenerator<Uint8Array> {
  for (const module of Object.keys(BUNDLED_SERVICES)) {
    const service = await readBundledService(module).catch(() => undefined);
    if (service !== undefined) yield service.wasm;
  }
}

/** Reads a built service as data: no code of it is imported. Fault: not-found when it is not built. */
export async function readBundledService(module: string): Promise<ServiceFiles> {
  const name = BUNDLED_SERVICES[module]!;
  try {
    const read = (file: string): Promise<Buffer> => readFile(fileURLToPath(import.meta.resolve(`${name}/${file}`)));
    const manifest: unknown = JSON.parse((await read('manifest.json')).toString('utf8'));
    return { manifest, wasm: new Uint8Array(await read('component.wasm')) };
  } catch (error) {
    throw new KernelError(
      faultOf(
        'not-found',
        `The component of ${module} is not built or not installed (${(error as Error).message}); run \`npm run build\` in the workspace, or install esta again.`,
      ),
    );
  }
}
