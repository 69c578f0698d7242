import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, describe, expect, test } from 'vitest';
import { type Screen, SIZES, type Size, useHall } from './hall.ts';

const hall = useHall(18430);
afterEach(() => hall().tidy());

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TARGET_MIN_PX = 60;

/** What is wrong with the screen for somebody: cut off, scrolling, too small to hit, or flagged by axe. */
async function faults(screen: Screen): Promise<string[]> {
  await screen.page.evaluate(() => document.fonts.ready);
  const measured = await screen.page.evaluate((min) => {
    const found: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) found.push('the page scrolls');
    for (const button of document.querySelectorAll('button')) {
      if (!button.checkVisibility()) continue;
      const { width, height, right, bottom, left, top } = button.getBoundingClientRect();
      const name = button.dataset['action'] ?? button.textContent;
      if (width < min || height < min) found.push(`${name} is ${Math.round(width)}×${Math.round(height)}`);
      if (left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1)
        found.push(`${name} is off the glass`);
    }
    return found;
  }, TARGET_MIN_PX);
  const flagged =
    await screen.page.evaluate(`${AXE}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
    .then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
  return [...measured, ...(flagged as string[])];
}

describe.each(Object.keys(SIZES) as Size[])('on a %s screen', (size) => {
  test.each(['zh-Hans', 'en'] as const)(
    'every screen of a visit in %s fits, can be hit, and is sound for assistive technology',
    async (language) => {
      const screen = await hall().screen(size);
      const found: Record<string, string[]> = {};
      const look = async (name: string) => {
        const wrong = await faults(screen);
        if (wrong.length > 0) found[name] = wrong;
      };
      await screen.touch(`language-${language}`);
      await screen.page.locator(`html[lang="${language}"]`).waitFor();
      await look('attract');
      await screen.page.locator('[data-screen="attract"]').tap({ position: { x: 200, y: 300 } });
      await screen.shows('presentCard');
      await look('presentCard');
      await screen.touch('choose-electronic-card');
      await screen.shows('scanCode');
      await look('scanCode');
      await screen.touch('back');
      await hall().insertCard('bank-card');
      await screen.shows('cardProblem');
      await look('cardProblem');
      await hall().emptySocialSecurityCardReader();
      await screen.shows('attract', 30_000);
      await hall().insertCard('pin-one-try-left');
      await screen.shows('pinEntry');
      await look('pinEntry');
      await hall().typePin('1357');
      await look('pinEntry with digits');
      await screen.touch('cancel-pin');
      await screen.shows('cardProblem');
      await hall().emptySocialSecurityCardReader();
      await screen.shows('attract', 30_000);
      await hall().layCard('forty-years');
      await screen.shows('pension');
      await screen.page.locator('[role="row"]').nth(2).waitFor();
      await look('pension');
      for (const way of ['contributions', 'account-years', 'statement']) {
        await screen.touch(way);
        await screen.page.locator('[data-action="back"]').waitFor();
        await screen.page.waitForTimeout(300);
        await look(way);
        await screen.touch('back');
        await screen.shows('pension');
      }
      await screen.touch('back');
      await screen.shows('home');
      await look('home');
      await screen.touch('end');
      await screen.shows('takeCard');
      await look('takeCard');
      await hall().liftCard();
      await screen.shows('attract');
      await screen.touch(`language-${language}`);
      await hall().insertCard('in-work-3.0');
      await screen.shows('pinEntry');
      await hall().typePin('246810', 'enter');
      await screen.shows('pension');
      await screen.touch('end');
      await screen.shows('takeCard');
      await look('takeCard of a social-security card');
      expect(found).toEqual({});
      expect(screen.complaints).toEqual([]);
      await screen.close();
    },
  );
});

test('nobody there: the kiosk asks, hides the figures, counts down, and ends the visit', async () => {
  const screen = await hall().screen('portrait', { clock: true });
  await hall().layCard('in-work');
  await screen.shows('pension');
  const figure = /\d{1,3}(,\d{3})+\.\d{2}/;
  await screen.page.getByText(figure).first().waitFor();
  await screen.page.clock.runFor(60_000);
  await screen.page.locator('[data-action="still-here"]').waitFor();
  expect(await screen.text()).not.toMatch(figure);
  await screen.touch('still-here');
  await screen.page.clock.runFor(1_000);
  await screen.page.getByText(figure).first().waitFor();
  await screen.page.clock.runFor(60_000);
  await screen.page.locator('[data-action="still-here"]').waitFor();
  await screen.page.clock.runFor(31_000);
  await screen.shows('takeCard');
  await screen.close();
});

test('what a browser does for its user, the kiosk does not: menus, zoom, selection', async () => {
  const screen = await hall().screen('portrait');
  const prevented = await screen.page.evaluate(() =>
    ['contextmenu', 'dragstart', 'selectstart', 'wheel'].filter((name) => {
      const event =
        name === 'wheel'
          ? new WheelEvent(name, { cancelable: true, ctrlKey: true })
          : new Event(name, { cancelable: true, bubbles: true });
      document.body.dispatchEvent(event);
      document.dispatchEvent(event);
      return !event.defaultPrevented;
    }),
  );
  expect(prevented).toEqual([]);
  await screen.page.keyboard.press('Control+=');
  expect(await screen.page.evaluate(() => visualViewport?.scale)).toBe(1);
  await screen.close();
});

test.each([120, 700, 2_000])('a press of %i ms is a press, once', async (ms) => {
  const screen = await hall().screen('portrait');
  await hall().layCard('in-work');
  await screen.shows('pension');
  const box = (await screen.page.locator('[data-action="contributions"]').boundingBox())!;
  const finger = await screen.context.newCDPSession(screen.page);
  const at = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at });
  await screen.page.waitForTimeout(ms);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await screen.shows('contributions', 3_000);
  await screen.page.waitForTimeout(300);
  await screen.shows('contributions', 1_000);
  await screen.close();
});
