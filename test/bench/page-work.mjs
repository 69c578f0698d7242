// The page's work for each press: processor time of its main thread from the click to the commit of the next frame, and
// how often it lays out. Counted by the browser's own trace, and nearly the same on a busy machine.
//   node test/bench/page-work.mjs [--visits 4]
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { FLOOR_PRESSES, PRESSES, press } from './finger.mjs';
import { serveFloorPage } from './floor-page.mjs';
import { benchCalls, figures, printTable, withStack } from './measure.mjs';

const { values } = parseArgs({ options: { visits: { type: 'string', default: '4' } } });
const FLOOR_PORT = 9662;
const CATEGORIES = ['devtools.timeline', 'v8.execute'];
const LAYOUT = ['UpdateLayoutTree', 'Layout'];
const PAINT = ['PrePaint', 'Paint', 'Layerize', 'Commit'];

/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number, args?: any }} TraceEvent */
/** @typedef {{ main: number, script: number, forced: number, paint: number, layouts: number }} Work */

await withStack(async (stack) => {
  const bench = benchCalls(stack.benchUrl);
  const floor = serveFloorPage(FLOOR_PORT);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  });
  const tracing = await browser.newBrowserCDPSession();
  const open = async (/** @type {string} */ url) => {
    const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.goto(url);
    return { page, session };
  };

  /** @type {Record<string, Work[]>} */
  const works = {};
  /** @param {string} whose @param {import('./finger.mjs').Opened} opened @param {readonly string[]} actions */
  const pressAll = async (whose, opened, actions) => {
    for (const action of actions) {
      const work = workOf(await traced(tracing, () => press(opened, action)));
      const name = `${whose}: ${action}`;
      works[name] = [...(works[name] ?? []), work];
    }
  };

  const plain = await open(`http://127.0.0.1:${FLOOR_PORT}/`);
  const kiosk = await open(stack.kioskUrl);
  for (let visit = 0; visit < Number(values.visits); visit += 1) {
    await plain.page.bringToFront();
    await pressAll('floor', plain, FLOOR_PRESSES);
    await kiosk.page.bringToFront();
    await kiosk.page.locator('[data-screen="attract"]').waitFor();
    await bench('PUT', '/identity-card-reader/card', { card: 'forty-years' });
    await kiosk.page.locator('[data-screen="pension"]').waitFor();
    await pressAll('kiosk', kiosk, PRESSES);
    await bench('DELETE', '/identity-card-reader/card');
  }
  for (const whose of ['floor', 'kiosk'])
    works[`${whose}, all`] = Object.entries(works).flatMap(([name, of]) =>
      name.startsWith(`${whose}:`) ? of : [],
    );
  printTable(
    'Work of the main thread for a press, ms (all: mean; each: median)',
    Object.fromEntries(Object.entries(works).map(([name, of]) => [name, rowOf(of, name.endsWith('all'))])),
  );
  floor.close();
  await browser.close();
});

/**
 * @param {import('playwright-core').CDPSession} tracing
 * @param {() => Promise<void>} act
 * @returns {Promise<TraceEvent[]>}
 */
async function traced(tracing, act) {
  /** @type {TraceEvent[]} */
  const events = [];
  const collect = (/** @type {{ value: any[] }} */ { value }) => events.push(...value);
  tracing.on('Tracing.dataCollected', collect);
  await tracing.send('Tracing.start', {
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
    transferMode: 'ReportEvents',
  });
  await act();
  const complete = new Promise((resolve) => tracing.once('Tracing.tracingComplete', resolve));
  await tracing.send('Tracing.end');
  await complete;
  tracing.off('Tracing.dataCollected', collect);
  return events;
}

/**
 * @param {readonly TraceEvent[]} events
 * @returns {Work}
 */
function workOf(events) {
  const click = events.find(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'click');
  if (click === undefined) throw new Error('the trace has no click');
  const main = events.filter(({ pid, tid, ph }) => pid === click.pid && tid === click.tid && ph === 'X');
  const clickEnd = click.ts + (click.dur ?? 0);
  const commits = main.filter(({ name, ts }) => name === 'Commit' && ts > clickEnd).map(({ ts }) => ts);
  const end = Math.min(...commits);
  const cpuMs = (
    /** @type {readonly string[]} */ names,
    /** @type {number} */ from,
    /** @type {number} */ to,
  ) =>
    main
      .filter(({ name, ts }) => names.includes(name) && ts >= from && ts <= to)
      .reduce((sum, { tdur, dur }) => sum + (tdur ?? dur ?? 0), 0) / 1_000;
  const inClick = (click.tdur ?? click.dur ?? 0) / 1_000;
  const forced = cpuMs(LAYOUT, click.ts, clickEnd);
  const paint = cpuMs(PAINT, clickEnd, end);
  return {
    main: inClick + cpuMs(LAYOUT, clickEnd, end) + paint,
    script: inClick - forced,
    forced,
    paint,
    layouts: main.filter(({ name, ts }) => name === 'Layout' && ts >= click.ts && ts <= end).length,
  };
}

/**
 * @param {readonly Work[]} works
 * @param {boolean} mean
 */
function rowOf(works, mean) {
  const of = (/** @type {keyof Work} */ part) => {
    const all = works.map((work) => work[part]);
    return mean ? all.reduce((sum, value) => sum + value, 0) / all.length : figures(all).p50;
  };
  return {
    n: String(works.length),
    'all of it': of('main'),
    script: of('script'),
    'style and layout in the click': of('forced'),
    'paint and commit': of('paint'),
    layouts: of('layouts'),
  };
}
