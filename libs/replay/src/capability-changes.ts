import { canonicalJson, heldRights, type CapabilityRequest } from '@esta-logic/kernel-boundary';

/** What another version asks for more, less or otherwise, each as a line for people. */
export interface CapabilityChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly { readonly before: string; readonly after: string }[];
}

/** Compares what two versions of a module ask for, by label. */
export function capabilityChanges(
  before: readonly CapabilityRequest[],
  after: readonly CapabilityRequest[],
): CapabilityChanges {
  const old = new Map(before.map((request) => [request.label, request]));
  const now = new Set(after.map(({ label }) => label));
  const added = after.filter(({ label }) => !old.has(label));
  const kept = after.filter(({ label }) => old.has(label));
  return {
    added: added.map(lineOf),
    removed: before.filter(({ label }) => !now.has(label)).map(lineOf),
    changed: kept
      .filter((request) => authorityOf(request) !== authorityOf(old.get(request.label)!))
      .map((request) => ({ before: lineOf(old.get(request.label)!), after: lineOf(request) })),
  };
}

export const isEmpty = ({ added, removed, changed }: CapabilityChanges): boolean =>
  added.length + removed.length + changed.length === 0;

/** The reason is for people: another wording is no other authority. */
const authorityOf = ({ resourceType, resourcePattern, rights }: CapabilityRequest): string =>
  canonicalJson([resourceType, resourcePattern, heldRights(rights)]);

const lineOf = ({ label, resourceType, resourcePattern, rights }: CapabilityRequest): string =>
  `${label}: ${resourceType} ${resourcePattern} (${heldRights(rights).join(', ')})`;
