// What the benchmarks of the page press, and how.

/** A finger stays on the glass; a touch without length would count what its beginning costs to its end. */
const FINGER_MS = 80;
/** Whoever has pressed looks first, and then presses again. */
const LOOKING_MS = 600;

/** The presses of one visit, from the pension screen and back to it. */
export const PRESSES = [
  'show-figures',
  'contributions',
  'next-page',
  'next-page',
  'back',
  'account-years',
  'back',
  'settings',
  'size-extra-large',
  'size-standard',
  'close-overlay',
  'statement',
  'back',
];

/** The same on the floor, as far as it has screens for them. */
export const FLOOR_PRESSES = ['contributions', 'next-page', 'next-page', 'back'];

/** @typedef {{ page: import('playwright-core').Page, session: import('playwright-core').CDPSession }} Opened */

/**
 * As a finger touches: not by Playwright's own tap, which looks in the page, while it is touched, whether it hits.
 * @param {Opened} opened
 * @param {string} action
 */
export async function press({ page, session }, action) {
  const button = page.locator(`[data-action="${action}"]`).first();
  await button.waitFor();
  const box = await button.boundingBox();
  if (box === null) throw new Error(`${action} is not to be seen`);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  await page.waitForTimeout(FINGER_MS);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await page.waitForTimeout(LOOKING_MS);
}
