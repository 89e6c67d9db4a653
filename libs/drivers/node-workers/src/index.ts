export { WorkerPool, type WorkerPoolOptions } from './worker-pool.ts';
export { serveGuests, type GuestSource } from './serve-guests.ts';
