import { afterEach, expect, test } from 'vitest';
import { SIZES, type Size, useHall } from './hall.ts';

const hall = useHall(18430);
afterEach(() => hall().tidy());

/** What every screen is held to by itself is in test/checks; here is what takes the whole kiosk. */

const AMOUNT = /\d{1,3}(,\d{3})+\.\d{2}/;

test('nobody there: the kiosk asks, hides the figures, counts down, and ends the visit', async () => {
  const screen = await hall().screen('portrait', { clock: true });
  await hall().layCard('in-work');
  await screen.shows('pension');
  expect(await screen.text()).not.toMatch(AMOUNT);
  await screen.touch('show-figures');
  await screen.page.getByText(AMOUNT).first().waitFor();
  await screen.page.clock.runFor(60_000);
  await screen.page.locator('[data-action="still-here"]').waitFor();
  expect(await screen.text()).not.toMatch(AMOUNT);
  await screen.touch('still-here');
  await screen.page.clock.runFor(1_000);
  await screen.page.locator('[data-action="still-here"]').waitFor({ state: 'detached' });
  await screen.page.clock.runFor(60_000);
  await screen.page.locator('[data-action="still-here"]').waitFor();
  await screen.page.clock.runFor(31_000);
  await screen.shows('takeCard');
  await screen.close();
});

test('what a browser does for its user, the kiosk does not: menus, selection, dropped files', async () => {
  const screen = await hall().screen('portrait');
  const allowed = await screen.page.evaluate(() =>
    ['contextmenu', 'dragstart', 'drop', 'dragover', 'selectstart'].filter((name) => {
      const event = new Event(name, { cancelable: true, bubbles: true });
      document.body.dispatchEvent(event);
      return !event.defaultPrevented;
    }),
  );
  expect(allowed).toEqual([]);
  await screen.close();
});

test.each(Object.keys(SIZES) as Size[])('on a %s screen nothing scrolls, zooms or bounces', async (size) => {
  const screen = await hall().screen(size);
  await hall().layCard('forty-years');
  await screen.shows('pension');
  const finger = await screen.context.newCDPSession(screen.page);
  const [x, y] = [SIZES[size].width / 2, SIZES[size].height / 2];
  await screen.page.mouse.move(x, y);
  await screen.page.mouse.wheel(0, 600);
  await finger.send('Input.synthesizeScrollGesture', { x, y, yDistance: -400, gestureSourceType: 'touch' });
  await finger.send('Input.synthesizePinchGesture', { x, y, scaleFactor: 2, gestureSourceType: 'touch' });
  for (const keys of ['Control+=', 'Control+-', 'Control+p', 'Alt+ArrowLeft', 'F11'])
    await screen.page.keyboard.press(keys);
  const where = await screen.page.evaluate(() => ({
    scale: visualViewport?.scale,
    offset: [visualViewport?.offsetTop, visualViewport?.offsetLeft],
    scrolled: [scrollX, scrollY, document.body.scrollTop],
    scrolling: [...document.querySelectorAll('*')].filter(
      ({ scrollTop, scrollLeft }) => scrollTop + scrollLeft !== 0,
    ).length,
    size: [innerWidth, innerHeight],
  }));
  expect(where).toEqual({
    scale: 1,
    offset: [0, 0],
    scrolled: [0, 0, 0],
    scrolling: 0,
    size: [SIZES[size].width, SIZES[size].height],
  });
  await screen.shows('pension');
  await screen.close();
});

test('the page asks nobody but its own kiosk, and runs no script that is put into it', async () => {
  const screen = await hall().screen('portrait');
  const { origin } = new URL(hall().stack.kioskUrl);
  const elsewhere: string[] = [];
  screen.page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'data:') elsewhere.push(request.url());
  });
  await screen.page.reload();
  await screen.shows('attract');
  await hall().layCard('in-work');
  await screen.shows('pension');
  await screen.touch('contributions');
  await screen.shows('contributions');
  expect(screen.complaints).toEqual([]);
  const ran = await screen.page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violations.push(effectiveDirective),
    );
    const script = document.createElement('script');
    try {
      script.textContent = 'globalThis.broughtIn = true';
    } catch {
      // Trusted types refuse the text itself; without it the element says nothing.
      violations.push('trusted-types');
    }
    document.head.append(script);
    const picture = document.createElement('img');
    picture.src = 'http://203.0.113.1/picture.png';
    document.body.append(picture);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { broughtIn: 'broughtIn' in globalThis, violations };
  });
  expect(ran.broughtIn).toBe(false);
  expect(ran.violations.some((directive) => /script|trusted/.test(directive))).toBe(true);
  expect(ran.violations).toContain('img-src');
  expect(elsewhere.filter((url) => !url.includes('203.0.113.1'))).toEqual([]);
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

test('what a finger lies on looks pressed before it is lifted, and no longer once the finger slid away', async () => {
  const screen = await hall().screen('portrait');
  await hall().layCard('in-work');
  await screen.shows('pension');
  const button = screen.page.locator('[data-action="contributions"]');
  const box = (await button.boundingBox())!;
  const look = () => button.evaluate((element) => getComputedStyle(element).backgroundColor);
  const untouched = await look();
  const finger = await screen.context.newCDPSession(screen.page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
  await screen.page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await look()).not.toBe(untouched);
  await finger.send('Input.dispatchTouchEvent', {
    type: 'touchMove',
    touchPoints: [{ x: at.x, y: at.y - 3 * box.height }],
  });
  await expect.poll(look).toBe(untouched);
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await screen.page.waitForTimeout(300);
  await screen.shows('pension');
  await screen.close();
});
