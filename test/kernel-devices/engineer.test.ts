import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FakeDevice } from '#test/fakes/fake-client.ts';
import { CABLES } from './global-setup.ts';
import { until } from './guest/guest.ts';
import { CONFIGURATION, describeOnKioskComputer } from './kiosk-computer.ts';
import { SerialCable } from './serial-cable.ts';

const ADAPTER = {
  driver: 'usb-serial',
  id: 'adapter',
  chardev: CABLES.serialAdapter,
  bus: 'usb.0',
  port: '1',
  serial: 'A50285BI',
};
const SERIAL_PATH = `/dev/serial/by-id/usb-QEMU_QEMU_USB_SERIAL_${ADAPTER.serial}-if00-port0`;

const AUTO = { identityCardReader: { driver: 'auto', transport: 'auto', path: 'auto' } };

describeOnKioskComputer("the engineer's tools beside three readers", (computer) => {
  let fake: FakeDevice;
  let cable: SerialCable;

  beforeAll(async () => {
    const { hall, guest, monitor } = computer();
    const link = join(hall.folder, 'engineers-reader');
    fake = await FakeDevice.start('identity-card-reader', ['--link', link]);
    cable = await SerialCable.lay(link, join(hall.folder, CABLES.serialAdapter));
    await monitor.plug(ADAPTER);
    await cable.plug();
    await computer().startBench([
      { name: 'hid', fake: 'identity-card-reader', args: ['--model', 'dk26', '--port', 'uhid'] },
      { name: 'usb', fake: 'identity-card-reader', args: ['--model', 'usb-sam', '--port', 'usbip'] },
    ]);
    await until('udev has named them', async () => {
      return (await guest.run(['/bin/sh', '-c', `test -e ${SERIAL_PATH} -a -e /dev/hidraw0`])).code === 0;
    });
    await computer().stopDaemon();
    await computer().configure(AUTO);
  });
  afterAll(async () => {
    await computer().stopBench();
    cable?.pull();
    await computer().monitor.unplug(ADAPTER.id);
    await cable?.close();
    await fake?.stop();
  });

  test('list-devices names each, where it is and what it is taken for', async () => {
    const { code, output } = await computer().cli(['list-devices']);
    expect(output).toContain(`${SERIAL_PATH} → /dev/ttyUSB0  (USB 0403:6001)`);
    expect(output).toMatch(/\/dev\/hidraw0 {2}0483:572b .*DK26ME/);
    expect(output).toMatch(/usb:\d+-1 {2}0400:c35a/);
    const [, taken = ''] = output.split('Identity-card readers, the likeliest first:\n');
    expect(taken.split('\n').slice(0, 3)).toEqual([
      expect.stringMatching(/^ +95 {2}dk26 {2}at \/dev\/hidraw0: /),
      expect.stringMatching(/^ +95 {2}usb-sam {2}at usb:\d+-1: /),
      expect.stringMatching(/^ +70 {2}sdt {2}at .*A50285BI.*FT232/),
    ]);
    expect(code).toBe(0);
  });

  test('list-devices says to a user without rights what is missing', async () => {
    const { code, output } = await computer().cli(['list-devices'], 'nobody');
    const [, taken = ''] = output.split('Identity-card readers, the likeliest first:\n');
    expect(taken.split('\n').slice(0, 6)).toEqual([
      expect.stringContaining('dk26  at /dev/hidraw0'),
      expect.stringContaining('install deploy/60-kiosk-readers.rules'),
      expect.stringContaining('usb-sam  at usb:'),
      expect.stringContaining('install deploy/60-kiosk-readers.rules'),
      expect.stringContaining('sdt  at /dev/serial/by-id/'),
      expect.stringContaining('this user may not open it'),
    ]);
    expect(output).toContain('No identity-card reader can be used as it is.');
    expect(code).toBe(1);
  });

  test('list-devices says when the daemon holds the port', async () => {
    await computer().startDaemon({
      identityCardReader: { driver: 'sdt', transport: 'serial', path: SERIAL_PATH },
    });
    await computer().deviceIs('identityCardReader', 'online');
    const { output } = await computer().cli(['list-devices']);
    await computer().stopDaemon();
    await computer().configure(AUTO);
    const lines = output.split('\n');
    const at = lines.findIndex((line) => line.includes(`sdt  at ${SERIAL_PATH}`));
    expect(lines[at + 1]).toContain('another program holds it');
  });

  test('doctor finds all well', async () => {
    const { code, output } = await computer().cliWithConfiguration('doctor');
    expect(output).not.toContain('FAIL');
    expect(output).toContain('ok   identity-card reader: online');
    expect(code).toBe(0);
  });

  test('doctor says to a user without rights that no reader can be used', async () => {
    const { guest } = computer();
    await guest.shell(`install -o nobody ${CONFIGURATION} /tmp/of-nobody.toml`);
    const { code, output } = await computer().cli(['doctor', '--config', '/tmp/of-nobody.toml'], 'nobody');
    expect(output).toMatch(/FAIL identity-card reader: offline\n.*permission/);
    expect(code).toBe(1);
  });

  test('read-card shows a card masked', async () => {
    await computer().bench('PUT', '/hid/card', { card: 'in-work' });
    const { code, output } = await computer().cliWithConfiguration('read-card');
    expect(output).toMatch(/residentIdentityCard: \S＊\S, 9999＊+\d{4}, valid until \S+, \d+ ms/);
    expect(code).toBe(0);
  });
});
