// The page: script before first paint, first paint under a slowed processor, finger down → pressed look and finger up → next
// screen on every press of a visit, longest task, last byte → balance on screen. Chromium, 1080×1920.
//   node test/bench/page.mjs [--loads 6] [--visits 6]
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { FLOOR_PRESSES, PRESSES, press } from './finger.mjs';
import { serveFloorPage } from './floor-page.mjs';
import { benchCalls, figures, printTable, withStack } from './measure.mjs';

const { values } = parseArgs({
  options: { loads: { type: 'string', default: '6' }, visits: { type: 'string', default: '6' } },
});
const FLOOR_PORT = 9661;
/** The least that Event Timing tells of. */
const NOTED_FROM_MS = 16;
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
    return { context, page, session };
  };

  printScript();

  const floor = serveFloorPage(FLOOR_PORT);
  const PAGES = { floor: `http://127.0.0.1:${FLOOR_PORT}/`, kiosk: stack.kioskUrl };

  /** @type {Record<string, Record<string, number>>} */
  const paints = {};
  for (const slowdown of [1, 4, 6]) {
    /** @type {Record<string, number[]>} */
    const first = { floor: [], kiosk: [] };
    for (let load = 0; load < Number(values.loads); load += 1) {
      for (const [name, url] of Object.entries(PAGES)) {
        const { context, page } = await open(slowdown);
        await page.goto(url);
        await page.locator('[data-screen]').first().waitFor();
        await page.waitForTimeout(300);
        first[name]?.push(
          await page.evaluate(
            () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
          ),
        );
        await context.close();
      }
    }
    for (const [name, ms] of Object.entries(first)) {
      const { n, p50, max } = figures(ms);
      paints[`${name} ${slowdown}×`] = { n, 'p50 ms': p50, 'max ms': max };
    }
  }
  printTable('First contentful paint, by slow-down of the processor', paints);

  /** @type {Record<string, Record<string, number>>} */
  const answers = {};
  /** @type {Record<string, Record<string, number>>} */
  const touches = {};
  /** @type {Record<string, Record<string, number>>} */
  const tasks = {};
  /** @type {Record<string, Record<string, number>>} */
  const presses = {};
  /** @type {Record<string, Record<string, number>>} */
  const balances = {};
  for (const slowdown of [1, 4, 6]) {
    const kiosk = await open(slowdown);
    await noteInPage(kiosk.page);
    await kiosk.page.goto(PAGES.kiosk);
    await kiosk.page.locator('[data-screen="attract"]').waitFor();
    const plain = await open(slowdown);
    await noteInPage(plain.page);
    await plain.page.goto(PAGES.floor);
    /** @type {number[]} */
    const shown = [];
    for (let visit = 0; visit < Number(values.visits); visit += 1) {
      for (const action of FLOOR_PRESSES) await press(plain, action);
      await kiosk.page.bringToFront();
      await kiosk.page.locator('[data-screen="attract"]').waitFor();
      await bench('PUT', '/identity-card-reader/card', { card: 'forty-years' });
      await kiosk.page.locator('[data-screen="pension"]').waitFor();
      const drawnAtMs = await noted(kiosk.page, 'pensionDrawnAtMs');
      const state = await bench('GET', '/state');
      shown.push(Number(drawnAtMs) - state['identity-card-reader'].lastByteOf.readBase.atMs);
      for (const action of PRESSES) await press(kiosk, action);
      await bench('DELETE', '/identity-card-reader/card');
      await plain.page.bringToFront();
    }
    for (const [name, { page, context }] of Object.entries({ floor: plain, kiosk })) {
      const { down, up: seen, longestTaskMs } = /** @type {Noted} */ (await noted(page, 'noted'));
      answers[`${name} ${slowdown}×`] = timesOf(
        down,
        Number(values.visits) * (name === 'floor' ? FLOOR_PRESSES : PRESSES).length,
      );
      touches[`${name} ${slowdown}×`] = timesOf(seen.map(({ ms }) => ms));
      tasks[name] = { ...tasks[name], [`${slowdown}× ms`]: longestTaskMs };
      for (const [action, ms] of Object.entries(byAction(seen))) {
        const { p50, max } = figures(ms);
        const row = `${name}: ${action}`;
        presses[row] = {
          ...presses[row],
          [`${slowdown}× p50 ms`]: p50,
          [`${slowdown}× max ms`]: max,
        };
      }
      await context.close();
    }
    const { n, p50, max } = figures(shown);
    balances[`${slowdown}×`] = { n, 'p50 ms': p50, 'max ms': max };
  }
  printTable('Finger down → pressed look (Event Timing of pointerdown, 8 ms steps)', answers);
  printTable('Finger up → next screen (Event Timing of the click, 8 ms steps)', touches);
  printTable('The same, each press by itself', presses);
  printTable('Longest task of the main thread from the first press on', tasks);
  printTable('Last byte on the wire → pension screen', balances);
  floor.close();
  await browser.close();
});

/**
 * Lets the page itself note what it did: a test's own waiting looks only every few hundred ms.
 * @param {import('playwright-core').Page} page
 */
async function noteInPage(page) {
  await page.addInitScript(() => {
    const noted = /** @type {Noted} */ ({ down: [], up: [], longestTaskMs: 0 });
    // What was pressed leaves the page with its screen, and the entry then names nothing any more.
    let pressed = '';
    let firstPressAt = Number.POSITIVE_INFINITY;
    window.addEventListener(
      'pointerdown',
      ({ timeStamp }) => {
        firstPressAt = Math.min(firstPressAt, timeStamp);
      },
      { capture: true },
    );
    window.addEventListener(
      'click',
      ({ target }) => {
        const control = target instanceof Element ? target.closest('[data-action]') : null;
        pressed = control?.getAttribute('data-action') ?? '';
      },
      { capture: true },
    );
    Object.assign(globalThis, { noted, pensionDrawnAtMs: 0 });
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
      for (const { name, duration } of list.getEntries()) {
        if (name === 'pointerdown') noted.down.push(duration);
        if (name === 'click') noted.up.push({ action: pressed, ms: duration });
      }
    }).observe(/** @type {any} */ ({ type: 'event', durationThreshold: 16, buffered: true }));
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        if (startTime > firstPressAt) noted.longestTaskMs = Math.max(noted.longestTaskMs, duration);
    }).observe({ type: 'longtask' });
  });
}

/**
 * @param {import('playwright-core').Page} page
 * @param {'noted' | 'pensionDrawnAtMs'} name
 */
function noted(page, name) {
  return page.evaluate((key) => /** @type {any} */ (globalThis)[key], name);
}

/**
 * @typedef {{ action: string, ms: number }} SeenTouch
 * @typedef {{ down: number[], up: SeenTouch[], longestTaskMs: number }} Noted
 */

/**
 * @param {readonly number[]} ms without the quickest, which the browser does not note
 * @param {number} [count] how many there were
 */
function timesOf(ms, count = ms.length) {
  const quickest = Array.from({ length: Math.max(count - ms.length, 0) }, () => NOTED_FROM_MS);
  const { n, p50, p95, p99, max } = figures([...ms, ...quickest]);
  return { n, 'p50 ms': p50, 'p95 ms': p95, 'p99 ms': p99, 'max ms': max };
}

/** @param {readonly SeenTouch[]} touches */
function byAction(touches) {
  /** @type {Record<string, number[]>} */
  const all = {};
  for (const { action, ms } of touches) all[action] = [...(all[action] ?? []), ms];
  return all;
}

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
