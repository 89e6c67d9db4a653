import { categoryOf, ERRORS, errorNameOf, type Fault, faultOf } from '@esta-logic/kernel-boundary';

const MAX_MESSAGE = 4096;
/** Rows of the logic category that steer the kernel itself; a guest may not give its own refusal such a name. */
const KERNEL_ONLY = new Set<number>([ERRORS.conflict.code, ERRORS['not-ready'].code, ERRORS['message-expired'].code]);

/**
 * The fault in the `err` result of a guest, or undefined when it has not the form of one. A guest may refuse with a
 * code of the categories user, logic and resource; what would speak for the kernel becomes the handler's own refusal.
 */
export function guestFault(payload: unknown): Fault | undefined {
  const { code, message } = (payload ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code !== 'number' || typeof message !== 'string') return undefined;
  const text = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message;
  const name = errorNameOf(code);
  const category = categoryOf(code);
  if (name === undefined || KERNEL_ONLY.has(code)) return faultOf('handler-failed', text);
  if (category === 'integrity' || category === 'system') return faultOf('handler-failed', `${name}: ${text}`);
  return faultOf(name, text);
}
