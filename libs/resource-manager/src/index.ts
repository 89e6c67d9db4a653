export { HostBudget, type HostLimits, type HostResources } from './host-budget.ts';
export { LimitWatch, STRIKES, type Judgement, type LimitAction, type RateLimits } from './limit-watch.ts';
export {
  UsageBook,
  type CrankUsage,
  type Holdings,
  type ProcessUsage,
  type TenantUsage,
  type Usage,
  type UsageReport,
} from './usage-book.ts';
