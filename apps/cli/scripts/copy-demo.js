// Part of the build: the demo employer travels with the published package.
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
for (const file of ['employer.json', 'employees.csv', 'timesheet.csv'])
  cpSync(at(`../../../examples/demo-company/${file}`), at(`../dist/demo/${file}`));
