import { expect, test } from 'vitest';
import { KioskAlone } from '#test/page/kiosk-alone.ts';
import { sameScreen } from './same-screen.ts';

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
