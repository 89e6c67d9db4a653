import { ContestantClient } from './contestant-client.ts';
import type { Comparison, Contestant, Effort, Sample, Subject } from './contestant.ts';
import { summarise, type Summary } from './summary.ts';

/** A side that could not be measured, and why. */
export interface Absent {
  readonly absent: string;
}

export interface Measured {
  readonly subjects: ReadonlyMap<Subject, Summary | Absent>;
  readonly peers: ReadonlyMap<Contestant, Summary | Absent>;
}

export const isAbsent = (outcome: Summary | Absent): outcome is Absent => 'absent' in outcome;

/** Rounds that warm up: their samples are thrown away. */
const WARM_UP_ROUNDS = 2;

/**
 * Measures all sides in turns: a slow moment of the machine falls upon each of them. `missing`: why the packages of the
 * peers are not there.
 */
export async function compare(
  number: number,
  { rounds = Infinity, freshProcess = false }: Comparison,
  subjects: readonly Subject[],
  peers: readonly Contestant[],
  effort: Effort,
  missing?: string,
): Promise<Measured> {
  const sides = [...subjects, ...peers].map(
    (contestant) =>
      new Side(number, contestant, effort, freshProcess, contestant.needs === undefined ? undefined : missing),
  );
  for (const side of sides) await side.open();
  for (let round = 0; round < Math.min(rounds, effort.rounds); round++) {
    for (const side of sides) await side.round();
  }
  for (const side of sides) await side.close();
  const outcomeOf = (contestant: Contestant): Summary | Absent =>
    sides.find((side) => side.contestant === contestant)!.outcome();
  return {
    subjects: new Map(subjects.map((subject) => [subject, outcomeOf(subject)])),
    peers: new Map(peers.map((peer) => [peer, outcomeOf(peer)])),
  };
}

class Side {
  readonly contestant: Contestant;
  readonly #number: number;
  readonly #effort: Effort;
  readonly #fresh: boolean;
  readonly #samples: Sample[] = [];
  #client: ContestantClient | undefined;
  #absent: string | undefined;

  constructor(number: number, contestant: Contestant, effort: Effort, fresh: boolean, absent: string | undefined) {
    this.#fresh = fresh;
    this.#absent = absent;
    this.#number = number;
    this.contestant = contestant;
    this.#effort = effort;
  }

  open(): Promise<void> {
    return this.#unlessAbsent(async () => {
      if (this.#fresh) return;
      const client = await this.#start();
      for (let round = 0; round < WARM_UP_ROUNDS; round++) await client.round();
    });
  }

  round(): Promise<void> {
    return this.#unlessAbsent(async () => {
      const client = this.#client ?? (await this.#start());
      this.#samples.push(await client.round());
      if (this.#fresh) await this.#stop();
    });
  }

  close(): Promise<void> {
    return this.#unlessAbsent(() => this.#stop());
  }

  outcome(): Summary | Absent {
    return this.#absent === undefined ? summarise(this.#samples) : { absent: this.#absent };
  }

  async #start(): Promise<ContestantClient> {
    return (this.#client = await ContestantClient.open(this.#number, this.contestant, this.#effort));
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.close();
  }

  async #unlessAbsent(act: () => Promise<void>): Promise<void> {
    if (this.#absent !== undefined) return;
    try {
      await act();
    } catch (error) {
      this.#absent = error instanceof Error ? error.message : String(error);
      this.#client?.kill();
      this.#client = undefined;
    }
  }
}
