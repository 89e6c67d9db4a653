import { ERRORS, LIMITS, type ErrorName, type Fault } from '@esta-logic/kernel-boundary';
import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { guestModules } from '../src/guest-modules.ts';
import { auditRecords, makeTemplate, openLaboratory } from '../src/laboratory.ts';
import { readMeasured } from '../src/measured-file.ts';
import { refusedModules } from '../src/refused-modules.ts';
import { REPORT_FILE, refusalOf, reportOf } from '../src/report.ts';
import { runCase, type Observation } from '../src/run-case.ts';
import { HOSTILE_CASES } from '../src/hostile-cases.ts';

const BUDGET = LIMITS.cpuMillisecondsPerCall.value * LIMITS.fuelPerMillisecond.value;
/** The dearest single step: the host reads a memory full of text, or a start function uses all it may. */
const ONE_STEP = LIMITS.memoryBytesUser.value * LIMITS.fuelPerCharacter.value;
/** From here on a guest needs several quanta, and others run between them. */
const SEVERAL_QUANTA = 12_000_000;

let template: string;
const seen: Observation[] = [];
beforeAll(async () => {
  template = await makeTemplate(await guestModules());
}, 180_000);
afterAll(() => rmSync(template, { recursive: true, force: true }));

test.each(HOSTILE_CASES)('I7 I8 $opcode: $does', { timeout: 120_000 }, async (hostile) => {
  const observation = await runCase(template, hostile);
  seen.push(observation);
  const { fault, answers, answersBefore, fuel, changed, keeps = [] } = { ...observation, ...hostile };
  expect(fault?.name ?? 'none').toBe(hostile.error);
  if (fault)
    expect(fault).toMatchObject({
      code: ERRORS[hostile.error as ErrorName].code,
      message: expect.stringContaining(hostile.says ?? ' '),
    });
  expect(observation.outcome).toBe(fault?.code ?? 'committed');
  expect(fuel).toBeLessThanOrEqual(BUDGET + ONE_STEP);
  expect(observation.denials).toBe(hostile.denials ?? 0);
  expect(changed.filter((key) => !keeps.some((kept) => key.startsWith(kept)))).toEqual([]);
  if (keeps.length === 0) expect(observation.deadLetters).toBe(0);
  expect(observation.load).toEqual({ running: 0, ready: 0, queued: 0, reserved: 0, open: 0 });
  expect(observation.logVerifies).toBe(true);
  expect(observation.memoryBytes).toBeLessThanOrEqual(LIMITS.memoryBytesUser.value);
  expect(answers).toEqual(answers.map((_, i) => i + 1));
  if (fuel > SEVERAL_QUANTA && hostile.inOneCall !== true) expect(answersBefore.length).toBeGreaterThan(0);
});

test('I12 what a guest wrote under a path to another tenant is seen in its own tenant only', async () => {
  const laboratory = await openLaboratory(template);
  const { kernel } = laboratory;
  const send = (tenantId: string) =>
    kernel.send({ type: 'Command', target: 'rogue', opcode: 'rogue.other-tenant-key', payload: {}, tenantId });
  expect(await send('default')).toMatchObject({ payload: 3 });
  expect(await send('other')).toMatchObject({ payload: 3 });
  expect(await send('default')).toMatchObject({ payload: 3 });
  const tenants = (await auditRecords(laboratory))
    .filter(({ kind }) => kind === 'crank')
    .map(({ tenantId }) => tenantId);
  expect(tenants).toEqual(['default', 'other', 'default']);
  await laboratory.close();
});

test(
  'what no guest may be or ask for is refused at installation, by name, and nothing of it is kept',
  { timeout: 120_000 },
  async () => {
    const laboratory = await openLaboratory(template);
    const { kernel } = laboratory;
    const before = kernel.modules();
    for (const refused of await refusedModules()) {
      const installed = await kernel.install(refused.manifest, refused.bytes);
      expect(installed, refused.does).toMatchObject({
        ok: false,
        fault: { name: refused.error, message: expect.stringContaining(refused.says) },
      });
    }
    expect(kernel.modules()).toEqual(before);
    expect(
      await kernel.send({ type: 'Command', target: 'intruder', opcode: 'intruder.answer', payload: {} }),
    ).toMatchObject({ error: { name: 'unknown-target' } });
    expect(await kernel.verifyLog()).toMatchObject({ ok: true });
    await laboratory.close();
  },
);

test.each(['brute.write-trap', 'spin-in-start.answer', 'spin-at-start.answer', 'spin-in-realloc.answer', 'rogue.spin'])(
  'E4 I8 who goes on failing as %s does is quarantined by name, and logged; its neighbour goes on',
  async (opcode) => {
    const laboratory = await openLaboratory(template);
    const { kernel } = laboratory;
    const target = opcode.split('.', 1)[0]!;
    const faults: Fault[] = [];
    while (faults.at(-1)?.name !== 'state-refused' && faults.length < 50) {
      const reply = await kernel.send({ type: 'Command', target, opcode, payload: {} });
      if (!reply.ok) faults.push(reply.error);
      const sum = await kernel.send({
        type: 'Command',
        target: 'neighbour',
        opcode: 'neighbour.add',
        payload: { by: 1 },
      });
      expect(sum).toMatchObject({ payload: { sum: faults.length } });
    }
    expect(faults.at(-1)!.message).toContain(`${target} is quarantined`);
    const quarantined = kernel.processes().filter(({ state }) => state === 'quarantined');
    expect(quarantined.map(({ module }) => module)).toEqual([target]);
    expect(JSON.stringify(await auditRecords(laboratory))).toContain('quarantined');
    expect(await kernel.verifyLog()).toMatchObject({ ok: true });
    await laboratory.close();
  },
);

test('an honest guest in AssemblyScript answers beside them, in whatever script it is spoken to', async () => {
  const laboratory = await openLaboratory(template);
  const send = (opcode: string, payload: unknown) =>
    laboratory.kernel.send({ type: opcode === 'notes.keep' ? 'Command' : 'Query', target: 'notes', opcode, payload });
  const notes = [{ text: 'Für Ada: 8½ h 🕗' }, ['\u0000', '日本'], ''];
  for (const note of notes) expect(await send('notes.keep', note)).toMatchObject({ ok: true });
  expect(await send('notes.all', {})).toMatchObject({ payload: notes });
  expect(await send('notes.echo', notes)).toMatchObject({ payload: notes });
  expect(await laboratory.kernel.verifyLog()).toMatchObject({ ok: true });
  await laboratory.close();
});

test('a hostile message does the same work every time', async () => {
  for (const opcode of ['rogue.spin', 'brute.recurse', 'rogue.allocate', 'managed.litter']) {
    const first = seen.find((observation) => observation.case.opcode === opcode)!;
    expect((await runCase(template, first.case)).fuel).toBe(first.fuel);
  }
});

test('the report in docs/hostile-guests.md is what was seen', async () => {
  const refusals = (await refusedModules()).map(({ does, limit, error }) => refusalOf(does, limit, error));
  const report = reportOf(seen, refusals, readMeasured());
  console.log(report);
  expect(readFileSync(REPORT_FILE, 'utf8')).toBe(report);
});
