// What `npm start` builds: the components of the services and the web page. One line for each, all output when one fails.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { finishedTask } from './finished-task.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
const args = [nx, 'run-many', '-t', 'componentize,bundle', '--output-style=static'];
const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };

console.error('Building the services and the web page; the first time takes a few seconds.');
const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
const lines = [];
for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', take);
child.on('close', (status) => {
  if (status === 0) return;
  console.error(lines.join('\n'));
  console.error('The build failed: see above.');
  process.exitCode = 1;
});

/** @param {string} line */
function take(line) {
  lines.push(line);
  const task = finishedTask(line);
  if (task !== undefined) console.error(task);
}
