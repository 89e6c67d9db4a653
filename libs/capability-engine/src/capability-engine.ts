import {
  fail,
  ok,
  type Capability,
  type CapabilityId,
  type Resource,
  type ResourceType,
  type Result,
  type Right,
  type Rights,
  type Slot,
} from '@esta-logic/kernel-boundary';
import { describeNode, revokeTree, type CapabilityNode } from './capability-node.ts';
import { CSpace } from './cspace.ts';
import { coversPattern, matchesPattern } from './resource-pattern.ts';
import { bitOf, toMask } from './rights-mask.ts';

/** What a new root capability is over. */
export interface Grant {
  readonly resource: Resource;
  readonly rights: Partial<Rights>;
  readonly label?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
  readonly maxUseCount?: number;
}

/** What a derived capability keeps of its parent; what is left out is kept whole. */
export interface Attenuation {
  readonly resourcePath?: string;
  readonly rights?: Partial<Rights>;
  readonly label?: string;
  readonly expiresAt?: number;
  readonly maxUseCount?: number;
}

/** The right that an operation needs on a resource. */
export interface Demand {
  readonly resourceType: ResourceType;
  readonly right?: Right | undefined;
  /** A concrete path that the capability must match; undefined when holding it is enough. */
  readonly path?: string | undefined;
  /** Milliseconds since the epoch, for expiry. */
  readonly now: number;
}

/** Owns every capability of one kernel: nothing outside can make one. */
export class CapabilityEngine {
  readonly #spaces = new Map<string, CSpace>();
  #created = 0;

  /** The CSpace of a process, made on first use. */
  space(owner: string): CSpace {
    let space = this.#spaces.get(owner);
    if (!space) this.#spaces.set(owner, (space = new CSpace(owner)));
    return space;
  }

