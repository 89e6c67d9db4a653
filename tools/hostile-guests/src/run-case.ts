import type { Fault, Reply } from '@esta-logic/kernel-boundary';
import type { HostileCase } from './hostile-case.ts';
import { auditRecords, durableState, openLaboratory, type Laboratory } from './laboratory.ts';

/** What was seen while a hostile guest handled one message beside its neighbour. */
export interface Observation {
  readonly case: HostileCase;
  readonly fault: Fault | undefined;
  /** Sums that the neighbour answered before the hostile guest's end, and in all; right sums count from 1. */
  readonly answersBefore: readonly number[];
  readonly answers: readonly number[];
  /** Units of fuel that the log has for the guest's crank. */
  readonly fuel: number;
  /** The outcome that the log has for it. */
  readonly outcome: unknown;
  readonly denials: number;
  /** Keys that are there and were not, or have another value. */
  readonly changed: readonly string[];
  readonly deadLetters: number;
  readonly load: ReturnType<Laboratory['kernel']['load']>;
  readonly logVerifies: boolean;
  /** Of all processes, after the end. */
  readonly memoryBytes: number;
}

/** Most sums asked for while the guest runs. */
const QUESTIONS = 10;

/** Boots a kernel of its own, sends the hostile message, and asks the neighbour for sums until it has ended. */
export async function runCase(template: string, hostile: HostileCase): Promise<Observation> {
  const laboratory = await openLaboratory(template);
  try {
    const before = await durableState(laboratory);
    const { reply, answers, answersBefore } = await misbehave(laboratory, hostile.opcode);
    const after = await durableState(laboratory);
    const { kernel } = laboratory;
    const records = (await auditRecords(laboratory)).filter(({ messageId }) => messageId === reply.messageId);
    const crank = records.find(({ kind }) => kind === 'crank');
    return {
      case: hostile,
      fault: reply.ok ? undefined : reply.error,
      answers,
      answersBefore,
      fuel: Number(crank?.['fuel']),
      outcome: crank?.['outcome'],
      denials: records.filter(({ kind }) => kind === 'syscall.denied').length,
      changed: [...after.keys()].filter((key) => before.get(key) !== after.get(key)),
      deadLetters: (await kernel.deadLetters()).length,
      load: kernel.load(),
      logVerifies: (await kernel.verifyLog()).ok,
      memoryBytes: Math.max(...kernel.processes().map((process) => process.memoryBytes)),
    };
  } finally {
    await laboratory.close();
  }
}

interface Misdeed {
  readonly reply: Reply;
  readonly answers: readonly number[];
  readonly answersBefore: readonly number[];
}

async function misbehave({ kernel }: Laboratory, opcode: string): Promise<Misdeed> {
  const state = { ended: false };
  const sending = kernel
    .send({ type: 'Command', target: opcode.split('.', 1)[0]!, opcode, payload: {} })
    .finally(() => (state.ended = true));
  const ask = async (): Promise<number> => {
    const reply = await kernel.send<{ sum: number }>({
      type: 'Command',
      target: 'neighbour',
      opcode: 'neighbour.add',
      payload: { by: 1 },
    });
    return reply.ok ? reply.payload.sum : Number.NaN;
  };
  const [answers, answersBefore]: [number[], number[]] = [[], []];
  while (!state.ended && answers.length < QUESTIONS) {
    answers.push(await ask());
    if (!state.ended) answersBefore.push(answers.at(-1)!);
  }
  const reply = await sending;
  answers.push(await ask());
  await kernel.drained();
  return { reply, answers, answersBefore };
}
