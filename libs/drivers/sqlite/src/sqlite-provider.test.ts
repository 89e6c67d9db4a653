import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { storageProviderContract } from '@esta-logic/testkit';
import { openSqlite } from './sqlite-provider.ts';

storageProviderContract({ describe, it, expect }, 'sqlite', () => {
  const directory = mkdtempSync(join(tmpdir(), 'esta-sqlite-'));
  const file = join(directory, 'state.db');
  return {
    provider: openSqlite({ file }),
    reopen: () => openSqlite({ file }),
    dispose: () => rmSync(directory, { recursive: true }),
  };
});
