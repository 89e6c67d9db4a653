import type { Link, LinkEvents } from '@esta-logic/kernel-boundary';

/** A wire between two sides in memory: frames arrive in later microtasks, in order, until it is cut. */
export interface Wire {
  /** Connects: each side gets its end and answers with what it wants to hear. */
  join(primary: (link: Link) => LinkEvents, standby: (link: Link) => LinkEvents): void;
  /** Loses what is under way and closes both ends. */
  cut(): void;
  /** Frames go into nothing, and nobody is told. */
  silent: boolean;
  /** Frames that went over. */
  readonly frames: number;
  /** When so many have gone over, the next one is lost and the wire cut, once. */
  cutAt: number | undefined;
}

export function memoryWire(): Wire {
  let ends: readonly LinkEvents[] = [];
  let generation = 0;
  const wire = {
    silent: false,
    frames: 0,
    cutAt: undefined as number | undefined,
    join(primary: (link: Link) => LinkEvents, standby: (link: Link) => LinkEvents) {
      wire.cut();
      const mine = ++generation;
      const side = (other: number): Link => ({
        send: async (frame) => {
          await undefined;
          if (mine !== generation || wire.silent) return;
          if (wire.frames === wire.cutAt) {
            wire.cutAt = undefined;
            return wire.cut();
          }
          wire.frames++;
          ends[other]!.frame(frame);
        },
        close: () => {
          // What was sent before arrives before the end does.
          void Promise.resolve().then(() => {
            if (mine === generation) wire.cut();
          });
        },
      });
      const first = primary(side(1));
      ends = [first, { frame: () => undefined, closed: () => undefined }];
      ends = [first, standby(side(0))];
    },
    cut() {
      generation++;
      const cut = ends;
      ends = [];
      for (const end of cut) end.closed();
    },
  };
  return wire;
}
