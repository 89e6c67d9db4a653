/**
 * Commits batch after batch until it is killed, and says so on its standard output only after each returned.
 * Batch n sets every key of a fixed set to n, deletes what batch n-1 added, and appends one key of its own.
 */
import { writeSync } from 'node:fs';
import { openSqlite } from '../src/index.ts';

const [file = '', keys = '50'] = process.argv.slice(2);
const provider = openSqlite({ file });
const first = Number(provider.get('shared/0') ?? 0) + 1;
writeSync(1, 'open\n');
for (let n = first; ; n++) {
  const shared = Array.from({ length: Number(keys) }, (_, i) => ({ key: `shared/${i}`, value: String(n) }));
  provider.commit([
    ...shared,
    { key: `extra/${n - 1}`, value: null },
    { key: `extra/${n}`, value: 'here' },
    { key: `log/${String(n).padStart(9, '0')}`, value: String(n) },
  ]);
  writeSync(1, `${n}\n`);
}
