import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Screen, SIZES } from '#test/journeys/hall.ts';
import { until } from './guest/guest.ts';
import { describeOnKioskComputer } from './kiosk-computer.ts';

interface ReaderCase {
  readonly what: string;
  readonly fake: readonly string[];
  readonly driver: string;
  readonly transport: string;
}

const READERS: readonly ReaderCase[] = [
  {
    what: 'dk26, a HID device',
    fake: ['--model', 'dk26', '--port', 'uhid'],
    driver: 'dk26',
    transport: 'hid',
  },
  {
    what: 'dk26, a HID device on the USB bus, found by itself',
    fake: ['--model', 'dk26', '--port', 'usbip'],
    driver: 'auto',
    transport: 'auto',
  },
  {
    what: 'sdt-hid with bare frames in its reports',
    fake: ['--model', 'sdt-hid', '--port', 'uhid'],
    driver: 'sdt-hid',
    transport: 'hid',
  },
  {
    what: 'sdt-hid with numbered reports and lengths of two bytes',
    fake: ['--model', 'sdt-hid', '--port', 'uhid', '--report-id', '1', '--length-prefix', 'two'],
    driver: 'sdt-hid',
    transport: 'hid',
  },
  {
    what: 'usb-sam with two pipes each way',
    fake: ['--model', 'usb-sam', '--port', 'usbip', '--pipes', 'two'],
    driver: 'usb-sam',
    transport: 'usb',
  },
  {
    what: 'usb-sam with one pipe each way',
    fake: ['--model', 'usb-sam', '--port', 'usbip', '--pipes', 'one'],
    driver: 'usb-sam',
    transport: 'usb',
  },
];

const DEVICE = '/identity-card-reader';

describeOnKioskComputer('identity-card readers that are devices of the kernel', (computer) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    });
  });
  afterAll(async () => browser?.close());

  describe.each(READERS)('$what', ({ fake, driver, transport }) => {
    beforeAll(async () => {
      await computer().startBench([
        { name: 'identity-card-reader', fake: 'identity-card-reader', args: fake },
      ]);
      await computer().startDaemon({ identityCardReader: { driver, transport, path: 'auto' } });
      await computer().deviceIs('identityCardReader', 'online');
    });
    afterEach(async () => {
      await computer().bench('PUT', `${DEVICE}/power`, { on: true });
      await computer().bench('DELETE', `${DEVICE}/card`);
      await computer().deviceIs('identityCardReader', 'online');
      await computer().mediaIs('identityCardReader', 'notPresent');
    });

    async function readsACard(): Promise<void> {
      const page = await computer().page();
      const read = page.send('IdentityCard.Read');
      await computer().bench('PUT', `${DEVICE}/card`, { card: 'in-work' });
      expect((await page.completion(read)).header.completionCode).toBe('success');
      page.close();
    }

    const bytesWritten = async (): Promise<number> =>
      (await computer().bench<{ bytesWritten: number }>('GET', `${DEVICE}/state`)).bytesWritten;

    test('a card laid down opens the pension screen, and closes it when it is taken', async () => {
      const context = await browser.newContext({
        viewport: SIZES.landscape,
        hasTouch: true,
        locale: 'zh-CN',
      });
      const screen = new Screen(context, await context.newPage());
      await screen.page.goto(computer().kioskUrl);
      await screen.shows('attract', 60_000);
      await computer().bench('PUT', `${DEVICE}/card`, { card: 'in-work' });
      await screen.shows('pension', 60_000);
      await computer().bench('DELETE', `${DEVICE}/card`);
      await screen.shows('goodbye', 60_000);
      expect(screen.complaints).toEqual([]);
      await screen.close();
    });

    test('pulled while nobody is there is found again', async () => {
      await computer().bench('PUT', `${DEVICE}/power`, { on: false });
      await computer().deviceIs('identityCardReader', 'powerOff');
      await computer().bench('PUT', `${DEVICE}/power`, { on: true });
      await computer().deviceIs('identityCardReader', 'online');
      await readsACard();
    });

    test('pulled in the middle of a read ends that read, and serves the next', async () => {
      const page = await computer().page();
      const read = page.send('IdentityCard.Read');
      const before = await bytesWritten();
      await computer().bench('PUT', `${DEVICE}/card`, { card: 'in-work' });
      await until('the card is being read', async () => (await bytesWritten()) > before + 200);
      await computer().bench('PUT', `${DEVICE}/power`, { on: false });
      await computer().deviceIs('identityCardReader', 'powerOff');
      await computer().bench('DELETE', `${DEVICE}/card`);
      await computer().bench('PUT', `${DEVICE}/power`, { on: true });
      await computer().deviceIs('identityCardReader', 'online');
      await page.completion(read);
      page.close();
      await readsACard();
    });
  });
});
