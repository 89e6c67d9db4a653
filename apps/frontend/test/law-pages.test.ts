import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildPage } from './built-page.ts';
import { type Browser, CHROMIUM, NO_CHROMIUM, openBrowser } from './chromium.ts';
import { type FakeApi, startFakeApi } from './fake-api.ts';
import { accessibilityProblems, fitsWidth, picture, type Visit, visit } from './visit.ts';

if (CHROMIUM === undefined) test('the pages of the law are shown in a browser', ({ skip }) => skip(NO_CHROMIUM));

describe.skipIf(CHROMIUM === undefined)('the law in Chromium', () => {
  let built: Awaited<ReturnType<typeof buildPage>>;
  let browser: Browser;
  let api: FakeApi;
  let seen: Visit;

  beforeAll(async () => {
    built = await buildPage();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    built?.remove();
  });
  beforeEach(async () => {
    api = await startFakeApi(built.dist, 512);
  });
  afterEach(async () => {
    await seen?.page.close();
    await api.close();
  });

  const open = async (path: string): Promise<Visit['page']> => {
    seen = await visit(browser.context, api.url, path);
    return seen.page;
  };
  const nothingBroken = (): void => {
    expect(seen.problems).toEqual([]);
    expect(seen.strangers).toEqual([]);
  };

  test('leads from a balance to its ledger: years, entries under their months, each with its section', async () => {
    const page = await open('/#/employee/E-1007');
    await page.getByRole('link', { name: 'Ledger, statement and decisions' }).click();
    await page.getByRole('heading', { name: /^Ledger of Sofía/ }).waitFor();
    await page.getByRole('heading', { name: 'Entries' }).waitFor();
    expect(await page.locator('.month-row').allTextContents()).toEqual([
      'May 2026', 'Apr 2026', 'Mar 2026', 'Feb 2026', 'Jan 2026',
    ]); // prettier-ignore
    expect(await page.locator('.ledger-table tbody tr').nth(1).textContent()).toBe(
      'May 4Used−8.002.67leave takenMCL 408.963 accrual.rate Receipt',
    );
    expect(await page.locator('.rule-list div').allTextContents()).toEqual([
      'MCL 408.963 accrual.rateOne hour for every 30 hours worked.Known from: the Act',
    ]);
    await page.getByLabel('Kind of entry').selectOption('Used');
    expect(await page.locator('.ledger-table tbody tr:not(.month-row)').count()).toBe(1);
    await page.getByLabel('Kind of entry').selectOption('All kinds');
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, '15-ledger', true);
    await page.getByRole('link', { name: 'Balances' }).last().click();
    await page.locator('.detail .chart').waitFor();
    nothingBroken();
  });

  test('offers the statement of a period in either language, and refuses a period that ends before it begins', async () => {
    const page = await open('/#/employee/E-1007/ledger');
    const form = page.getByRole('region', { name: 'Statement' });
    await form.getByLabel('From').fill('2026-02-01');
    await form.getByLabel('Language').selectOption('Español');
    expect(await form.getByRole('link', { name: 'PDF' }).getAttribute('href')).toBe(
      '/api/employees/E-1007/statement?from=2026-02-01&to=2026-06-30&format=pdf&language=es',
    );
    await form.getByLabel('From').fill('2026-07-01');
    await form.getByRole('alert').waitFor();
    expect(await form.getByRole('link').count()).toBe(0);
  });

  test('decides whether hours may be taken, and shows every step and the receipt', async () => {
    const page = await open('/#/employee/E-1007/ledger');
    const form = page.getByRole('region', { name: 'May this be taken?' });
    await form.getByLabel('Hours').fill('12');
    await form.getByLabel('Hours').press('Enter');
    await form.locator('.decided.attention').waitFor();
    expect(await form.locator('.decided-sentence').textContent()).toBe('10 hours can be granted.');
    await form.getByText('Why: 1 step').click();
    expect(await form.locator('.steps li').textContent()).toContain('MCL 408.963 · accrual.rate · exactly 77/6');
    expect(await form.textContent()).toContain('Check the receipt 1-42');
    expect(await accessibilityProblems(page)).toEqual([]);
    await form.getByLabel('Hours').fill('8');
    await form.getByRole('button', { name: 'Decide' }).click();
    await form.locator('.decided.good').waitFor();
    nothingBroken();
  });

  test('previews the year end with progress, who loses hours first, and closes it when that is confirmed', async () => {
    const release = api.hold('year-end');
    const page = await open('/#/year-end');
    const bar = page.getByRole('progressbar', { name: 'Working out the year end' });
    await bar.waitFor();
    await page.waitForFunction(
      () => document.querySelector<HTMLProgressElement>('.year-end-progress progress')?.max === 512,
    );
    expect(await bar.evaluate((element: HTMLProgressElement) => element.value)).toBe(200);
    expect(await accessibilityProblems(page)).toEqual([]);
    release();
    await page.getByRole('heading', { name: 'Preview · 512 employees' }).waitFor();
    await page.getByText('Hours lapse for 6 employees, listed first.').waitFor();
    expect(await page.locator('.law-table tbody .lapses').count()).toBe(6);
    expect(await page.locator('.law-table tbody tr').count()).toBe(100);
    await page.getByRole('button', { name: 'Show all 512 employees' }).click();
    expect(await page.locator('.law-table tbody tr').count()).toBe(512);
    const close = page.getByRole('button', { name: 'Close the year of 512 employees' });
    expect(await close.isDisabled()).toBe(true);
    await page.getByLabel('I have looked at the preview').check();
    await picture(page, '16-year-end');
    await close.click();
    await page.getByRole('heading', { name: 'Closed · 512 employees' }).waitFor();
    expect(api.closed.on).toBe('2026-06-30');
    expect(await close.count()).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    nothingBroken();
  });

  test('lists what is due by month, with a calendar file and a way to each employee’s ledger', async () => {
    const page = await open('/#/obligations');
    await page.getByText('The benefit year ends.').waitFor();
    expect(await page.locator('.law-card h3').allTextContents()).toEqual(['Aug 2026', 'Dec 2026']);
    expect(await page.getByRole('link', { name: 'Calendar file' }).getAttribute('href')).toBe(
      '/api/obligations?format=ics&language=en',
    );
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, '17-due');
    await page.getByRole('link', { name: 'Ledger of Lena García' }).click();
    await page.getByRole('heading', { name: 'Entries' }).waitFor();
    nothingBroken();
  });

  test('speaks Spanish when told, everywhere, and remembers it', async () => {
    const page = await open('/#/employee/E-1007');
    await page.locator('.detail .chart').waitFor();
    await page.getByRole('radio', { name: 'Español' }).check();
    await page.getByRole('heading', { name: 'De dónde viene esto' }).waitFor();
    expect(await page.locator('.explanation').textContent()).toMatch(
      /ganó .* de tiempo por enfermedad por .* de trabajo/,
    );
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, '18-spanish');
    await page.getByRole('link', { name: 'Vencimientos' }).click();
    await page.getByText('El año de beneficios termina.').waitFor();
    await page.reload();
    await page.getByText('El año de beneficios termina.').waitFor();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByText('The benefit year ends.').waitFor();
    nothingBroken();
  });

  test('is used with the keyboard alone: the parts of the page, a kind of entry, a decision', async () => {
    const page = await open('/');
    await page.locator('tbody .row-button').first().waitFor();
    const focused = (): Promise<string | null | undefined> => page.evaluate(() => document.activeElement?.textContent);
    for (let presses = 0; presses < 20 && (await focused()) !== 'Year end'; presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Preview/ }).waitFor();
    expect(await page.getByRole('link', { name: 'Year end' }).getAttribute('aria-current')).toBe('page');
  });

  test('fits 360 pixels and keeps its contrast in the dark', async () => {
    const page = await open('/#/employee/E-1007/ledger');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    const parts = [
      ['/#/employee/E-1007/ledger', '.ledger-table'],
      ['/#/year-end', '.law-table tbody tr'],
      ['/#/obligations', '.due-list'],
    ] as const;
    for (const [path, shown] of parts) {
      await page.goto(`${api.url}${path}`);
      await page.locator(shown).first().waitFor();
      expect(await fitsWidth(page)).toBe(true);
      expect(await accessibilityProblems(page)).toEqual([]);
      await picture(page, `19-narrow${path.replaceAll(/[^a-z]+/gi, '-')}`);
    }
    nothingBroken();
  });
});
