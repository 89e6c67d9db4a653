import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the workspace. */
export const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[\\/]$/, '');

/** The services of a deployment: module name → folder in the workspace. */
export const SERVICES: Readonly<Record<string, string>> = {
  'accrual-engine': 'services/accrual-engine',
  'compliance-engine': 'services/compliance-engine',
  'employee-service': 'services/employee-service',
  'time-service': 'services/time-service',
};

/** A built file of a service. */
export const builtFile = (module: string, file: 'component.wasm' | 'manifest.json' | 'reference.js'): string =>
  join(WORKSPACE, SERVICES[module]!, 'dist', file);

/** The built page that checks receipts. */
export const BUILT_PAGE = join(WORKSPACE, 'apps/frontend/dist/verify.html');

/** Services that nobody has built yet. */
export const unbuilt = (): string[] =>
  Object.keys(SERVICES).filter((module) => !existsSync(builtFile(module, 'reference.js')));
