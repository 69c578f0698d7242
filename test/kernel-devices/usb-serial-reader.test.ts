import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { CABLES } from './global-setup.ts';
import { until } from './guest/guest.ts';
import { describeOnKioskComputer } from './kiosk-computer.ts';
import { SerialCable } from './serial-cable.ts';

/** QEMU makes the serial number up from the socket on the bus where none is given; a real adapter keeps its own. */
const ADAPTER = {
  driver: 'usb-serial',
  id: 'adapter',
  chardev: CABLES.serialAdapter,
  bus: 'usb.0',
  port: '1',
  serial: 'A50285BI',
};
/** An adapter with nothing behind it. */
const OTHER_ADAPTER = {
  ...ADAPTER,
  id: 'other-adapter',
  chardev: 'nothing',
  port: '2',
  serial: 'A50285ZZ',
  'always-plugged': true,
};
/** The name that udev gives it. */
const PATH = `/dev/serial/by-id/usb-QEMU_QEMU_USB_SERIAL_${ADAPTER.serial}-if00-port0`;
const READER = 'identityCardReader';

describeOnKioskComputer('an identity-card reader behind an FTDI adapter', (computer) => {
  let fake: FakeDevice;
  let cable: SerialCable;

  beforeAll(async () => {
    const { hall, monitor } = computer();
    const link = join(hall.folder, 'identity-card-reader');
    fake = await FakeDevice.start('identity-card-reader', ['--link', link]);
    cable = await SerialCable.lay(link, join(hall.folder, CABLES.serialAdapter));
    await monitor.plug(ADAPTER);
    await cable.plug();
    await computer().startDaemon({ [READER]: { driver: 'sdt', transport: 'serial', path: PATH } });
  });
  afterAll(async () => {
    await computer().stopDaemon();
    cable?.pull();
    await computer().monitor.unplug(ADAPTER.id);
    await cable?.close();
    await fake?.stop();
  });
  beforeEach(async () => {
    await fake.call('DELETE /card');
    await computer().deviceIs(READER, 'online');
    await computer().mediaIs(READER, 'notPresent');
  });

  async function pull(): Promise<void> {
    cable.pull();
    await computer().deviceIs(READER, 'powerOff');
  }

  async function plug(): Promise<void> {
    await cable.plug();
    await computer().deviceIs(READER, 'online');
  }

  async function readsACard(): Promise<void> {
    const page = await computer().page();
    const read = page.send('IdentityCard.Read');
    await fake.call('PUT /card', { card: 'in-work' });
    expect((await page.completion(read)).header.completionCode).toBe('success');
    page.close();
    await fake.call('DELETE /card');
    await computer().mediaIs(READER, 'notPresent');
  }

  const bytesWritten = async (): Promise<number> =>
    (await fake.call<{ bytesWritten: number }>('GET /state')).bytesWritten;

  test('is open to the daemon by the rules of deploy/, with the latency timer at 1 ms', async () => {
    const { guest } = computer();
    const tty = (await guest.shell(`readlink -f ${PATH}`)).replace('/dev/', '');
    expect(await guest.shell(`stat -c '%G %a' /dev/${tty}`)).toBe('kiosk 660');
    expect(await guest.shell(`cat /sys/class/tty/${tty}/device/latency_timer`)).toBe('1');
    await readsACard();
  });

  test('is lost while nobody is there, and found again', async () => {
    await pull();
    await plug();
    await readsACard();
  });

  test('pulled in the middle of a read fails that read, and serves the next', async () => {
    const page = await computer().page();
    const read = page.send('IdentityCard.Read');
    const before = await bytesWritten();
    await fake.call('PUT /card', { card: 'in-work' });
    // The card's data are 1295 bytes and take a tenth of a second.
    await until('the card is being read', async () => (await bytesWritten()) > before + 200);
    await pull();
    await page.completion(read);
    await fake.call('DELETE /card');
    await plug();
    expect(page.isOpen).toBe(true);
    page.close();
    await readsACard();
  });

  test('pulled in a visit and plugged again tells when the card is taken', async () => {
    const page = await computer().page();
    const read = page.send('IdentityCard.Read');
    await fake.call('PUT /card', { card: 'in-work' });
    expect((await page.completion(read)).header.completionCode).toBe('success');
    await pull();
    await plug();
    expect(page.isOpen).toBe(true);
    await fake.call('DELETE /card');
    await page.event('CardReader.MediaRemovedEvent');
    page.close();
  });

  test('comes back in another socket, under another number of the kernel', async () => {
    const { guest, monitor } = computer();
    expect(await guest.shell(`readlink -f ${PATH}`)).toBe('/dev/ttyUSB0');
    await pull();
    await monitor.unplug(ADAPTER.id);
    await monitor.plug(OTHER_ADAPTER);
    await until('the other adapter has taken the number', async () => {
      const { output } = await guest.run(['/bin/sh', '-c', 'ls /dev/ttyUSB0']);
      return output.trim() === '/dev/ttyUSB0';
    });
    await monitor.plug({ ...ADAPTER, port: '3' });
    await plug();
    expect(await guest.shell(`readlink -f ${PATH}`)).toBe('/dev/ttyUSB1');
    await readsACard();
    await monitor.unplug(OTHER_ADAPTER.id);
  });

  test('is found on whichever port answers where the configuration says "auto"', async () => {
    const { monitor } = computer();
    await monitor.plug(OTHER_ADAPTER);
    await computer().startDaemon({ [READER]: { driver: 'auto', transport: 'auto', path: 'auto' } });
    await computer().deviceIs(READER, 'online');
    await readsACard();
    await pull();
    await plug();
    await readsACard();
    await monitor.unplug(OTHER_ADAPTER.id);
  });
});
