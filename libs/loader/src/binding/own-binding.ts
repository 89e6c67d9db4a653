import type { GuestEnvelope } from '@esta-logic/kernel-boundary';
import type { Binding, BoundGuest, GuestReply } from '../bound-guest.ts';
import type { LinkPlan } from '../component/link-plan.ts';
import { promising } from '../jspi.ts';
import { MAY } from './instance-state.ts';
import { LinkedInstance, type Passage } from './linked-instance.ts';
import { prepareLinks } from './prepared-links.ts';
import { liftReply, lowerEnvelope } from './world-handle.ts';

/** A component that this loader links itself: its plan, and its compiled core modules in the component's order. */
export function ownBinding(plan: LinkPlan, cores: readonly WebAssembly.Module[]): Binding {
  const links = prepareLinks(plan, cores);
  return {
    start: (host, account, cores) => new OwnGuest(new LinkedInstance(links, host, account, cores), links.handle),
  };
}

/** The world's `handle`, lifted by hand. */
class OwnGuest implements BoundGuest {
  readonly marksWrites = true;
  readonly #linked: LinkedInstance;
  readonly #passage: Passage;
  readonly #handle: (envelope: number) => Promise<number>;
  readonly #postReturn: ((returned: number) => void) | undefined;

  constructor(linked: LinkedInstance, { func, options }: LinkPlan['handle']) {
    this.#linked = linked;
    this.#passage = linked.passage(options);
    this.#handle = promising<[number], number>(linked.export(func));
    this.#postReturn = options.postReturn && linked.export(options.postReturn);
  }

  enter(envelope: GuestEnvelope): Promise<number> {
    const { memory, text, allocate } = this.#passage;
    const at = lowerEnvelope(envelope, memory, text, allocate);
    this.#linked.state.may = MAY.block;
    return this.#handle(at);
  }

  leave(returned: number): GuestReply {
    const reply = liftReply(returned, this.#passage.memory, this.#passage.text);
    this.#linked.state.may = MAY.nothing;
    this.#postReturn?.(returned);
    return reply;
  }

  refusalIn(): undefined {
    return undefined;
  }

  snapshot(): () => void {
    const { collection, channel } = this.#linked.handles;
    const putBack = [collection.snapshot(), channel.snapshot()];
    return () => putBack.forEach((table) => table());
  }
}
