import { failureOf, stateWritesOf, type CrankTerms, type RecordedCall } from '@esta-logic/journal';
import type { CrankToReplay } from '@esta-logic/replay';
import { parseKey } from '@esta-logic/storage';

/** One system call, with its handle as what it is open on. */
export interface CallStep {
  readonly call: string;
  readonly on?: string;
  readonly arguments: readonly unknown[];
  readonly state: RecordedCall['state'];
  readonly result?: unknown;
  readonly fault?: { readonly code: number; readonly name: string; readonly message: string };
}

/** A key that the crank changed; undefined where there was or is none. */
export interface ChangeStep {
  readonly collection: string;
  readonly key: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A crank as it is stepped through. */
export interface CrankStep {
  readonly seq: number;
  readonly process: string;
  readonly time: string;
  readonly message: { readonly id: string; readonly source: string; readonly opcode: string; readonly payload: string };
  readonly calls: readonly CallStep[];
  readonly changes: readonly ChangeStep[];
  readonly ended: string;
  readonly fuel: number;
  readonly reply?: string;
  readonly fault?: { readonly code: number; readonly name: string; readonly message: string };
}

/** Makes steps of cranks in their order; what they changed is known from the cranks before. */
export class CrankSteps {
  readonly #state: Map<string, string>;

  /** `before`: what the services had stored before the first of them. */
  constructor(before: ReadonlyMap<string, string> = new Map()) {
    this.#state = new Map(before);
  }

  step({ record, terms }: CrankToReplay): CrankStep {
    const failure = failureOf(record);
    const { messageId } = record.envelope.metadata;
    return {
      seq: record.seq,
      process: record.process,
      time: record.time,
      message: {
        id: messageId,
        source: record.envelope.source,
        opcode: record.envelope.opcode,
        payload: record.payload,
      },
      calls: record.calls.map((call) => callStep(call, terms)),
      changes: this.#changes(stateWritesOf(record, terms)),
      ended: record.ended.how,
      fuel: record.fuel,
      ...(record.reply === undefined ? {} : { reply: record.reply }),
      ...(failure ? { fault: failure } : {}),
    };
  }

  /** The last write of a key counts. */
  #changes(writes: ReturnType<typeof stateWritesOf>): readonly ChangeStep[] {
    const last = new Map(writes.map(({ key, value }) => [key, value]));
    return [...last].flatMap(([stored, value]) => {
      const before = this.#state.get(stored);
      const after = value ?? undefined;
      if (after === undefined) this.#state.delete(stored);
      else this.#state.set(stored, after);
      const parts = parseKey(stored);
      if (parts?.kind !== 'state' || before === after) return [];
      return [{ collection: parts.collection, key: parts.key, before, after }];
    });
  }
}

/** Calls whose first argument is a handle. */
const ON_HANDLE = /^sys\.(db\.(read|query|write|delete|transact)|ipc\.(send|call))$/;

function callStep({ syscall, args, state, result }: RecordedCall, { capabilities }: CrankTerms): CallStep {
  const handle = ON_HANDLE.test(syscall) ? capabilities.find(({ slot }) => slot === args[0]) : undefined;
  return {
    call: syscall,
    ...(handle ? { on: handle.path } : {}),
    arguments: handle ? args.slice(1) : args,
    state,
    ...(result?.ok ? { result: typeof result.value === 'bigint' ? Number(result.value) : result.value } : {}),
    ...(result && !result.ok ? { fault: result.fault } : {}),
  };
}
