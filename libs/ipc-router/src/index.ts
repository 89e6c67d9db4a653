export { DedupWindow, type DedupBounds } from './dedup-window.ts';
export type { Delivery, Envelope } from './delivery.ts';
export { Expiries } from './expiry.ts';
export { IpcRouter, type Admission, type Payload, type Route, type RouterOptions } from './ipc-router.ts';
export { Lanes } from './lanes.ts';
export { Mailbox, type MailboxOptions } from './mailbox.ts';
export { ReorderBuffer, type Gap, type ReorderLimits } from './reorder-buffer.ts';
export { SenderCredits } from './sender-credits.ts';
export { TenantBuckets, type BucketRate } from './token-bucket.ts';
