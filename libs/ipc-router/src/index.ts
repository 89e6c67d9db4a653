export type { Delivery, Envelope } from './delivery.ts';
export { IpcRouter, type Admission, type Payload, type Route } from './ipc-router.ts';
export { Mailbox } from './mailbox.ts';
