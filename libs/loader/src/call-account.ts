import { fail, LIMITS, type Result, type StoredEntry } from '@esta-logic/kernel-boundary';

/** What one instance's system calls leave on its account. */
export interface CallAccount {
  /** What the host itself threw, so that it is not taken for a trap of the guest. */
  thrown?: unknown;
  /** Handles that the guest has opened and not dropped. */
  handles: number;
  /** System calls made. */
  calls: number;
  /** Takes fuel for what the host does: without it a guest could keep the host busy at next to no cost of its own. */
  readonly charge: (units: number) => void;
}

/** Every call has its price, and so has every character of its arguments: the host decodes and copies them. */
function chargeCall(account: CallAccount, characters: number): void {
  account.calls++;
  account.charge(LIMITS.fuelPerSyscall.value + characters * LIMITS.fuelPerCharacter.value);
}

/** What a call gives back has its price, too. */
export function chargeAnswer(account: CallAccount, value: unknown): void {
  const characters = charactersOf(value);
  if (characters > 0) account.charge(characters * LIMITS.fuelPerCharacter.value);
}

/** Makes a call of the host, which costs by `characters`; what it throws is kept, and comes out. */
export function callHost<T>(account: CallAccount, run: () => T, characters: number): T {
  chargeCall(account, characters);
  try {
    return run();
  } catch (problem) {
    return failed(account, problem);
  }
}

/** Keeps what the host threw, and throws it. */
export function failed(account: CallAccount, problem: unknown): never {
  account.thrown ??= problem;
  throw problem;
}

/** Characters of what a system call answers: a text, or the keys and values of a page. */
function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (!Array.isArray(value)) return 0;
  return (value as readonly StoredEntry[]).reduce((sum, entry) => sum + entry.key.length + entry.value.length, 0);
}

/** Whether the guest may open another handle. */
export const mayOpen = (account: CallAccount): boolean => account.handles < LIMITS.handlesPerProcess.value;

export const tooManyHandles = (): Result<never> =>
  fail(
    'quota-exceeded',
    `A guest may hold ${LIMITS.handlesPerProcess.value} handles at a time; drop some before opening more.`,
  );
