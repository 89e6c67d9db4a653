import { LIMITS, type Slot } from '@esta-logic/kernel-boundary';
import type { CapabilityNode } from './capability-node.ts';

/**
 * The capabilities of one process. The process names them only by slot number (or finds the slot by its label), so
 * it can neither forge one nor see one that it was not given. Slots are reused lowest first.
 */
export class CSpace {
  readonly owner: string;
  readonly #slots: (CapabilityNode | undefined)[] = [];
  readonly #labels = new Map<string, Slot>();
  readonly #free: Slot[] = [];

  constructor(owner: string) {
    this.owner = owner;
  }

  get size(): number {
    return this.#slots.length - this.#free.length;
  }

  get full(): boolean {
    return this.size >= LIMITS.handlesPerProcess.value;
  }

  at(slot: Slot): CapabilityNode | undefined {
    return this.#slots[slot];
  }

  slotOf(label: string): Slot | undefined {
    return this.#labels.get(label);
  }

  /** The lowest slot whose capability fits. */
  find(fits: (node: CapabilityNode) => boolean): Slot | undefined {
    const slot = this.#slots.findIndex((node) => node !== undefined && fits(node));
    return slot === -1 ? undefined : slot;
  }

  /** Puts a node into the lowest free slot. The caller has checked that the space is not full. */
  insert(node: CapabilityNode, label?: string): Slot {
    const slot = this.#free.length > 0 ? this.#takeLowest() : this.#slots.length;
    this.#slots[slot] = node;
    if (label !== undefined) this.#labels.set(label, slot);
    return slot;
  }

  remove(slot: Slot): CapabilityNode | undefined {
    const node = this.#slots[slot];
    if (!node) return undefined;
    this.#slots[slot] = undefined;
    this.#free.push(slot);
    for (const [label, labelled] of this.#labels) if (labelled === slot) this.#labels.delete(label);
    return node;
  }

  /** Slots in use, in order, with their labels. */
  *entries(): Generator<{ slot: Slot; label: string | undefined; node: CapabilityNode }> {
    const labels = new Map([...this.#labels].map(([label, slot]) => [slot, label]));
    for (const [slot, node] of this.#slots.entries()) if (node) yield { slot, label: labels.get(slot), node };
  }

  #takeLowest(): Slot {
    const lowest = Math.min(...this.#free);
    this.#free.splice(this.#free.indexOf(lowest), 1);
    return lowest;
  }
}
