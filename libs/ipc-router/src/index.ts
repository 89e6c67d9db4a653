export type { Delivery, Envelope } from './delivery.ts';
export { IpcRouter, type Admission, type Payload, type Route } from './ipc-router.ts';
export { Mailbox } from './mailbox.ts';
export { SenderCredits } from './sender-credits.ts';
export { TenantBuckets, type BucketRate } from './token-bucket.ts';
