import type { Capability, CapabilityId, Resource } from '@esta-logic/kernel-boundary';
import { fromMask, type RightsMask } from './rights-mask.ts';

/** A capability as the kernel holds it: a node of the derivation tree. Revoking a node revokes its whole subtree. */
export interface CapabilityNode {
  readonly id: CapabilityId;
  readonly resource: Resource;
  readonly rights: RightsMask;
  /** Milliseconds since the epoch; Infinity when it does not expire. */
  readonly expiresAt: number;
  readonly maxUseCount: number;
  useCount: number;
  revoked: boolean;
  readonly parent: CapabilityNode | undefined;
  readonly children: Set<CapabilityNode>;
}

/** The public shape of a node, for `ps`, audits and manifests. */
export function describeNode(node: CapabilityNode): Capability {
  return {
    id: node.id,
    resource: node.resource,
    rights: fromMask(node.rights),
    validity: {
      ...(node.expiresAt === Infinity ? {} : { expiresAt: node.expiresAt }),
      maxUseCount: node.maxUseCount,
      useCount: node.useCount,
    },
  };
}

/** Marks a node and everything derived from it revoked; returns how many were live. */
export function revokeTree(node: CapabilityNode): number {
  let count = node.revoked ? 0 : 1;
  node.revoked = true;
  for (const child of node.children) count += revokeTree(child);
  node.parent?.children.delete(node);
  return count;
}
