import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { CABLES } from './global-setup.ts';
import { until } from './guest/guest.ts';
import { describeOnKioskComputer } from './kiosk-computer.ts';

const READER = { driver: 'usb-ccid', id: 'chip-card-reader', bus: 'usb.0', serial: '1' };
const SLOT = { driver: 'ccid-card-passthru', id: 'slot', chardev: CABLES.cardSlot, bus: `${READER.id}.0` };
const NAME = 'socialSecurityCardReader';

describeOnKioskComputer('a USB CCID reader behind libccid and pcscd', (computer) => {
  let card: FakeDevice;

  beforeAll(async () => {
    const { hall, guest } = computer();
    await plug();
    card = await FakeDevice.start('ccid-card', ['--socket', join(hall.folder, CABLES.cardSlot)]);
    // Without the drivers that configuration files of the host name, such as vpcd's.
    await guest.shell('mkdir -p /run/pcscd /run/no-readers');
    await guest.start('pcscd', ['/usr/sbin/pcscd', '--foreground', '--config', '/run/no-readers']);
    await computer().startDaemon({
      identityCardReader: { driver: 'sdt', transport: 'serial', path: '/dev/serial/by-id/none' },
      socialSecurityCardReader: { driver: 'pcsc', path: 'auto', verifyPin: false },
    });
    await computer().deviceIs(NAME, 'online');
  });
  afterAll(async () => {
    await computer().stopDaemon();
    await computer().guest.stop('pcscd');
    await card?.stop();
    await computer().monitor.unplug(READER.id);
  });
  afterEach(async () => {
    await card.call('DELETE /card');
    await computer().deviceIs(NAME, 'online');
    await computer().mediaIs(NAME, 'notPresent');
  });

  async function plug(): Promise<void> {
    const { monitor } = computer();
    await monitor.plug(READER);
    await monitor.plug(SLOT);
  }

  async function read(name: string): Promise<string | undefined> {
    const page = await computer().page();
    const command = page.send('SocialSecurityCard.Read');
    await card.call('PUT /card', { card: name });
    const { header, payload } = await page.completion(command);
    page.close();
    return header.completionCode === 'commandErrorCode'
      ? String(payload?.['errorCode'])
      : header.completionCode;
  }

  test.each(['in-work-1.0', 'in-work-2.0'])('reads the card %s', async (name) => {
    expect(await read(name)).toBe('success');
  });

  test('tells when the card is pulled', async () => {
    const page = await computer().page();
    const command = page.send('SocialSecurityCard.Read');
    await card.call('PUT /card', { card: 'in-work-2.0' });
    expect((await page.completion(command)).header.completionCode).toBe('success');
    await card.call('DELETE /card');
    await page.event('CardReader.MediaRemovedEvent');
    page.close();
  });

  test('unplugged and plugged again is found by itself', async () => {
    const { monitor } = computer();
    await monitor.unplug(READER.id);
    await computer().deviceIs(NAME, 'powerOff');
    await plug();
    await computer().deviceIs(NAME, 'online');
    expect(await read('in-work-2.0')).toBe('success');
  });

  test('unplugged with a card in it ends the visit, and serves the next', async () => {
    const { monitor } = computer();
    const page = await computer().page();
    const command = page.send('SocialSecurityCard.Read');
    await card.call('PUT /card', { card: 'in-work-2.0' });
    expect((await page.completion(command)).header.completionCode).toBe('success');
    await monitor.unplug(READER.id);
    await computer().deviceIs(NAME, 'powerOff');
    await card.call('DELETE /card');
    await plug();
    await computer().deviceIs(NAME, 'online');
    page.close();
    expect(await read('in-work-2.0')).toBe('success');
  });

  test('is found again when the PC/SC service was restarted', async () => {
    const { guest } = computer();
    await guest.stop('pcscd');
    await until(
      'the reader is lost',
      async () => (await computer().health()).devices[NAME]?.device !== 'online',
    );
    await guest.start('pcscd', ['/usr/sbin/pcscd', '--foreground', '--config', '/run/no-readers']);
    await computer().deviceIs(NAME, 'online');
    expect(await read('in-work-2.0')).toBe('success');
  });
});
