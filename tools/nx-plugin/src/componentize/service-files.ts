import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Absolute paths of what a service is made of. */
export interface ServiceFiles {
  readonly entry: string;
  readonly manifest: string;
  readonly capabilities: string;
  readonly outDir: string;
}

/** Finds the three files that every service has; throws one sentence that names the first missing one. */
export function serviceFiles(folder: string): ServiceFiles {
  const find = (file: string): string => {
    const path = join(folder, file);
    if (!existsSync(path))
      throw new Error(`${folder} has no ${file}: a service is manifest.ts, capabilities.json and index.ts.`);
    return path;
  };
  return {
    manifest: find('manifest.ts'),
    capabilities: find('capabilities.json'),
    entry: find('index.ts'),
    outDir: join(folder, 'dist'),
  };
}