  /** Makes a root capability. Only the kernel, at a grant, calls this. Fault: quota-exceeded. */
  mint(owner: string, grant: Grant): Result<Slot> {
    const space = this.space(owner);
    if (space.full) return fail('quota-exceeded', `The process ${owner} holds as many handles as it may; drop some.`);
    return ok(space.insert(this.#node(undefined, grant), grant.label));
  }

  /**
   * Makes a weaker copy in the same or another CSpace; needs `delegate` to cross into another. A demand for more than
   * the parent has is refused, never silently cut down. Faults: rights-insufficient, quota-exceeded, as {@link check}.
   */
  derive(owner: string, slot: Slot, attenuation: Attenuation, into: string, now: number): Result<Slot> {
    const parent = this.#live(owner, slot, now);
    if (!parent.ok) return parent;
    const problem =
      this.#strengthens(parent.value, attenuation) ??
      (into !== owner && !(parent.value.rights & bitOf('delegate')) ? 'may not be delegated' : undefined);
    if (problem) return fail('rights-insufficient', `The capability in slot ${slot} of ${owner} ${problem}.`);
    const space = this.space(into);
    if (space.full) return fail('quota-exceeded', `The process ${into} holds as many handles as it may; drop some.`);
    return ok(space.insert(this.#child(parent.value, attenuation), attenuation.label));
  }

  /** Revokes a capability and all that was derived from it, everywhere, at once. Fault: not-found. */
  revoke(owner: string, slot: Slot): Result<number> {
    const node = this.space(owner).remove(slot);
    return node ? ok(revokeTree(node)) : fail('not-found', `The process ${owner} holds nothing in slot ${slot}.`);
  }

  /** Gives a slot back without revoking what was derived from it. */
  drop(owner: string, slot: Slot): void {
    this.space(owner).remove(slot);
  }

  /** Revokes all that a process holds and forgets it: what happens when it ends. */
  destroy(owner: string): void {
    for (const { node } of this.space(owner).entries()) revokeTree(node);
    this.#spaces.delete(owner);
  }

  /** The slot of a label, when it is over a resource of that type. Fault: capability-missing. */
  find(owner: string, label: string, resourceType: ResourceType): Result<Slot> {
    const space = this.space(owner);
    const slot = space.slotOf(label);
    if (slot === undefined || space.at(slot)?.resource.resourceType !== resourceType) {
      return fail(
        'capability-missing',
        `${owner} holds no ${resourceType} capability "${label}"; declare it in capabilities.json and have it granted.`,
      );
    }
    return ok(slot);
  }

  /** A slot over that type of resource that matches a path, for the types that are not opened by label. */
  findByType(owner: string, resourceType: ResourceType): Slot | undefined {
    return this.space(owner).find((node) => node.resource.resourceType === resourceType);
  }

  /** Checks and counts one use. Faults: capability-missing, -expired, -revoked, rights-insufficient. */
  check(owner: string, slot: Slot, demand: Demand): Result<CapabilityNode> {
    const live = this.#live(owner, slot, demand.now);
    if (!live.ok) return live;
    const node = live.value;
    const { resource } = node;
    if (resource.resourceType !== demand.resourceType)
      return fail(
        'capability-missing',
        `${owner} holds a ${resource.resourceType} capability in slot ${slot}, not a ${demand.resourceType} one.`,
      );
    if (demand.right !== undefined && !(node.rights & bitOf(demand.right)))
      return fail(
        'rights-insufficient',
        `${owner} may not ${demand.right} ${resource.resourceType} ${resource.resourcePath}; its capability lacks that right.`,
      );
    if (demand.path !== undefined && !matchesPattern(resource.resourcePath, demand.path))
      return fail(
        'capability-missing',
        `${owner} holds a capability over ${resource.resourceType} ${resource.resourcePath}, which does not cover ${demand.path}.`,
      );
    if (!countUse(node))
      return fail(
        'capability-expired',
        `The capability of ${owner} over ${resource.resourcePath} was used as often as it may.`,
      );
    return ok(node);
  }

  /** What a process holds, in slot order. */
  list(owner: string): readonly { slot: Slot; label: string | undefined; capability: Capability }[] {
    return [...this.space(owner).entries()].map(({ slot, label, node }) => ({
      slot,
      label,
      capability: describeNode(node),
    }));
  }

  #live(owner: string, slot: Slot, now: number): Result<CapabilityNode> {
    const node = this.space(owner).at(slot);
    if (!node) return fail('capability-missing', `${owner} holds no capability in slot ${slot}.`);
    if (node.revoked)
      return fail('capability-revoked', `The capability of ${owner} over ${node.resource.resourcePath} was revoked.`);
    if (now >= node.expiresAt)
      return fail('capability-expired', `The capability of ${owner} over ${node.resource.resourcePath} has expired.`);
    return ok(node);
  }

  #strengthens(parent: CapabilityNode, wanted: Attenuation): string | undefined {
    if (wanted.rights && toMask(wanted.rights) & ~parent.rights) return 'cannot give rights that it does not have';
    if (wanted.resourcePath !== undefined && !coversPattern(parent.resource.resourcePath, wanted.resourcePath))
      return `does not cover ${wanted.resourcePath}`;
    if ((wanted.expiresAt ?? parent.expiresAt) > parent.expiresAt) return 'cannot be made to last longer';
    if ((wanted.maxUseCount ?? 0) > parent.maxUseCount - parent.useCount) return 'cannot be made to be used more often';
    return undefined;
  }

  #child(parent: CapabilityNode, wanted: Attenuation): CapabilityNode {
    const child = this.#node(parent, {
      resource: { ...parent.resource, resourcePath: wanted.resourcePath ?? parent.resource.resourcePath },
      rights: wanted.rights ?? describeNode(parent).rights,
      expiresAt: wanted.expiresAt ?? parent.expiresAt,
      maxUseCount: wanted.maxUseCount ?? parent.maxUseCount - parent.useCount,
    });
    parent.children.add(child);
    return child;
  }

  #node(
    parent: CapabilityNode | undefined,
    { resource, rights, expiresAt = Infinity, maxUseCount = Infinity }: Grant,
  ): CapabilityNode {
    return {
      id: `cap-${++this.#created}` as CapabilityId,
      resource,
      rights: toMask(rights),
      expiresAt,
      maxUseCount,
      useCount: 0,
      revoked: false,
      parent,
      children: new Set(),
    };
  }
}

/** Counts a use on the node and on all it was derived from, so that copies share one allowance; false when any is used up. */
function countUse(node: CapabilityNode): boolean {
  for (let at: CapabilityNode | undefined = node; at; at = at.parent) if (at.useCount >= at.maxUseCount) return false;
  for (let at: CapabilityNode | undefined = node; at; at = at.parent) at.useCount++;
  return true;
}
