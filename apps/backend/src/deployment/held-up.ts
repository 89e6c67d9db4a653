import { plain, type KernelPort } from './kernel-port.ts';

const LOOK_MS = 500;
/** So many looks in a row must find the same: a message may just be on its way from one process to the next. */
const LOOKS = 4;

export interface HeldUpWatch {
  /** Resolves when nothing moves any more because a process with messages is suspended or quarantined. */
  readonly heldUp: Promise<void>;
  stop(): void;
}

/** What waits for a process that was suspended would wait for ever: who wants to stop the deployment must not. */
export function watchHeldUp(kernel: Pick<KernelPort, 'processes'>): HeldUpWatch {
  let stop = (): void => undefined;
  const heldUp = new Promise<void>((resolve) => {
    let found = 0;
    const timer = setInterval(() => {
      found = isHeldUp(kernel) ? found + 1 : 0;
      if (found < LOOKS) return;
      stop();
      resolve();
    }, LOOK_MS);
    stop = () => clearInterval(timer);
  });
  return { heldUp, stop: () => stop() };
}

function isHeldUp(kernel: Pick<KernelPort, 'processes'>): boolean {
  const processes = plain(kernel.processes());
  const moving = processes.some(({ state }) => state === 'running' || state === 'ready');
  const held = ({ state, mailbox }: Record<string, unknown>): boolean =>
    (state === 'suspended' || state === 'quarantined') && (mailbox as number) > 0;
  return !moving && processes.some(held);
}
