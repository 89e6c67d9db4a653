/**
 * A kernel under load in a process of its own, which is killed from outside or kills itself at a named point:
 *
 *   node killed-kernel.ts DATA FIRST LAST [POINT NTH]
 *
 * It sends the orders FIRST to LAST, sixteen at a time, and writes a line "number message-id" for each that was
 * acknowledged; "ready" comes before them. Orders that are sent again keep their idempotency keys.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { directoryComponentStore, nodeClock, nodeDigest, nodeEntropy, nodeLoop } from '@esta-logic/driver-node-host';
import { openSqlite } from '@esta-logic/driver-sqlite';
import { jcoTranspiler, nodeEvaluator } from '@esta-logic/jco-transpiler';
import { Kernel } from '@esta-logic/kernel';
import { createLoader } from '@esta-logic/loader';

const WIDTH = 16;
const [data = '', first, last, point, nth] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);

let left = Number(nth);
const digest = await nodeDigest();
const kernel = new Kernel({
  provider: openSqlite({ file: join(data, 'kernel.db') }),
  loader: createLoader({
    components: directoryComponentStore(data),
    digest,
    transpiler: jcoTranspiler(),
    evaluator: nodeEvaluator(),
  }),
  clock: nodeClock(),
  loop: nodeLoop(),
  digest,
  entropy: nodeEntropy(),
  crashPoint: (name) => {
    if (name === point && --left === 0) process.kill(process.pid, 'SIGKILL');
  },
});
await kernel.boot();
say('ready');

async function acknowledged(key: string, target: string, opcode: string, payload: unknown): Promise<string> {
  const reply = await kernel.send({
    type: 'Command',
    target,
    opcode,
    payload,
    delivery: 'exactly-once',
    idempotencyKey: key,
  });
  if (!reply.ok) throw new Error(`${opcode} was refused: ${reply.error.message}`);
  return reply.messageId;
}

/** Every third order is an import, whose commit sends messages on; the others change one employee. */
async function order(n: number): Promise<string> {
  if (n % 3 > 0) {
    const employee = { id: `e${n}`, name: `Employee ${n}`, hireDate: '2024-01-01' };
    return acknowledged(`order-${n}`, 'employee-service', 'employee.upsert', { employees: [employee] });
  }
  const rows = [1, 2, 3].map((day) => ({
    employee: `e${n + 1}`,
    name: `Employee ${n + 1}`,
    kind: 'work',
    date: `2025-06-0${day}`,
    hours: '8',
    key: `${n}/${day}`,
  }));
  await acknowledged(`part-${n}`, 'time-service', 'time.import.stage', { importId: `i${n}`, part: 0, rows });
  return acknowledged(`order-${n}`, 'time-service', 'time.import.commit', { importId: `i${n}`, parts: 1 });
}

let next = Number(first);
const client = async (): Promise<void> => {
  while (next <= Number(last)) {
    const n = next++;
    say(`${n} ${await order(n)}`);
  }
};
await Promise.all(Array.from({ length: WIDTH }, client));
await kernel.drained();
await kernel.stop();
