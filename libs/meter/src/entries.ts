import { checkedFunction, type Moved } from './const-expression.ts';
import { isHostEntered } from './host-entered.ts';
import { each } from './module-facts.ts';
import { expectEnd, SECTION, type SectionIndex } from './section-index.ts';

/** The functions of a module that the host enters: by export, and at the start. */
export interface HostEntries {
  /** Function index by export name. */
  readonly exports: ReadonlyMap<string, number>;
  readonly start: number | undefined;
}

/** Finds them; `patterns` as in HOST_ENTERED_EXPORTS. */
export function readHostEntries(sections: SectionIndex, patterns: readonly string[], moved: Moved): HostEntries {
  const exports = new Map<string, number>();
  each(sections.of(SECTION.export), 'export', (r) => {
    const name = r.name();
    const kind = r.u8();
    const at = r.pos;
    const index = r.u32();
    if (kind === 0 && isHostEntered(name, patterns)) exports.set(name, checkedFunction(index, moved, at));
  });
  const r = sections.of(SECTION.start);
  if (!r) return { exports, start: undefined };
  const start = checkedFunction(r.u32(), moved, r.pos);
  expectEnd(r, 'start');
  return { exports, start };
}
