import type { GuestEnvelope } from '@esta-logic/kernel-boundary';
import type { Binding, BoundGuest, GuestReply } from './bound-guest.ts';
import { bindImports, type CoreModuleSource, type Glue, type GlueExports } from './glue-binding.ts';
import { snapshotTables } from './glue-tables.ts';

/** The glue answered with what is no text: its `handle` is not that of the world. */
export class WrongReplyType extends Error {}

/** A component that jco's glue links: its interfaces by short name, and its compiled core modules by the glue's names. */
export function glueBinding(
  glue: Glue,
  modules: ReadonlyMap<string, WebAssembly.Module>,
  interfaces: readonly string[],
): Binding {
  return {
    start: async (host, account, cores) => {
      const source: CoreModuleSource = Object.assign((name: string) => modules.get(name)!, {
        handleTables: [],
        captureTables: [],
      });
      const guest = await glue.instantiate(source, bindImports(interfaces, host, account), (module, imports = {}) => ({
        exports: cores.start(module, imports),
      }));
      return new GlueGuest(guest, source);
    },
  };
}

class GlueGuest implements BoundGuest {
  readonly marksWrites = false;
  readonly #guest: GlueExports;
  readonly #tables: CoreModuleSource;

  constructor(guest: GlueExports, tables: CoreModuleSource) {
    this.#guest = guest;
    this.#tables = tables;
  }

  enter(envelope: GuestEnvelope): Promise<unknown> {
    return this.#guest.handle(envelope);
  }

  leave(returned: unknown): GuestReply {
    if (typeof returned !== 'string') throw new WrongReplyType();
    return { ok: true, value: returned };
  }

  refusalIn(problem: unknown): GuestReply | undefined {
    return Object.hasOwn(Object(problem) as object, 'payload')
      ? { ok: false, payload: (problem as { payload: unknown }).payload }
      : undefined;
  }

  snapshot(): () => void {
    return snapshotTables(this.#tables);
  }
}
