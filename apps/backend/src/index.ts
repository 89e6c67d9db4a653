export { createApi, type Handle } from './api.ts';
