import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { serveReplay } from './browser-replay/serve-replay.ts';
import type { DataDirectory } from './data-directory.ts';
import { demoCompany } from './demo-company.ts';
import { ask, type Answered } from './esta-process.ts';
import { served } from './served.ts';

/** `ESTA_REPLAY_QUESTIONS=20000` asks for so many balances besides what the demo company's import takes. */
const QUESTIONS = Number(process.env['ESTA_REPLAY_QUESTIONS'] ?? 0);
const AS_OF = '2026-11-15';
const WIDTH = 16;
const BROWSER = process.env['ESTA_CHROMIUM'] ?? '/usr/bin/chromium';

/** Balances of one employee after the other; several cranks each. */
async function askQuestions(directory: DataDirectory): Promise<void> {
  const { url, leave } = await served(directory);
  const balances = async (employee?: string): Promise<readonly { readonly employee: string }[]> => {
    const who = employee === undefined ? '' : `&employee=${encodeURIComponent(employee)}`;
    const response = await fetch(`${url}/api/balances?asOf=${AS_OF}${who}`);
    expect(response.status).toBe(200);
    return ((await response.json()) as { balances: readonly { readonly employee: string }[] }).balances;
  };
  const everybody = await balances();
  let left = QUESTIONS;
  const one = async (): Promise<void> => {
    while (left-- > 0) await balances(everybody[left % everybody.length]!.employee);
  };
  await Promise.all(Array.from({ length: WIDTH }, one));
  expect((await leave('SIGTERM')).code).toBe(0);
}

interface ReplayReport {
  readonly ok: boolean;
  readonly cranks: number;
  readonly same: number;
  readonly notRun: number;
  readonly fuel: number;
  readonly hash: string;
  readonly notes: readonly unknown[];
}

describe.skipIf(!existsSync(BROWSER))(
  'Chromium (skipped where ESTA_CHROMIUM or /usr/bin/chromium is not there)',
  () => {
    it('H11: replays the cranks of the demo company from the file that Node replays, to the same hash', async () => {
      const directory = await demoCompany();
      if (QUESTIONS > 0) await askQuestions(directory);
      const file = join(directory.around, 'journal.jsonl');
      const written = await directory.ask<{ cranks: number }>('export', 'journal', file);
      expect(written.code).toBe(0);
      const here: Answered<ReplayReport> = await ask<ReplayReport>('replay', file);
      expect(here.json).toMatchObject({ ok: true, cranks: written.json.cranks, notRun: 0, notes: [] });
      expect(here.json.cranks).toBeGreaterThan(10 + QUESTIONS);

      const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
      try {
        const page = await browser.newPage();
        const problems: string[] = [];
        page.on('pageerror', (error) => problems.push(error.message));
        page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
        await page.goto(await serveReplay(file));
        const there = await page.evaluate(() =>
          (globalThis as unknown as { replayFrom(url: string): Promise<ReplayReport> }).replayFrom('/journal'),
        );
        const { ok, cranks, same, fuel, hash } = here.json;
        expect(there).toMatchObject({ ok, cranks, same, fuel, hash, notes: [] });
        console.info(`${cranks} cranks, the last hash ${hash}`);
        expect(problems.filter((problem) => !problem.includes('favicon'))).toEqual([]);
      } finally {
        await browser.close();
      }
    });
  },
);
