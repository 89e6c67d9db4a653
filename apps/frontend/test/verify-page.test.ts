import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildPage } from './built-page.ts';
import { type Browser, CHROMIUM, NO_CHROMIUM, openBrowser } from './chromium.ts';
import { type FakeApi, startFakeApi } from './fake-api.ts';
import { accessibilityProblems, dropFile, fitsWidth, picture, type Visit, visit } from './visit.ts';

if (CHROMIUM === undefined) test('the page that checks receipts is shown', ({ skip }) => skip(NO_CHROMIUM));

/* What a sound receipt comes to is tested with a real kernel, in tools/system-tests. */
describe.skipIf(CHROMIUM === undefined)('the page that checks receipts, in Chromium', () => {
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
    api = await startFakeApi(built.dist, 3);
  });
  afterEach(async () => {
    await seen?.page.close();
    await api.close();
  });

  const open = async (path = '/verify.html'): Promise<Visit['page']> => {
    seen = await visit(browser.context, api.url, path);
    return seen.page;
  };

  test('W4: a file that is no receipt is refused in the language of the reader, and nothing is sent anywhere', async () => {
    const page = await open();
    await dropFile(page, 'note.json', '{"esta":"note"}');
    await page.locator('.verdict.refuted').waitFor();
    expect(await page.locator('#verdict-title').textContent()).toBe('This could not be checked');
    expect(await page.locator('.verdict').textContent()).toContain('This file is no receipt, or it is damaged.');
    await page.getByLabel('Español').check();
    expect(await page.locator('#verdict-title').textContent()).toBe('Esto no se pudo comprobar');
    expect(await page.locator('.verdict').textContent()).toContain('Este archivo no es un comprobante');
    expect(await page.evaluate(() => document.title)).toBe('Comprobar un comprobante · ESTA-Logic');
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'verify-refused-es');
    await page.getByLabel('English').check();
    expect([seen.problems, seen.strangers]).toEqual([[], []]);
  });

  test('keys that are none are named, that of the log and those of witnesses', async () => {
    const page = await open();
    await dropFile(page, 'note.json', '{"esta":"note"}');
    await page.getByLabel('The key that you trust').fill('no key');
    await page.getByText('The key is no verifier key of a log.').waitFor();
    await page.getByLabel('The key that you trust').fill('');
    await page.getByLabel('Keys of witnesses').fill('no-key');
    await page.getByText('A key of the witnesses is none.').waitFor();
    expect(seen.problems).toEqual([]);
  });

  test('a receipt that the address names is fetched; that it cannot be is said', async () => {
    api.failure = { path: '/api/receipts', status: 404, code: 1013, name: 'not-found', message: 'No crank took it.' };
    const page = await open('/verify.html#receipt=1-42');
    await page.getByRole('alert').getByText('The receipt could not be fetched').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('No crank took it.');
  });

  test('is read by keyboard and screen reader, in the dark, and on a narrow screen', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Choose a file' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Choose a file');
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await accessibilityProblems(page)).toEqual([]);
    await picture(page, 'verify-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await fitsWidth(page)).toBe(true);
    await picture(page, 'verify-360');
    await page.setViewportSize({ width: 1360, height: 900 });
  });

  test('entries of a ledger and decisions lead there', async () => {
    const page = await open('/#/employee/E-1001/ledger');
    const link = page.locator('.receipt-link').first();
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('/verify#receipt=1-41');
    expect(await link.getAttribute('aria-label')).toBe('Check the receipt 1-41');
    await picture(page, 'ledger-with-receipts', true);
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.locator('.decided summary').click();
    expect(await page.locator('.decided .receipt-link').getAttribute('href')).toBe('/verify#receipt=1-42');
  });
});
