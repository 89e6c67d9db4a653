import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The absolute path of the workspace that this file is in. */
export const workspaceRoot: string = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
