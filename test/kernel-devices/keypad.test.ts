import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { until } from './guest/guest.ts';
import { describeOnKioskComputer } from './kiosk-computer.ts';
import type { PageSocket } from './page-socket.ts';

const DEVICE = '/keypad';
const NAME = 'keypad';
/** A rule as deploy/ asks for: each maker's keypad has other numbers. */
const RULE = `SUBSYSTEM=="hidraw", KERNELS=="0003:FFFE:4B50.*", GROUP="kiosk", MODE="0660"\n`;
const RELOAD_RULES = 'udevadm control --reload';
/** From the kernel to the page. */
const ARRIVED_MS = 300;

const bit = (key: string, mask: number) => ({ key, byte: 2, mask });

const TABLES = {
  identityCardReader: { driver: 'sdt', transport: 'serial', path: '/dev/serial/by-id/none' },
  keypad: {
    kind: 'hid',
    layout: 'fiveKeys',
    vendorId: 0xfffe,
    productId: 0x4b50,
    keys: [
      bit('up', 0x01),
      bit('down', 0x02),
      bit('left', 0x04),
      bit('right', 0x08),
      bit('select', 0x10),
      bit('help', 0x20),
    ],
  },
};

describeOnKioskComputer('a keypad of HID reports', (computer) => {
  beforeAll(async () => {
    const { guest } = computer();
    await guest.writeFile('/etc/udev/rules.d/61-hall.rules', RULE);
    await guest.shell(RELOAD_RULES);
    await computer().startBench([
      // Beside another HID device.
      { name: 'other', fake: 'identity-card-reader', args: ['--model', 'dk26', '--port', 'uhid'] },
      { name: DEVICE.slice(1), fake: 'keypad', args: ['--port', 'uhid'] },
    ]);
    await computer().startDaemon(TABLES);
    await computer().deviceIs(NAME, 'online');
  });
  afterAll(async () => {
    await computer().stopDaemon();
    await computer().stopBench();
    await computer().guest.shell(`rm /etc/udev/rules.d/61-hall.rules; ${RELOAD_RULES}`);
  });
  afterEach(async () => {
    await computer().bench('PUT', `${DEVICE}/power`, { on: true });
    await computer().bench('PUT', `${DEVICE}/held`, { keys: [] });
    await computer().deviceIs(NAME, 'online');
  });

  const press = (...keys: string[]): Promise<unknown> => computer().bench('PUT', `${DEVICE}/keys`, { keys });
  const hold = (...keys: string[]): Promise<unknown> => computer().bench('PUT', `${DEVICE}/held`, { keys });

  const heardBy = (page: PageSocket): unknown[] =>
    page.heard
      .filter(({ header }) => header.name === 'Keypad.KeyPressedEvent')
      .map(({ payload }) => payload?.['key']);

  async function heard(page: PageSocket, ...keys: string[]): Promise<void> {
    await until(`${keys.length} keys`, async () => heardBy(page).length >= keys.length);
    await sleep(ARRIVED_MS);
    expect(heardBy(page)).toEqual(keys);
  }

  test('its keys reach the page, each press once', async () => {
    const page = await computer().page();
    await press('down', 'down', 'right', 'select', 'help');
    await heard(page, 'down', 'down', 'right', 'select', 'help');
    page.close();
  });

  test('a key that is held is pressed once', async () => {
    const page = await computer().page();
    await hold('up');
    await computer().bench('PUT', `${DEVICE}/repeat`, { times: 50 });
    await hold('up', 'select');
    await hold();
    await heard(page, 'up', 'select');
    page.close();
  });

  test('unplugged and plugged again it is found under whatever name it has now', async () => {
    const page = await computer().page();
    await press('left');
    await computer().bench('PUT', `${DEVICE}/power`, { on: false });
    await computer().deviceIs(NAME, 'powerOff');
    await computer().bench('PUT', `${DEVICE}/power`, { on: true });
    await computer().deviceIs(NAME, 'online');
    await press('right');
    await heard(page, 'left', 'right');
    expect(page.isOpen).toBe(true);
    page.close();
  });

  test('doctor finds it well', async () => {
    await computer().stopDaemon();
    const { output } = await computer().cliWithConfiguration('doctor');
    expect(output).toContain('ok   keypad: online');
    await computer().startDaemon(TABLES);
  });
});
