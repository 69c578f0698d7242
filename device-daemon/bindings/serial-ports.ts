import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { usbIdsOf } from './usb-devices.ts';

export interface SerialPortFound {
  /** A name that stays with the adapter across reboots where the system has one. */
  readonly path: string;
  /** What `path` points to now. */
  readonly device: string;
  readonly namedBy: 'id' | 'path' | 'kernel';
  /** Of the adapter, where there is one. */
  readonly usb: { readonly vendorId: number; readonly productId: number } | null;
}

/**
 * The serial ports of a Linux machine. `SerialPort.list()` asks udevadm and brings the whole process down where that
 * is not installed, so the folders that udev keeps are read instead, and the kernel's own names where there is no udev.
 */
export async function listSerialPorts(devFolder = '/dev', sysFolder = '/sys'): Promise<SerialPortFound[]> {
  const found = new Map<string, Omit<SerialPortFound, 'usb'>>();
  for (const namedBy of ['id', 'path'] as const) {
    const folder = `${devFolder}/serial/by-${namedBy}`;
    for (const name of await namesIn(folder)) {
      const device = await targetOf(`${folder}/${name}`);
      if (device !== null && !found.has(device)) {
        found.set(device, { path: `${folder}/${name}`, device, namedBy });
      }
    }
  }
  const kernelNames = (await namesIn(devFolder)).filter((name) => KERNEL_NAME.test(name));
  kernelNames.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }));
  for (const name of kernelNames) {
    const device = `${devFolder}/${name}`;
    if (!found.has(device)) found.set(device, { path: device, device, namedBy: 'kernel' });
  }
  const consoles = await consoleNames(sysFolder);
  const ports = [...found.values()].filter(({ device }) => !consoles.includes(basename(device)));
  return Promise.all(ports.map(async (port) => ({ ...port, usb: await adapterOf(port.device, sysFolder) })));
}

/** What the kernel and a technician at a terminal talk on is nobody else's to try. */
async function consoleNames(sysFolder: string): Promise<string[]> {
  try {
    return (await readFile(`${sysFolder}/class/tty/console/active`, 'utf8')).trim().split(' ');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** The tty hangs one to three levels below its USB device, as its driver has it. */
const LEVELS_TO_ADAPTER = 4;

async function adapterOf(device: string, sysFolder: string): Promise<SerialPortFound['usb']> {
  let folder = await targetOf(`${sysFolder}/class/tty/${basename(device)}/device`);
  for (let level = 0; folder !== null && level < LEVELS_TO_ADAPTER; level += 1) {
    const ids = await usbIdsOf(folder);
    if (ids !== null) return ids;
    folder = dirname(folder);
  }
  return null;
}

/** USB adapters, USB modems, the board's own UARTs (x86, Raspberry Pi and Rockchip names). */
const KERNEL_NAME = /^tty(USB|ACM|AMA|THS|S)\d+$/;
/** The board's own UARTs come last: a PC has 32 names for them and rarely one wire. */
const rank = (name: string): number => (/^tty(USB|ACM)/.test(name) ? 0 : 1);

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A link whose adapter has just been pulled points nowhere. */
async function targetOf(link: string): Promise<string | null> {
  try {
    return await realpath(link);
  } catch {
    return null;
  }
}
