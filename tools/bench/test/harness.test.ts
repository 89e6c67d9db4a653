import { beforeAll, describe, expect, it } from 'vitest';
import { COMPARISONS } from '../src/comparisons/index.ts';
import { guest, KIBIBYTE } from '../src/guests/manifests.ts';
import { buildGuests } from '../src/guests/built-guests.ts';
import { compare } from '../src/harness/compare.ts';
import { ContestantClient } from '../src/harness/contestant-client.ts';
import { SMALL, type Contestant } from '../src/harness/contestant.ts';
import { bootBenchKernel, loaderWith } from '../src/kernel/bench-kernel.ts';
import { asJson, asTable } from '../src/report/text.ts';
import { runBenchmarks } from '../src/run-benchmarks.ts';

beforeAll(buildGuests);

const keys = COMPARISONS.flatMap(({ subjects }) => subjects.map(({ key }) => key));

describe('the table of what is measured', () => {
  it('names every key once, and every side of a comparison once', () => {
    expect(new Set(keys).size).toBe(keys.length);
    for (const { subjects, peers } of COMPARISONS) {
      const names = [...subjects, ...peers].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('says of every side whether it isolates and what is durable', () => {
    for (const { isolation, durability } of COMPARISONS.flatMap(({ subjects, peers }) => [...subjects, ...peers])) {
      expect(isolation).not.toBe('');
      expect(durability).not.toBe('');
    }
  });
});

describe('a run', () => {
  it('measures what was asked for, and prints exactly that', async () => {
    const only = ['echo.native', 'syscall', 'runaway.resume'];
    const said: string[] = [];
    const { results, failures } = await runBenchmarks({ only, peers: false, effort: SMALL }, (line) => said.push(line));
    expect(failures).toEqual([]);
    expect(said).toHaveLength(3);
    const json = JSON.parse(asJson(results)) as Record<string, Record<string, unknown>>;
    expect(Object.keys(json).toSorted()).toEqual(only.toSorted());
    expect(Object.keys(json['echo.native']!)).toEqual(['unit', 'median', 'min', 'max', 'p99', 'target', 'beside']);
    expect(json['echo.native']).toMatchObject({ unit: 'µs', target: 2, beside: {} });
    for (const { min, median, max } of results) {
      expect(min).toBeGreaterThan(0);
      expect(min <= median && median <= max).toBe(true);
    }
    expect(asTable(results)).toContain('echo of 1 KiB by a native guest');
  });

  it('goes on without the peers that are not there, and says why', async () => {
    const [echo] = COMPARISONS;
    const peers = echo!.peers.filter(({ name }) => ['moleculer', 'worker'].includes(name));
    const measured = await compare(0, echo!, [], peers, SMALL, 'there is no network');
    const outcomes = [...measured.peers].map(([{ name }, outcome]) => [name, 'absent' in outcome && outcome.absent]);
    expect(Object.fromEntries(outcomes)).toEqual({ moleculer: 'there is no network', worker: false });
  });

  it('says in one line why a side could not be opened', async () => {
    const nobody = { name: 'nobody' } as Contestant;
    await expect(ContestantClient.open(0, nobody, SMALL)).rejects.toThrow('There is no contestant nobody.');
  });
});

describe('the counts', () => {
  it('agree when every message went the public way', async () => {
    const bench = await bootBenchKernel(await loaderWith([guest('native')]));
    for (let i = 0; i < 5; i++) expect(await bench.ask('bench', 'bench.echo', KIBIBYTE)).toEqual(KIBIBYTE);
    await expect(bench.close()).resolves.toBeUndefined();
  });

  it('fail the run when a message was counted that the kernel did not handle', async () => {
    const bench = await bootBenchKernel(await loaderWith([guest('native')]));
    await bench.ask('bench', 'bench.echo', KIBIBYTE);
    bench.tally.sent++;
    await expect(bench.close()).rejects.toThrow(
      '2 messages were sent, but routed: 1, committed: 1, logged: 1, metered: 1',
    );
    await bench.kernel.stop();
  });
});
