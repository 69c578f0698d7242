import { expect, test } from 'vitest';
import { useGalleryPage } from './gallery-page.ts';

const gallery = useGalleryPage();

const VISITS = 50;
/** What an engine keeps of compiled code and caches, whatever a page does. */
const HEAP_GROWTH_MAX_BYTES = 2_000_000;

test(`after ${VISITS} visits the page has no more elements, listeners and memory than after a few`, async () => {
  const { page } = gallery();
  await gallery().show({ scene: 'attract: all' });
  const browser = await page.context().newCDPSession(page);
  await browser.send('Performance.enable');
  const weigh = async () => {
    for (let round = 0; round < 3; round += 1) await browser.send('HeapProfiler.collectGarbage');
    const { metrics } = await browser.send('Performance.getMetrics');
    const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { nodes: value('Nodes'), listeners: value('JSEventListeners'), heap: value('JSHeapUsedSize') };
  };
  const visits = (count: number) =>
    page.evaluate(async (times) => {
      const { gallery: shown } = window;
      for (let visit = 0; visit < times; visit += 1) {
        const { kiosk } = shown;
        if (kiosk === null) throw new Error('nothing is shown');
        await kiosk.layCard();
        await shown.drawn();
        for (const events of [
          ['person.showedFigures'],
          ['person.openedContributions'],
          ['person.wentBack', 'person.openedAccountYears'],
          ['person.wentBack', 'person.openedStatement'],
          ['person.openedSettings'],
          ['person.closedOverlay', 'person.openedHelp'],
          ['person.closedOverlay', 'person.wentBack'],
        ] as const) {
          await kiosk.person(...events);
          await shown.drawn();
        }
        await kiosk.liftCard();
        await kiosk.wait(10_000);
        await shown.drawn();
        // The link's own notes of what was sent are the test's.
        kiosk.link.sent.splice(0, kiosk.link.sent.length - 10);
      }
    }, count);
  await visits(10);
  const before = await weigh();
  await visits(VISITS);
  const after = await weigh();
  expect(await page.evaluate(() => window.gallery.model?.content.id)).toBe('attract');
  expect(after.nodes).toBeLessThanOrEqual(before.nodes);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners);
  expect(after.heap - before.heap).toBeLessThan(HEAP_GROWTH_MAX_BYTES);
});
