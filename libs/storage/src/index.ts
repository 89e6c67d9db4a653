export {
  AUDIT_LOG_KEYS,
  auditKey,
  blobKey,
  crankKey,
  deadLetterKey,
  dedupKey,
  formatKey,
  LOG_KEYS_KEY,
  mailboxKey,
  messageKey,
  metaKey,
  moduleKey,
  parseKey,
  RANGES,
  stateKey,
  usageKey,
  writesKey,
  type CollectionName,
  type KeyParts,
  type KeyRange,
} from './key-grammar.ts';
export { openStore, type ExtraWrites, type Sealed, type Store, type StoreOptions } from './store.ts';
export type { Transaction } from './transaction.ts';
export { openCollection, type Collection } from './namespace.ts';
export { DEFAULT_QUOTA, encodeUsage, type QuotaPolicy, type StorageQuota, type StorageUsage } from './quota.ts';
export { addUsage, recountUsage } from './recount-usage.ts';
