import { expect, it } from 'vitest';
import * as surface from './index.ts';

it('exports exactly this', () => {
  expect(Object.keys(surface).sort()).toEqual([
    'AUDIT_LOG_KEYS',
    'DEFAULT_QUOTA',
    'LOG_KEYS_KEY',
    'RANGES',
    'addUsage',
    'auditKey',
    'blobKey',
    'crankKey',
    'deadLetterKey',
    'dedupKey',
    'encodeUsage',
    'formatKey',
    'mailboxKey',
    'messageKey',
    'metaKey',
    'moduleKey',
    'openCollection',
    'openStore',
    'parseKey',
    'recountUsage',
    'stateKey',
    'usageKey',
    'writesKey',
  ]);
});
