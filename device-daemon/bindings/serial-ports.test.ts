import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listSerialPorts } from './serial-ports.ts';
import { lowerLatencyTimer } from './usb-latency-timer.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(`${tmpdir()}/serial-ports-`);
});
afterEach(() => rm(folder, { recursive: true }));

describe('the serial ports of a machine', () => {
  it('with udev are named by the adapter, then by its place, and each only once', async () => {
    await mkdir(`${folder}/serial/by-id`, { recursive: true });
    await mkdir(`${folder}/serial/by-path`);
    for (const name of ['ttyUSB0', 'ttyUSB1', 'ttyS0']) await writeFile(`${folder}/${name}`, '');
    await symlink(`${folder}/ttyUSB0`, `${folder}/serial/by-id/usb-maker-if00`);
    await symlink(`${folder}/ttyUSB0`, `${folder}/serial/by-path/pci-1`);
    await symlink(`${folder}/ttyUSB1`, `${folder}/serial/by-path/pci-2`);
    await symlink(`${folder}/ttyUSB9`, `${folder}/serial/by-path/pci-pulled`);
    expect(
      (await listSerialPorts(folder, folder)).map(({ path, namedBy }) => [
        path.slice(folder.length + 1),
        namedBy,
      ]),
    ).toEqual([
      ['serial/by-id/usb-maker-if00', 'id'],
      ['serial/by-path/pci-2', 'path'],
      ['ttyS0', 'kernel'],
    ]);
  });

  it('without udev are the names of the kernel, adapters first, in the order of their numbers', async () => {
    for (const name of ['ttyS0', 'ttyUSB10', 'ttyUSB2', 'ttyACM0', 'tty1', 'ttyprintk', 'null']) {
      await writeFile(`${folder}/${name}`, '');
    }
    expect((await listSerialPorts(folder, folder)).map(({ path }) => path.slice(folder.length + 1))).toEqual([
      'ttyACM0',
      'ttyUSB2',
      'ttyUSB10',
      'ttyS0',
    ]);
  });

  it('are not those that the system has its console on', async () => {
    for (const name of ['ttyS0', 'ttyS1']) await writeFile(`${folder}/${name}`, '');
    await mkdir(`${folder}/class/tty/console`, { recursive: true });
    await writeFile(`${folder}/class/tty/console/active`, 'tty0 ttyS0\n');
    expect((await listSerialPorts(folder, folder)).map(({ device }) => device)).toEqual([`${folder}/ttyS1`]);
  });

  it('on a machine without any are none', async () => {
    expect(await listSerialPorts(`${folder}/nothing`, folder)).toEqual([]);
  });
});

describe('the latency timer of a USB adapter', () => {
  it('is lowered where the adapter has one', async () => {
    const device = `${folder}/class/tty/ttyUSB0/device`;
    await mkdir(device, { recursive: true });
    await writeFile(`${device}/latency_timer`, '16\n');
    expect(await lowerLatencyTimer('ttyUSB0', folder)).toBe('lowered');
  });

  it('is left alone where there is none', async () => {
    expect(await lowerLatencyTimer('ttyUSB0', folder)).toBe('absent');
  });
});
