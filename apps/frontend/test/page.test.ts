import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildPage } from './built-page.ts';
import { type Browser, CHROMIUM, NO_CHROMIUM, openBrowser } from './chromium.ts';
import { type FakeApi, startFakeApi } from './fake-api.ts';
import { accessibilityProblems, dropFile, fitsWidth, picture, type Visit, visit } from './visit.ts';

const EMPLOYEES = 512;
const HEADINGS = 'employee_id,name,date,hours';
const GOOD = [
  HEADINGS,
  ...Array.from(
    { length: 40 },
    (_, index) => `E-100${index % 4},Ana,2026-06-${String((index % 28) + 1).padStart(2, '0')},${7 + (index % 3)}.5`,
  ),
].join('\r\n');
const BAD = `${GOOD}\r\nE-1002,Priya,2026-06-31x,8\r\nE-1003,Joseph,06/14/2026,eight\r\n,Lena,06/15/2026,8\r\nE-1001,Marcus,06/15/2026,=38+2\r\n`;

if (CHROMIUM === undefined) test('the page is shown in a browser', ({ skip }) => skip(NO_CHROMIUM));

describe.skipIf(CHROMIUM === undefined)('the built page in Chromium', () => {
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
    api = await startFakeApi(built.dist, EMPLOYEES);
  });
  afterEach(async () => {
    await seen?.page.close();
    await api.close();
  });

  const open = async (path = '/'): Promise<Visit['page']> => {
    seen = await visit(browser.context, api.url, path);
    return seen.page;
  };
  const openLoaded = async (path = '/'): Promise<Visit['page']> => {
    const page = await open(path);
    await page
      .locator('tbody .row-button')
      .first()
      .waitFor()
      .catch((error: unknown) => {
        throw new Error(`The page shows no balances; it says: ${seen.problems.join(' | ') || 'nothing'}`, {
          cause: error,
        });
      });
    return page;
  };
  const nothingBroken = (): void => {
    expect(seen.problems).toEqual([]);
    expect(seen.strangers).toEqual([]);
  };
  const column = (page: Visit['page'], name: string): Promise<number[]> =>
    page
      .locator(`tbody .col-${name} .hours`)
      .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent.replaceAll(',', '').replace('−', '-'))));

  test('shows who, as of when, and every employee with exact hours behind the rounded ones', async () => {
    const page = await openLoaded();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Huron Valley Bakery');
    expect(await page.getByLabel('As of').inputValue()).toBe('2026-06-30');
    expect(await page.locator('tbody tr').count()).toBe(50);
    expect(await page.locator('tfoot th').textContent()).toBe('Sum of 512 employees');
    const cell = page.locator('tr', { has: page.locator('[data-employee="E-1006"]') }).locator('.col-accrued data');
    await page.getByLabel('Filter by name or number').fill('e-1006');
    const [n = '0', d = '1'] = ((await cell.getAttribute('value')) ?? '').split('/');
    expect(Number(d)).toBeGreaterThan(1);
    expect(await cell.textContent()).toBe((Number(n) / Number(d)).toFixed(2));
    expect(await cell.getAttribute('title')).toBe(`exactly ${n}/${d} hours (shown rounded)`);
    await page.getByLabel('Filter by name or number').fill('');
    await page.getByText('To bear in mind: 1').click();
    await page.getByText('The first day of use is read in two ways.').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, '01-balances');
    nothingBroken();
  });

  test('sorts by any column, filters by words and situation, and sums what is left', async () => {
    const page = await openLoaded();
    await page.getByRole('button', { name: 'Available' }).click();
    expect(await page.locator('th.col-available').getAttribute('aria-sort')).toBe('descending');
    const most = await column(page, 'available');
    expect(most).toEqual(most.toSorted((a, b) => b - a));
    await page.getByRole('button', { name: 'Available' }).click();
    const least = await column(page, 'available');
    expect(least).toEqual(least.toSorted((a, b) => a - b));
    expect(least[0]).toBeLessThan(most[0] ?? 0);
    await page.getByRole('radio', { name: /^Waiting/ }).check();
    const waiting = await page.locator('tbody .chip.waiting').count();
    expect(waiting).toBe(await page.locator('tbody tr').count());
    expect(await page.locator('tfoot th').textContent()).toBe(`Sum of ${waiting} employees`);
    await page.getByRole('radio', { name: /^Everyone/ }).check();
    await page.getByLabel('Filter by name or number').fill('haddad 1005');
    expect(await page.locator('tbody tr').count()).toBeLessThanOrEqual(1);
    await page.getByLabel('Filter by name or number').fill('no such person');
    expect(await page.locator('tbody').textContent()).toContain('Nobody matches');
    nothingBroken();
  });

  test('pages through many employees', async () => {
    const page = await openLoaded();
    const first = await page.locator('tbody .employee-id').first().textContent();
    await page.getByRole('button', { name: 'Next' }).click();
    expect(await page.locator('tbody .employee-id').first().textContent()).not.toBe(first);
    expect(await page.locator('.pager-range').textContent()).toBe('51–100 of 512');
    await page.getByLabel('Rows per page').selectOption('250');
    expect(await page.locator('tbody tr').count()).toBe(250);
    expect(await page.locator('.pager-range').textContent()).toBe('1–250 of 512');
  });

  test('is used without a mouse: skip link, arrows to a row, Enter to open, slider through the chart, Escape back', async () => {
    const page = await openLoaded();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip-link');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    const focused = (): Promise<string | undefined> =>
      page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset['employee']);
    for (let presses = 0; presses < 25 && (await focused()) === undefined; presses += 1)
      await page.keyboard.press('Tab');
    const first = await focused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const chosen = await focused();
    expect(chosen).not.toBe(first);
    await picture(page, '02-keyboard-focus');
    await page.keyboard.press('Enter');
    await page.locator('.detail .chart').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('detail-title');
    expect(page.url()).toContain(`#/employee/${chosen}`);
    const slider = page.getByRole('slider', { name: 'Day in the chart' });
    await slider.focus();
    const newest = await slider.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowLeft');
    expect(await slider.getAttribute('aria-valuetext')).not.toBe(newest);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.detail').waitFor({ state: 'detached' });
    await page.waitForFunction(
      (id) => (document.activeElement as HTMLElement | null)?.dataset['employee'] === id,
      chosen,
    );
    nothingBroken();
  });

  test('explains one balance: facts, sentence, chart with a table of the same, sections of the law', async () => {
    const page = await openLoaded('/#/employee/E-1007');
    await page.locator('.detail .chart').waitFor();
    expect(await page.locator('.explanation').textContent()).toMatch(
      /^Sofía .* earned .* hours of sick time for .* worked.* available on Jun 30, 2026/,
    );
    expect(await page.locator('.chart .cap text').textContent()).toBe('Use cap 72');
    expect(await page.locator('.chart .bar').count()).toBeGreaterThan(0);
    expect(
      await page
        .getByRole('link', { name: /MCL 408\.963/ })
        .first()
        .getAttribute('rel'),
    ).toContain('noopener');
    await picture(page, '03-detail');
    await page.getByText('The same as a table').click();
    expect(await page.locator('.series-table tbody tr').count()).toBeGreaterThan(50);
    await page.getByRole('radio', { name: '24 months' }).check();
    await page.waitForFunction(() => document.querySelectorAll('.series-table tbody tr').length === 25);
    nothingBroken();
  });

  test('shows waiting and use cap in the detail', async () => {
    const page = await openLoaded('/#/employee/E-1010');
    await page.locator('.detail .chart').waitFor();
    expect(await page.locator('.detail .chip.at-cap').count()).toBe(1);
    await picture(page, '04-at-cap');
    await page.goto(`${api.url}/#/employee/E-1005`);
    await page.locator('.detail .chip.waiting').waitFor();
    expect(await page.locator('.explanation').textContent()).toContain('The waiting time ends on');
  });

  test('asks again for another day and returns to today', async () => {
    const page = await openLoaded();
    const today = await page.locator('tfoot .col-accrued').textContent();
    await page.getByLabel('As of').fill('2026-02-01');
    await page.waitForFunction((before) => document.querySelector('tfoot .col-accrued')?.textContent !== before, today);
    await page.getByRole('button', { name: 'Today' }).click();
    await page.waitForFunction((before) => document.querySelector('tfoot .col-accrued')?.textContent === before, today);
    expect(await page.getByLabel('As of').inputValue()).toBe('2026-06-30');
  });

  test('verifies the log when asked, and says so when it is broken', async () => {
    const page = await openLoaded();
    await page.getByRole('button', { name: 'Verify log' }).click();
    await page.getByRole('button', { name: 'Log intact · 12,841 entries' }).waitFor();
    api.logIntact = false;
    await page.locator('.log-badge button').click();
    await page.getByRole('button', { name: 'Log broken · 12,841 entries' }).waitFor();
    expect(await page.locator('.log-badge [role=status]').textContent()).toContain('Entry 7,204');
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test('checks a dropped file first, with progress, then imports it', async () => {
    const page = await openLoaded();
    const release = api.hold('read');
    await dropFile(page, 'june.csv', GOOD);
    const bar = page.getByRole('progressbar', { name: 'Import of june.csv' });
    await bar.waitFor();
    await page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 0);
    expect(await page.locator('.stages [aria-current=step]').textContent()).toBe('Reading the file');
    release();
    await page.getByText('This file is ready to import').waitFor();
    expect(await page.locator('.reading').textContent()).toMatch(/^june.csv *Read as the generic daily layout/);
    await picture(page, '05-checked');
    const saving = api.hold('accrual');
    await page.getByRole('button', { name: /^Import \d+ rows now$/ }).click();
    await page.locator('.stages .present', { hasText: 'Working out accruals' }).waitFor();
    expect(await page.getByRole('button', { name: 'Stop' }).isDisabled()).toBe(true);
    await picture(page, '06-progress');
    expect(await accessibilityProblems(page)).toEqual([]);
    saving();
    await page.getByRole('heading', { name: /^\d+ rows imported$/ }).waitFor();
    nothingBroken();
  });

  test('shows bad rows with their cure, keeps them as a file, and imports the others', async () => {
    const page = await openLoaded();
    await page.getByRole('button', { name: 'Import timesheet' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'june.csv', mimeType: 'text/csv', buffer: Buffer.from(BAD) });
    await page.getByRole('heading', { name: '4 rows need a correction' }).waitFor();
    expect(await page.locator('.rejected-table tbody tr').allTextContents()).toContain(
      '43hourseight"eight" is not a number of hours; write it like 8.5 or 8:30.',
    );
    await picture(page, '07-row-errors');
    expect(await accessibilityProblems(page)).toEqual([]);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as CSV' }).click();
    const saved = await downloading;
    expect(saved.suggestedFilename()).toBe('june-to-correct.csv');
    expect(await readFile(await saved.path(), 'utf8')).toContain(`45,hours,'=38+2,`);
    await page.getByRole('button', { name: 'Import the other rows' }).click();
    await page.getByRole('heading', { name: /^\d+ rows imported, 4 rows left out$/ }).waitFor();
    nothingBroken();
  });

  test('stops an import that has not saved anything yet', async () => {
    const page = await openLoaded();
    const release = api.hold('read');
    await dropFile(page, 'june.csv', GOOD);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('The import of june.csv was stopped; nothing was changed.').waitFor();
    release();
  });

  test('tells a new employer what to do, and fills up with the first import', async () => {
    api.people = [];
    const page = await open();
    await page.getByRole('heading', { name: 'Start with a timesheet' }).waitFor();
    await picture(page, '08-empty');
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByLabel('Check first').uncheck();
    await dropFile(page, 'june.csv', GOOD);
    await page.locator('tbody .row-button').first().waitFor();
    expect(await page.locator('tbody tr').count()).toBe(3);
    await page.getByRole('heading', { name: /^\d+ rows imported$/ }).waitFor();
    nothingBroken();
  });

  test('says what failed and tries again', async () => {
    api.failure = {
      path: '/api/balances',
      status: 503,
      code: 2005,
      name: 'not-ready',
      message: 'The kernel has not finished booting; wait a moment.',
    };
    const page = await open();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('The kernel has not finished booting; wait a moment.');
    expect(await alert.textContent()).toContain('Error 2005');
    await picture(page, '09-error');
    api.failure = undefined;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('tbody .row-button').first().waitFor();
    expect(await alert.count()).toBe(0);
  });

  test('shows the reason for a file that is no timesheet', async () => {
    const page = await openLoaded();
    await dropFile(page, 'holiday.csv', 'title,colour\r\nx,y\r\n');
    await page.getByRole('heading', { name: 'This is not a timesheet known here' }).waitFor();
    expect(await page.locator('.import-summary').textContent()).toContain(
      'No known layout has the headings title, colour',
    );
    expect(await page.locator('.import-summary button').count()).toBe(0);
    api.failure = {
      path: '/api/imports',
      status: 413,
      code: 1009,
      name: 'payload-too-large',
      message: 'The file is larger than 64 MiB; split it by month.',
    };
    await dropFile(page, 'large.csv', GOOD);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('split it by month');
    await dropFile(page, 'nothing.csv', '');
    await page.getByText('nothing.csv is empty.').waitFor();
  });

  test('follows the dark colour scheme with the same contrast', async () => {
    const page = await openLoaded('/#/employee/E-1007');
    const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await page.waitForFunction((before) => getComputedStyle(document.body).backgroundColor !== before, light);
    await page.locator('.detail .chart').waitFor();
    await page.getByRole('button', { name: 'Verify log' }).click();
    await page.getByRole('button', { name: /Log intact/ }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, '10-dark');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await dropFile(page, 'june.csv', BAD);
    await page.getByRole('heading', { name: '4 rows need a correction' }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, '11-dark-row-errors');
  });

  test('works at 360 pixels: the detail takes the place of the list and gives it back', async () => {
    const page = await openLoaded();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await fitsWidth(page)).toBe(true);
    await picture(page, '12-narrow');
    await page.locator('[data-employee="E-1010"], .row-button').first().click();
    await page.locator('.detail .chart').waitFor();
    expect(await page.locator('.balances').isVisible()).toBe(false);
    expect(await fitsWidth(page)).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, '13-narrow-detail', true);
    await page.getByRole('button', { name: 'All employees' }).click();
    expect(await page.locator('.balances').isVisible()).toBe(true);
    await dropFile(page, 'june.csv', BAD);
    await page.getByRole('heading', { name: '4 rows need a correction' }).waitFor();
    expect(await fitsWidth(page)).toBe(true);
    await picture(page, '14-narrow-row-errors');
  });
});
