import { describe, expect, it } from 'vitest';
import { componentOf, manifestOf } from './component-variant.ts';
import { DataDirectory } from './data-directory.ts';
import { served } from './served.ts';

const SWAPS = Number(process.env['ESTA_SWAPS'] ?? 6);
const RATE = Number(process.env['ESTA_SWAP_RATE'] ?? 200);
/** Where the machine does not keep up with the rate, requests wait here and not in memory. */
const MOST_UNDER_WAY = 256;
const MODULE = 'employee-service';

interface Answer {
  readonly ok: boolean;
  readonly payload?: unknown;
}

async function post(url: string, path: string, body: object): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-esta-client': 'system-tests' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Answer;
}

const send = (url: string, type: string, opcode: string, payload: object): Promise<Answer> =>
  post(url, '/api/send', { type, target: MODULE, opcode, payload });

/** Adds an employee so many times a second until it is told to stop; gives the ids, each of which was confirmed. */
async function steadily(url: string, going: () => boolean): Promise<readonly string[]> {
  const confirmed: Promise<string>[] = [];
  let underWay = 0;
  const add = async (id: string): Promise<string> => {
    underWay++;
    const answer = await send(url, 'Command', 'employee.upsert', { employees: [{ id, name: id }] });
    underWay--;
    if (!answer.ok) throw new Error(`${id}: ${JSON.stringify(answer)}`);
    return id;
  };
  const began = performance.now();
  const due = (): number => ((performance.now() - began) * RATE) / 1000;
  while (going()) {
    while (confirmed.length < due() && underWay < MOST_UNDER_WAY) confirmed.push(add(`P${confirmed.length}`));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return Promise.all(confirmed);
}

async function employees(url: string): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ;) {
    const { payload } = await send(url, 'Query', 'employee.list', after === undefined ? {} : { after });
    const page = payload as { employees: { id: string }[]; next?: string };
    ids.push(...page.employees.map(({ id }) => id));
    if (page.next === undefined) return ids;
    after = page.next;
  }
}

describe('X4: versions that take over while messages come in', () => {
  it.each([1, 2])('lose none of them and handle none twice, in a durable store and on %i cores', async (cores) => {
    const directory = await DataDirectory.fresh();
    const { url, leave } = await served(directory, '--cores', String(cores));
    const componentBase64 = componentOf(MODULE).toString('base64');
    let going = true;
    const load = steadily(url, () => going);
    for (let swap = 0; swap < SWAPS; swap++) {
      const manifest = { ...manifestOf(MODULE), version: `1.0.${swap}` };
      await post(url, '/api/modules', { manifest, componentBase64, accept: true });
    }
    going = false;
    const confirmed = await load;
    expect(confirmed.length).toBeGreaterThan(SWAPS);
    expect((await employees(url)).sort()).toEqual([...confirmed].sort());
    expect((await leave('SIGTERM')).code).toBe(0);
    const { cranks } = (await directory.ask<Stepped>('step', MODULE)).json;
    const added = cranks.filter(({ message }) => message.opcode === 'employee.upsert');
    expect(new Set(added.map(({ message }) => message.id)).size).toBe(confirmed.length);
    expect(added).toHaveLength(confirmed.length);
    console.info(`${confirmed.length} messages, ${SWAPS} versions, ${cores} cores: none lost, none twice`);
  });
});

interface Stepped {
  readonly cranks: readonly { readonly message: { readonly id: string; readonly opcode: string } }[];
}
