export { WorkerPool, type WorkerPoolOptions } from './worker-pool.ts';
export { serveGuests, type GuestSource } from './serve-guests.ts';
export { serveWork } from './serve-work.ts';
export { WorkThread, type WorkThreadOptions } from './work-thread.ts';
