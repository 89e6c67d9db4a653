import type { HostLoop, Result } from '@esta-logic/kernel-boundary';
import type { IpcRouter } from '@esta-logic/ipc-router';

/** A sender that is kept waiting for a place hears `mailbox-full` after so many milliseconds at the latest. */
export const PLACE_MILLISECONDS = 30_000;

/**
 * Whether a refused message may wait for a place: its target keeps its senders waiting, and does not itself wait for
 * the sender, whose wait would then never end.
 */
export function mayWaitForPlace(
  router: IpcRouter,
  admitted: Result<unknown>,
  target: string,
  waiting: readonly string[],
): boolean {
  return (
    !admitted.ok &&
    admitted.fault.name === 'mailbox-full' &&
    router.mailboxOf(target)?.overflow === 'block-sender' &&
    !waiting.includes(target)
  );
}

/** Admits again whenever there may be a place, until that succeeds, fails otherwise, or `milliseconds` have passed. */
export function admitWhenRoom<T>(
  router: IpcRouter,
  loop: HostLoop,
  { target, sender }: { readonly target: string; readonly sender: string },
  milliseconds: number,
  admit: () => Result<T>,
  done: (admitted: Result<T>) => void,
): void {
  let late = false;
  let forget = (): void => undefined;
  const again = (): void => {
    const mailbox = router.mailboxOf(target);
    const admitted = admit();
    if (!late && mayWaitForPlace(router, admitted, target, [])) {
      forget = mailbox!.whenRoom(again, sender);
      return;
    }
    cancel();
    if (!admitted.ok) mailbox?.passOn();
    done(admitted);
  };
  const cancel = loop.after(milliseconds, () => {
    late = true;
    forget();
    again();
  });
  forget = router.mailboxOf(target)!.whenRoom(again, sender);
}
