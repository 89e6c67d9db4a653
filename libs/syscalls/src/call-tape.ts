import {
  keptArguments,
  recordedCharacters,
  type CallArgument,
  type CallState,
  type CallValue,
  type RecordedCall,
} from '@esta-logic/journal';
import { fail, LIMITS, type Eventual, type Fault, type Result, type SyscallName } from '@esta-logic/kernel-boundary';

/** A call on the tape, while its outcome is awaited and after. */
class TapedCall implements RecordedCall {
  readonly syscall: SyscallName;
  readonly args: readonly CallArgument[];
  state: CallState = 'pending';
  result: Result<CallValue> | undefined = undefined;

  constructor(syscall: SyscallName, args: readonly CallArgument[]) {
    this.syscall = syscall;
    this.args = args;
  }
}

/**
 * Every system call of one crank, in order, with its arguments and what became of it: the crank's record is made of it.
 * Use: `tape.settle(tape.begin(syscall, args) ?? makeTheCall())`.
 */
export class CallTape {
  readonly calls: RecordedCall[] = [];
  readonly #overflowed: (fault: Fault) => void;
  #last: TapedCall | undefined;
  #characters = 0;

  /** `overflowed` hears, with every call from then on, that the crank's texts are more than its record may hold. */
  constructor(overflowed: (fault: Fault) => void) {
    this.#overflowed = overflowed;
  }

  /** Takes down that a call is made. A refusal (quota-exceeded) is its outcome; without one the call is to be made now. */
  begin(syscall: SyscallName, args: readonly CallArgument[]): Result<never> | undefined {
    this.ended();
    this.#last = new TapedCall(syscall, keptArguments(args));
    this.calls.push(this.#last);
    for (const argument of args) this.#characters += charactersOf(argument);
    return this.#characters > LIMITS.crankCharacters.value ? this.#overflow() : undefined;
  }

  /** Takes down the outcome of the call that was begun last, now or when it comes, and gives it back. */
  settle<O extends Eventual<Result<CallValue | void>>>(outcome: O): O {
    const call = this.#last!;
    if (outcome instanceof Promise)
      return outcome.then((result) => {
        this.#note(call, result as Result<CallValue>, 'finished');
        return result;
      }) as O;
    this.#note(call, outcome as Result<CallValue>, 'received');
    return outcome;
  }

  /** The guest has gone on, or has ended by itself: so it received what the host had finished. */
  ended(): void {
    if (this.#last?.state === 'finished') this.#last.state = 'received';
  }

  /** The host did not answer the last call: it threw, so what ended the crank was not the guest's doing. */
  get broken(): boolean {
    return this.#last?.state === 'pending';
  }

  #note(call: TapedCall, result: Result<CallValue>, state: CallState): void {
    call.result = result;
    call.state = state;
    if (result.ok) this.#characters += charactersOf(result.value);
  }

  #overflow(): Result<never> {
    const refusal = fail(
      'quota-exceeded',
      `What one message writes, reads, sends and logs may have ${LIMITS.crankCharacters.value} characters in all; split the work into several messages.`,
    );
    this.#overflowed(refusal.fault);
    return refusal;
  }
}

function charactersOf(value: CallArgument | CallValue): number {
  if (typeof value === 'string') return recordedCharacters(value);
  if (typeof value !== 'object') return 0;
  let sum = 0;
  for (const pair of value) sum += recordedCharacters(pair.key) + recordedCharacters(pair.value ?? '');
  return sum;
}
