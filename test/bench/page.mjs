// The page: script before first paint, first paint under a slowed processor, touch → paint on every screen of a visit,
// last byte → balance on screen. Chromium, 1080×1920.
//   node test/bench/page.mjs [--loads 6] [--visits 6]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { benchCalls, figures, printTable, withStack } from './measure.mjs';

const { values } = parseArgs({
  options: { loads: { type: 'string', default: '6' }, visits: { type: 'string', default: '6' } },
});
const DIST = fileURLToPath(new URL('../../dist/kiosk-ui', import.meta.url));
const CHROMIUM_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]);

await withStack(async (stack) => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: CHROMIUM_ARGS });
  const bench = benchCalls(stack.benchUrl);
  const open = async (/** @type {number} */ slowdown) => {
    const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    return { context, page };
  };

  printScript();

  /** @type {Record<string, Record<string, number>>} */
  const paints = {};
  for (const slowdown of [1, 4, 6]) {
    /** @type {number[]} */
    const first = [];
    for (let load = 0; load < Number(values.loads); load += 1) {
      const { context, page } = await open(slowdown);
      await page.goto(stack.kioskUrl);
      await page.locator('[data-screen="attract"]').waitFor();
      first.push(
        await page.evaluate(
          () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
        ),
      );
      await context.close();
    }
    const { n, p50, max } = figures(first);
    paints[`${slowdown}×`] = { n, 'p50 ms': p50, 'max ms': max };
  }
  printTable('First contentful paint, by slow-down of the processor', paints);

  /** @type {Record<string, Record<string, number>>} */
  const touches = {};
  /** @type {Record<string, Record<string, number>>} */
  const balances = {};
  /** @type {Record<string, number[]>} */
  const byAction = {};
  for (const slowdown of [1, 4]) {
    const { context, page } = await open(slowdown);
    await page.addInitScript(() => {
      const seen = /** @type {number[]} */ ([]);
      Object.assign(globalThis, { seenTouches: seen, pensionDrawnAtMs: 0 });
      // Noted in the page: a test's own waiting looks only every few hundred ms.
      document.addEventListener('DOMContentLoaded', () => {
        let before = /** @type {string | undefined} */ (undefined);
        new MutationObserver(() => {
          const screen = document.querySelector('[data-screen]')?.getAttribute('data-screen') ?? undefined;
          if (screen === 'pension' && before !== 'pension') {
            requestAnimationFrame(() => {
              Object.assign(globalThis, { pensionDrawnAtMs: performance.timeOrigin + performance.now() });
            });
          }
          before = screen;
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
      });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          if (entry.name === 'pointerup' || entry.name === 'click') seen.push(entry.duration);
      }).observe(/** @type {any} */ ({ type: 'event', durationThreshold: 16, buffered: true }));
    });
    await page.goto(stack.kioskUrl);
    let counted = 0;
    /** @type {number[]} */
    const shown = [];
    for (let visit = 0; visit < Number(values.visits); visit += 1) {
      await page.locator('[data-screen="attract"]').waitFor();
      await bench('PUT', '/identity-card-reader/card', { card: 'forty-years' });
      await page.locator('[data-screen="pension"]').waitFor();
      const drawnAtMs = /** @type {number} */ (
        await page.evaluate(() => /** @type {any} */ (globalThis).pensionDrawnAtMs)
      );
      const state = await bench('GET', '/state');
      shown.push(drawnAtMs - state['identity-card-reader'].lastByteOf.readBase.atMs);
      for (const name of [
        'contributions',
        'next-page',
        'next-page',
        'back',
        'account-years',
        'next-page',
        'back',
      ]) {
        await page.locator(`[data-action="${name}"]`).first().tap();
        await page.waitForTimeout(250);
        const all = /** @type {number[]} */ (
          await page.evaluate(() => /** @type {any} */ (globalThis).seenTouches)
        );
        const key = `${slowdown}× ${name}`;
        byAction[key] = [...(byAction[key] ?? []), ...all.slice(counted)];
        counted = all.length;
      }
      await bench('DELETE', '/identity-card-reader/card');
    }
    const durations = await page.evaluate(() => /** @type {any} */ (globalThis).seenTouches);
    const touch = figures(durations);
    touches[`${slowdown}×`] = {
      n: touch.n,
      'p50 ms': touch.p50,
      'p95 ms': touch.p95,
      'p98+ ms': figures(durations).p99,
      'max ms': touch.max,
    };
    const balance = figures(shown);
    balances[`${slowdown}×`] = { n: balance.n, 'p50 ms': balance.p50, 'max ms': balance.max };
    await context.close();
  }
  printTable('Touch → paint (Event Timing, 8 ms steps, 16 ms and more)', touches);
  printTable(
    'The same by what was touched',
    Object.fromEntries(
      Object.entries(byAction).map(([name, ms]) => {
        const { n, p50, max } = figures(ms);
        return [name, { n, 'p50 ms': p50, 'max ms': max }];
      }),
    ),
  );
  printTable('Last byte on the wire → pension screen', balances);
  await browser.close();
});

/** What the browser must have before it can paint: the document's own scripts and what they import at once. */
function printScript() {
  const document = readFileSync(join(DIST, 'index.html'), 'utf8');
  const wanted = [...document.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, file]) =>
    String(file),
  );
  const first = wanted.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length,
    0,
  );
  const all = readdirSync(join(DIST, 'assets')).filter((file) => file.endsWith('.js'));
  const whole = all.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(DIST, 'assets', file)), { level: 9 }).length,
    0,
  );
  printTable('Script, gzip -9', {
    'before first paint': { files: String(wanted.length), kB: first / 1000 },
    'all of it': { files: String(all.length), kB: whole / 1000 },
  });
}
