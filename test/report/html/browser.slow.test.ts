import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command as simulate } from '../../../src/cli/commands/simulate.ts';
import { command as sniff } from '../../../src/cli/commands/sniff.ts';
import { REQUIREMENTS } from '../../../src/oracle/requirement.ts';
import type { HtmlRun } from '../../../src/report/html/attachment.ts';
import { htmlPage } from '../../../src/report/html/page.ts';
import { entry, type } from '../../cli/terminal.ts';
import { hellos, naming, pcapOf } from '../../sniff/belief/scene.ts';
import { NASTY } from '../../support/nasty.ts';
import { needFile } from '../../support/need.ts';
import { checkReport, foundRow, fuzzReport, interopReport, row } from '../../support/run-report.ts';

const PROGRAM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const FOLDER = mkdtempSync(join(tmpdir(), 'peerprobe-test-'));
const VERDICTS = ['pass', 'pass', 'pass', 'fail', 'warn', 'inconclusive', 'skipped', 'not-observed'] as const;

function runs(count: number, text = 'it did'): HtmlRun[] {
  return Array.from({ length: count }, (_, i) => {
    const rows = REQUIREMENTS.map(({ id, level, section }, j) =>
      row(id, 'check', {
        verdict: VERDICTS[(i + j) % VERDICTS.length] ?? 'pass',
        level,
        section,
        actual: text,
        hint: text,
        byHand: text,
      }),
    );
    const report = checkReport(rows, { target: { endpoint: null, command: [`./node-${i}`, text] } });
    return { name: `run-${i} ${text}`, report, folder: null, attachments: new Map(), schedule: null };
  });
}

async function captured(): Promise<string> {
  const file = join(FOLDER, `${NASTY[0]?.replaceAll('/', '') ?? ''}.pcap`.replaceAll('\0', ''));
  writeFileSync(file, pcapOf([...hellos(0, 9, 1, 2), ...hellos(100, 9, 2, 1), [5000, 1, 2, naming(3, 4)]]));
  return (await type(['sniff', file, '--html', '-'], [entry(sniff)])).stdout;
}

async function simulated(): Promise<string> {
  return (await type(['simulate', '--nodes', '8', '--time', '20s', '--html', '-'], [entry(simulate)])).stdout;
}

/** WCAG 2: the ratio of two colours as a browser writes them. */
const CONTRASTS = `(() => {
  const channels = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (node) => {
    for (let at = node; at !== null; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.5) return colour;
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('body *:not(script):not(style)')].filter((node) => !node.closest('svg') &&
    [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== '') && node.checkVisibility())
    .map((node) => {
      const [a, b] = [light(channels(getComputedStyle(node).color)), light(behind(node))];
      return { text: node.textContent.slice(0, 40), ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
    }).filter(({ ratio }) => ratio < 4.5);
})()`;

