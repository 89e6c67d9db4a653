import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DataDirectory } from './data-directory.ts';
import { demoCompany } from './demo-company.ts';
import { ask } from './esta-process.ts';
import { served } from './served.ts';

interface Report {
  readonly verdict: string;
  readonly claims: readonly { readonly name: string; readonly state: string; readonly sentence: string }[];
  readonly decision?: { readonly payload?: string; readonly reply?: string; readonly outcome: unknown };
}

const QUESTION = { asOf: '2026-11-15' };
const stateOf = ({ claims }: Report, wanted: string): string | undefined =>
  claims.find(({ name }) => name === wanted)?.state;

/** A balance that was asked for, and the key of the log. */
async function asked(directory: DataDirectory): Promise<{ id: string; key: string; reply: unknown }> {
  const sent = await directory.ask<{ messageId: string; payload: unknown }>(
    ...['send', 'compliance-engine', 'compliance.balances', JSON.stringify(QUESTION)],
  );
  const key = await directory.ask<{ first: string }>('log', 'key');
  return { id: sent.json.messageId, key: key.json.first, reply: sent.json.payload };
}

describe('receipts of the demo company', () => {
  it('V1 V4 V5: one is proved without a data directory, partly when parts are withheld, and refuted when changed', async () => {
    const directory = await demoCompany();
    const { id, key, reply } = await asked(directory);
    const file = join(directory.around, 'receipt.json');
    expect((await directory.ask('receipt', id, '--out', file)).code).toBe(0);

    const proved = await ask<Report>('verify', file, '--key', key);
    expect([proved.code, proved.json.verdict]).toEqual([0, 'proved']);
    expect(proved.json.claims.every(({ state }) => state === 'proved')).toBe(true);
    expect(JSON.parse(proved.json.decision?.payload ?? '')).toEqual(QUESTION);
    expect(JSON.parse(proved.json.decision?.reply ?? '')).toEqual(reply);

    const redacted = join(directory.around, 'redacted.json');
    await directory.ask('receipt', id, '--withhold', 'output,calls', '--out', redacted);
    expect(await readFile(redacted, 'utf8')).not.toContain('Harbor & Pine');
    const partly = await ask<Report>('verify', redacted, '--key', key);
    expect([partly.code, partly.json.verdict, stateOf(partly.json, 'computation')]).toEqual([0, 'partly', 'withheld']);

    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('Harbor & Pine', 'Harbor & Fine'));
    const refuted = await ask<Report>('verify', file, '--key', key);
    expect([refuted.code, refuted.json.verdict]).toEqual([1, 'refuted']);
    const other = await ask<Report>('verify', redacted, '--key', key.replace(/\+\w{8}\+.*/, '+00000000+AQ=='));
    expect(other.code).toBe(2);
  });

  it('L19 L20 L21 L22: the log is published, witnessed, verified by strangers, and goes on after its key has changed', async () => {
    const directory = await demoCompany();
    const { id, key } = await asked(directory);
    const [published, witness] = [join(directory.around, 'published'), join(directory.around, 'witness')];
    const first = await directory.ask<{ size: number }>('log', 'publish', published);
    expect(first.code).toBe(0);
    const verified = await ask<{ ok: boolean; size: number }>('log', 'verify', '--published', published, '--key', key);
    expect(verified.json).toMatchObject({ ok: true, size: first.json.size });
    expect((await ask('log', 'witness', published, '--keep', witness, '--key', key)).code).toBe(0);

    expect((await directory.ask('log', 'rotate-key')).code).toBe(0);
    expect((await directory.ask('log', 'publish', published)).code).toBe(0);
    expect((await ask('log', 'verify', '--published', published, '--key', key)).code).toBe(0);
    const again = await ask<{ before: number; size: number }>('log', 'witness', published, '--keep', witness);
    expect([again.code, again.json.before]).toEqual([0, first.json.size]);

    const file = join(directory.around, 'receipt.json');
    await directory.ask('receipt', id, '--checkpoint', join(published, 'checkpoint'), '--out', file);
    expect((await ask<Report>('verify', file, '--key', key)).json.verdict).toBe('proved');
    expect((await directory.ask('log', 'verify')).code).toBe(0);

    // Another log in its place: neither its owner nor the witness can pass it off.
    const other = await DataDirectory.fresh();
    expect((await other.ask('log', 'publish', published)).code).toBe(1);
    const elsewhere = join(other.around, 'published');
    await other.ask('log', 'publish', elsewhere);
    expect((await ask('log', 'witness', elsewhere, '--keep', witness)).code).toBe(1);
  });
});

const BROWSER = process.env['ESTA_CHROMIUM'] ?? '/usr/bin/chromium';

describe.skipIf(!existsSync(BROWSER))('the page that checks receipts (skipped without Chromium)', () => {
  it('V1: checks and computes a receipt of the demo company again, and says when it was changed', async () => {
    const directory = await demoCompany();
    const { id, key } = await asked(directory);
    const file = join(directory.around, 'receipt.json');
    await directory.ask('receipt', id, '--out', file);
    const changed = join(directory.around, 'changed.json');
    await writeFile(changed, (await readFile(file, 'utf8')).replace('Harbor & Pine', 'Harbor & Fine'));
    const { url } = await served(directory);
    const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      await page.goto(new URL('/verify', url).href);
      await page.getByLabel('The key that you trust').fill(key);
      const verdict = page.locator('#verdict-title');
      await page.locator('input[type=file]').setInputFiles(file);
      await page.locator('.verdict.proved').waitFor();
      expect(await verdict.textContent()).toBe('Proved: it holds');
      expect(await page.locator('.claims li.proved').count()).toBe(11);
      await page.locator('input[type=file]').setInputFiles(changed);
      await page.locator('.verdict.refuted').waitFor();
      expect(await verdict.textContent()).toBe('Do not rely on this receipt');
      expect(problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
