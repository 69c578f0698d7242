import { expect, test } from 'vitest';
import { IDENTITY_CARD, KioskAlone, PRINTED } from '#test/page/kiosk-alone.ts';
import { soundOf } from './sounds.ts';

/** What is heard while that happens. */
async function heardWhile(kiosk: KioskAlone, deed: () => Promise<unknown>) {
  const before = kiosk.screen;
  await deed();
  return soundOf(before, kiosk.screen);
}

test('a card that was read is told by two rising notes', async () => {
  const kiosk = await KioskAlone.waiting();
  expect(await heardWhile(kiosk, () => kiosk.layCard())).toBe('readOk');
});

test('a card that could not be read is told by a low one', async () => {
  const kiosk = await KioskAlone.waiting();
  kiosk.link.last('IdentityCard.Read').event('CardReader.MediaInsertedEvent');
  await kiosk.changeStatus(IDENTITY_CARD.there);
  expect(await heardWhile(kiosk, () => kiosk.refuseCard('invalidMedia'))).toBe('error');
});

test('going from screen to screen makes no sound', async () => {
  const kiosk = await KioskAlone.withVisitor();
  expect(await heardWhile(kiosk, () => kiosk.person('person.openedContributions'))).toBeNull();
  expect(await heardWhile(kiosk, () => kiosk.person('person.wentBack'))).toBeNull();
});

test('the question whether somebody is there is heard once, not at every second', async () => {
  const kiosk = await KioskAlone.withVisitor();
  expect(await heardWhile(kiosk, () => kiosk.wait(61_000))).toBe('attention');
  expect(await heardWhile(kiosk, () => kiosk.wait(1_000))).toBeNull();
});

test('paper that is ready asks to be taken, and again while it is not', async () => {
  const kiosk = await KioskAlone.printing();
  expect(await heardWhile(kiosk, () => kiosk.finishPrinting(PRINTED(true)))).toBe('attention');
  expect(await heardWhile(kiosk, () => kiosk.wait(16_000))).toBe('attention');
});

test('at the end the card asks to be taken', async () => {
  const kiosk = await KioskAlone.withVisitor();
  await kiosk.changeStatus(IDENTITY_CARD.there);
  expect(await heardWhile(kiosk, () => kiosk.person('person.ended'))).toBe('attention');
});
