import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeOnKioskComputer } from './kiosk-computer.ts';

const DEVICE = '/social-security-card-reader';
const NAME = 'socialSecurityCardReader';
/** A rule as deploy/ asks for: no maker has published the numbers of this one. */
const LINK = '/dev/kiosk-chip-card-reader';
const RULE = `SUBSYSTEM=="hidraw", KERNELS=="0003:FFFE:1C20.*", GROUP="kiosk", MODE="0660", SYMLINK+="${LINK.slice(5)}"\n`;

describeOnKioskComputer('a GWI IC20, a HID reader for chip cards', (computer) => {
  beforeAll(async () => {
    const { guest } = computer();
    await guest.writeFile('/etc/udev/rules.d/61-hall.rules', RULE);
    await guest.shell('udevadm control --reload');
    await computer().startBench([
      { name: DEVICE.slice(1), fake: 'gwi-ic20', args: ['--port', 'uhid', '--work-factor', '0.2'] },
    ]);
    await computer().startDaemon({
      identityCardReader: { driver: 'sdt', transport: 'serial', path: '/dev/serial/by-id/none' },
      socialSecurityCardReader: { driver: 'gwi-ic20', path: LINK, verifyPin: false },
    });
    await computer().deviceIs(NAME, 'online');
  });
  afterAll(async () => {
    await computer().stopDaemon();
    await computer().stopBench();
    await computer().guest.shell('rm /etc/udev/rules.d/61-hall.rules; udevadm control --reload');
  });
  afterEach(async () => {
    await computer().bench('PUT', `${DEVICE}/power`, { on: true });
    await computer().bench('DELETE', `${DEVICE}/card`);
    await computer().deviceIs(NAME, 'online');
    await computer().mediaIs(NAME, 'notPresent');
  });

  async function read(card: string): Promise<unknown> {
    const page = await computer().page();
    const command = page.send('SocialSecurityCard.Read');
    await computer().bench('PUT', `${DEVICE}/card`, { card });
    const { header, payload } = await page.completion(command);
    page.close();
    return payload?.['errorCode'] ?? header.completionCode;
  }

  test.each(['in-work-1.0', 'in-work-2.0'])('reads the card %s', async (card) => {
    expect(await read(card)).toBe('success');
  });

  test('unplugged and plugged again is found by itself', async () => {
    await computer().bench('PUT', `${DEVICE}/power`, { on: false });
    await computer().deviceIs(NAME, 'powerOff');
    await computer().bench('PUT', `${DEVICE}/power`, { on: true });
    await computer().deviceIs(NAME, 'online');
    expect(await read('in-work-2.0')).toBe('success');
  });
});