describe.runIf(needFile(PROGRAM ?? '/usr/bin/chromium'))('the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: PROGRAM ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  /** Opens the page from its file; what the browser complains of is added to `said`. */
  async function open(html: string, said: string[], dark = false, width = 1100): Promise<Page> {
    const file = join(FOLDER, `page-${Math.round(performance.now())}.html`);
    writeFileSync(file, html);
    const context = await browser.newContext({
      viewport: { width, height: 800 },
      colorScheme: dark ? 'dark' : 'light',
    });
    const page = await context.newPage();
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) said.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  it('paints 60 targets, without complaint', async () => {
    const said: string[] = [];
    const page = await open(htmlPage(runs(60)), said);
    const painted = await page.evaluate(
      'performance.getEntriesByName("first-contentful-paint")[0]?.startTime',
    );
    // Wanted: under a second. A machine that is busy with other tests takes longer.
    console.log(`60 targets first painted after ${Math.round(Number(painted))} ms`);
    expect(painted).toBeGreaterThan(0);
    expect(await page.locator('#matrix tbody tr').count()).toBe(60);
    expect(await page.locator('#matrix thead th').count()).toBe(REQUIREMENTS.length + 2);
    expect(said).toEqual([]);
  });

  it('is searched, filtered and walked through by keyboard', async () => {
    const said: string[] = [];
    const page = await open(htmlPage(runs(2)), said);
    const shown = () => page.locator('[data-row]:visible').count();
    const all = await shown();
    expect(all).toBe(2 * REQUIREMENTS.length);
    await page.keyboard.press('/');
    await page.keyboard.type('tlv-2');
    await expect.poll(shown).toBe(2);
    await page.keyboard.press('Escape');
    await expect.poll(shown).toBe(all);
    await page.getByRole('button', { name: 'fail' }).press('Enter');
    const failures = runs(2).flatMap(({ report }) =>
      report.results.filter(({ verdict }) => verdict === 'fail'),
    );
    expect(await shown()).toBe(failures.length);
    expect(await page.locator('#told').textContent()).toBe(`${failures.length} of ${all} rows`);
    await page.locator('body').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const second = page.locator('[data-row]:visible details').nth(1);
    expect(await second.evaluate((node) => (node as unknown as { open: boolean }).open)).toBe(false);
    await page.keyboard.press('Enter');
    expect(await second.evaluate((node) => (node as unknown as { open: boolean }).open)).toBe(true);
    expect(said).toEqual([]);
  });

  it('opens the row that a cell of the matrix leads to', async () => {
    const page = await open(htmlPage(runs(3)), []);
    const cell = page.locator('#matrix td.inconclusive a').first();
    const anchor = (await cell.getAttribute('href')) ?? '';
    await cell.click();
    const details = page.locator(`[id="${anchor.slice(1)}"] details`);
    await expect.poll(() => details.getAttribute('open')).toBe('');
  });

  it.each([
    ['light', false],
    ['dark', true],
  ])('has contrast and labels, %s', async (_, dark) => {
    const found = fuzzReport([foundRow('crash-1', { output: 'out' })], { tried: [] });
    const page = await open(htmlPage([...runs(2), { ...(runs(1)[0] as HtmlRun), report: found }]), [], dark);
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await page.evaluate(CONTRASTS)).toEqual([]);
    const unnamed = await page.evaluate(
      '[...document.querySelectorAll("input,button,a")].filter((one) => !(one.labels?.length || one.textContent.trim() || one.ariaLabel)).length',
    );
    expect(unnamed).toBe(0);
    // What can be scrolled can be so by keys, and says what it is.
    const boxes = await page.evaluate(
      '[...document.querySelectorAll("pre,.picture,.scroll")].map((one) => [one.tabIndex, one.role, one.ariaLabel !== null].join())',
    );
    expect(new Set(boxes as string[])).toEqual(new Set(['0,group,true']));
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });

  it('fits into 360 px', async () => {
    const found = foundRow('crash-1', { datagrams: ['68'.repeat(1400)], output: 'x'.repeat(200) });
    const others = [fuzzReport([found]), interopReport({ text: 'x'.repeat(200) })];
    const more = others.map((report) => ({
      name: 'more',
      report,
      folder: null,
      attachments: new Map(),
      schedule: null,
    }));
    const page = await open(htmlPage([...runs(2), ...more]), [], false, 360);
    // What is not painted while it is out of sight is cut at its edges: that is no fit.
    await page.addStyleTag({ content: '.run{content-visibility:visible}' });
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  });

  it.each([
    ['a capture', () => captured()],
    ['a simulation', () => simulated()],
  ])('shows %s, too, at 360 px, with contrast, without complaint', async (_, make) => {
    const said: string[] = [];
    const page = await open(await make(), said, false, 360);
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(await page.evaluate(CONTRASTS)).toEqual([]);
    expect(await page.locator('svg').count()).toBeGreaterThan(2);
    // A picture that goes on beyond its edge is moved by keys, and shaded at that edge.
    const box = page.locator('.picture').first();
    await box.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.evaluate('document.activeElement.scrollLeft')).toBeGreaterThan(0);
    // Two shadows that stay at the edges, two covers that move along, and nothing of the picture's own over them.
    const style = '((one) => getComputedStyle(one).backgroundAttachment)(document.activeElement)';
    expect(await page.evaluate(style)).toBe('local, local, scroll, scroll, scroll');
    const paper = 'getComputedStyle(document.querySelector(".picture .paper")).fill';
    expect(await page.evaluate(paper)).toBe('none');
    expect(said).toEqual([]);
  });

  it('executes and fetches nothing that stands in the reports', async () => {
    const said: string[] = [];
    const page = await open(htmlPage(NASTY.flatMap((text) => runs(1, text))), said);
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await page.locator('.run').count()).toBe(NASTY.length);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('img').count()).toBe(0);
    expect(said).toEqual([]);
  });
});
