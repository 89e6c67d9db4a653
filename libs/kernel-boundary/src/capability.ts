/** What a capability can be about. A syscall names the type it needs. */
export const RESOURCE_TYPES = [
  'channel',
  'database',
  'file',
  'network',
  'clock',
  'audit',
  'log',
  'event',
  'process',
  'crypto',
  'notification',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

export const RIGHTS = ['read', 'write', 'delete', 'execute', 'create', 'list', 'delegate', 'revoke'] as const;
export type Right = (typeof RIGHTS)[number];
export type Rights = Readonly<Record<Right, boolean>>;

export type CapabilityId = string & { readonly __brand?: 'CapabilityId' };

export interface Resource {
  readonly resourceType: ResourceType;
  /** Dot-separated path; the last segment may be `*`, which matches one or more segments. */
  readonly resourcePath: string;
  readonly tenantId: string;
}

/** Unforgeable authority over one resource. It lives in the kernel; a process holds only an index into its CSpace. */
export interface Capability {
  readonly id: CapabilityId;
  readonly resource: Resource;
  readonly rights: Rights;
  readonly validity: {
    /** Milliseconds since the epoch. */
    readonly expiresAt?: number;
    /** Infinity when unlimited. */
    readonly maxUseCount: number;
    readonly useCount: number;
  };
}

/** What a module asks for in capabilities.json. */
export interface CapabilityRequest {
  /** The name under which the module finds the capability in its CSpace. */
  readonly label: string;
  readonly resourceType: ResourceType;
  readonly resourcePattern: string;
  readonly rights: Partial<Rights>;
  /** A sentence for the person who grants it. */
  readonly reason: string;
}

/** All eight rights, those named set. */
export function rightsOf(...held: readonly Right[]): Rights {
  const rights = {} as Record<Right, boolean>;
  for (const right of RIGHTS) rights[right] = held.includes(right);
  return rights;
}

/** The rights named in a partial record, in table order. */
export const heldRights = (rights: Partial<Rights>): Right[] => RIGHTS.filter((right) => rights[right] === true);
