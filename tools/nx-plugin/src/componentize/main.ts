import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { buildComponent } from './build-component.ts';

const [root, folder] = process.argv.slice(2);
if (root === undefined || folder === undefined) throw new Error('Usage: main.ts WORKSPACE SERVICE_FOLDER');
try {
  const { bytes } = await buildComponent(root, folder);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  console.log(`${relative(root, folder)}: ${bytes.length} bytes, sha256 ${hash}…`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
