import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { CABLES } from './global-setup.ts';
import { until } from './guest/guest.ts';
import { describeOnKioskComputer, type KioskComputer } from './kiosk-computer.ts';
import { SerialCable } from './serial-cable.ts';

/** QEMU makes the serial number up from the socket on the bus where none is given; a real adapter keeps its own. */
const ADAPTER = {
  driver: 'usb-serial',
  id: 'adapter',
  chardev: CABLES.serialAdapter,
  bus: 'usb.0',
  serial: 'A50285BI',
};

/** An adapter with nothing behind it. */
const OTHER_ADAPTER = {
  ...ADAPTER,
  id: 'other-adapter',
  chardev: 'nothing',
  serial: 'A50285ZZ',
  'always-plugged': true,
};

describeOnKioskComputer('an identity-card reader behind an FTDI adapter', (computer) => {
  let fake: FakeDevice;
  let cable: SerialCable;
  /** The name that udev gives it. */
  let path: string;

  beforeAll(async () => {
    const { hall, monitor, guest } = computer();
    const link = join(hall.folder, 'identity-card-reader');
    fake = await FakeDevice.start('identity-card-reader', ['--link', link]);
    cable = await SerialCable.lay(link, join(hall.folder, CABLES.serialAdapter));
    await monitor.plug(ADAPTER);
    path = await until('udev names the adapter', () => namedByUdev(computer()));
    await guest.shell(`test -c ${path}`);
    await computer().startDaemon({ identityCardReader: { driver: 'sdt', transport: 'serial', path } });
  });
  afterAll(async () => {
    const { monitor } = computer();
    await computer().stopDaemon();
    await monitor.unplug(ADAPTER.id);
    await cable?.remove();
    await fake?.stop();
  });
  beforeEach(async () => {
    await fake.call('DELETE /card');
    await computer().deviceIs('identityCardReader', 'online');
    await computer().mediaIs('identityCardReader', 'notPresent');
  });

  async function replug(): Promise<void> {
    const { monitor } = computer();
    await monitor.unplug(ADAPTER.id);
    await computer().deviceIs('identityCardReader', 'powerOff');
    await monitor.plug(ADAPTER);
    await computer().deviceIs('identityCardReader', 'online');
  }

  async function readsACard(): Promise<void> {
    const page = await computer().page();
    const read = page.send('IdentityCard.Read');
    await fake.call('PUT /card', { card: 'in-work' });
    expect((await page.completion(read)).header.completionCode).toBe('success');
    page.close();
    await fake.call('DELETE /card');
    await computer().mediaIs('identityCardReader', 'notPresent');
  }

  test('is open to the daemon by the rules of deploy/, with the latency timer at 1 ms', async () => {
    const { guest } = computer();
    const tty = (await guest.shell(`readlink -f ${path}`)).replace('/dev/', '');
    expect(await guest.shell(`stat -c '%G %a' /dev/${tty}`)).toBe('kiosk 660');
    expect(await guest.shell(`cat /sys/class/tty/${tty}/device/latency_timer`)).toBe('1');
    await readsACard();
  });

  test('is lost while nobody is there, and found again', async () => {
    await replug();
    await readsACard();
  });

  test('pulled in the middle of a read fails that read, and serves the next', async () => {
    const page = await computer().page();
    const read = page.send('IdentityCard.Read');
    const before = (await fake.call<{ bytesWritten: number }>('GET /state')).bytesWritten;
    await fake.call('PUT /card', { card: 'in-work' });
    // A card's answer is 1295 bytes and takes a tenth of a second.
    await until('the card is being read', async () => {
      return (await fake.call<{ bytesWritten: number }>('GET /state')).bytesWritten > before + 300;
    });
    const { monitor } = computer();
    await monitor.unplug(ADAPTER.id);
    const { header } = await page.completion(read);
    expect(['hardwareError', 'deviceNotReady', 'success']).toContain(header.completionCode);
    await fake.call('DELETE /card');
    await monitor.plug(ADAPTER);
    await computer().deviceIs('identityCardReader', 'online');
    page.close();
    await readsACard();
  });

  test('pulled in a visit and plugged again tells when the card is taken', async () => {
    const page = await computer().page();
    const read = page.send('IdentityCard.Read');
    await fake.call('PUT /card', { card: 'in-work' });
    expect((await page.completion(read)).header.completionCode).toBe('success');
    await replug();
    expect(page.isOpen).toBe(true);
    await fake.call('DELETE /card');
    await page.event('CardReader.MediaRemovedEvent');
    page.close();
  });

  test('comes back in another socket, under another number of the kernel', async () => {
    const { guest, monitor } = computer();
    expect(await guest.shell(`readlink -f ${path}`)).toBe('/dev/ttyUSB0');
    await monitor.unplug(ADAPTER.id);
    await computer().deviceIs('identityCardReader', 'powerOff');
    await monitor.plug(OTHER_ADAPTER);
    await until('the other adapter has taken the number', async () => {
      const { output } = await guest.run(['/bin/sh', '-c', 'ls /dev/ttyUSB0']);
      return output.trim() === '/dev/ttyUSB0';
    });
    await monitor.plug(ADAPTER);
    await computer().deviceIs('identityCardReader', 'online');
    expect(await guest.shell(`readlink -f ${path}`)).toBe('/dev/ttyUSB1');
    await readsACard();
    await monitor.unplug(OTHER_ADAPTER.id);
  });

  test('is found on whichever port answers where the configuration says "auto"', async () => {
    const { monitor } = computer();
    await monitor.plug(OTHER_ADAPTER);
    await computer().startDaemon({
      identityCardReader: { driver: 'sdt', transport: 'serial', path: 'auto' },
    });
    await computer().deviceIs('identityCardReader', 'online');
    await readsACard();
    await replug();
    await readsACard();
    await monitor.unplug(OTHER_ADAPTER.id);
  });
});

async function namedByUdev({ guest }: KioskComputer): Promise<string | null> {
  const { output } = await guest.run(['/bin/sh', '-c', 'ls -d /dev/serial/by-id/* 2>/dev/null']);
  return output.trim() === '' ? null : output.trim();
}
