import { expect, it } from 'vitest';
import * as surface from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'AUDIT_LOG_KEYS',
    'DEFAULT_QUOTA',
    'RANGES',
    'auditKey',
    'deadLetterKey',
    'dedupKey',
    'formatKey',
    'mailboxKey',
    'metaKey',
    'moduleKey',
    'openCollection',
    'openStore',
    'parseKey',
    'recountUsage',
    'stateKey',
    'usageKey',
  ]);
});
