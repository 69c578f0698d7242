import { expect, test } from 'vitest';
import { KioskAlone } from '#test/page/kiosk-alone.ts';
import { sameScreen, withPartsOf } from './same-screen.ts';

test('a touch that only says that somebody is there changes nothing on the screen', async () => {
  const kiosk = await KioskAlone.withVisitor();
  const before = kiosk.screen;
  await kiosk.person('person.touchedScreen');
  expect(kiosk.screen).not.toBe(before);
  expect(sameScreen(before, kiosk.screen)).toBe(true);
});

test('every step, every second of the countdown and every obstacle changes it', async () => {
  const kiosk = await KioskAlone.withVisitor();
  let before = kiosk.screen;
  const changed = () => {
    const is = !sameScreen(before, kiosk.screen);
    before = kiosk.screen;
    return is;
  };
  await kiosk.person('person.openedStatement');
  expect(changed()).toBe(true);
  kiosk.actor.send({ type: 'person.choseHideNumber', hideNumber: true });
  expect(changed()).toBe(true);
  await kiosk.changeStatus({
    printer: { device: 'online', paper: 'out', toner: 'full', cover: 'closed', media: 'notPresent' },
  });
  expect(changed()).toBe(true);
  await kiosk.wait(120_000);
  expect(changed()).toBe(true);
  await kiosk.wait(1_000);
  expect(changed()).toBe(true);
  kiosk.actor.send({ type: 'person.choseLanguage', language: 'en' });
  expect(changed()).toBe(true);
  await kiosk.liftCard();
  expect(changed()).toBe(true);
});

test('what lies over a screen leaves the screen itself the same object; another screen is another one', async () => {
  const kiosk = await KioskAlone.withVisitor();
  const before = kiosk.screen;
  await kiosk.person('person.openedSettings');
  const covered = withPartsOf(before, kiosk.screen);
  expect(covered).toEqual(kiosk.screen);
  expect(covered.overlay).toEqual({ id: 'settings' });
  expect(covered.content).toBe(before.content);
  expect(covered.holder).toBe(before.holder);
  expect(covered.preferences).toBe(before.preferences);
  kiosk.actor.send({ type: 'person.choseTextSize', textSize: 'large' });
  const larger = withPartsOf(covered, kiosk.screen);
  expect(larger.preferences.textSize).toBe('large');
  expect(larger.content).toBe(before.content);
  await kiosk.person('person.closedOverlay');
  await kiosk.person('person.openedContributions');
  expect(withPartsOf(larger, kiosk.screen).content).toEqual(kiosk.screen.content);
});
