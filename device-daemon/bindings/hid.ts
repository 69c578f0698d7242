import { realpath } from 'node:fs/promises';
import type { HIDAsync } from 'node-hid';
import { err, ok, type Result } from '#shared/result.ts';
import type { Binding, BindingListener, BindingOpenError, OpenBinding } from './binding.ts';

export interface HidDeviceFound {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly usagePage: number | null;
  readonly usage: number | null;
  readonly interfaceNumber: number;
  readonly manufacturer: string | null;
  readonly product: string | null;
}

/** A device by what it is, wherever it is plugged in and whatever the system calls it today. */
export interface HidMatch {
  readonly vendorId: number;
  readonly productId: number;
  /** One device can have several top-level collections; without it the first of them is taken. */
  readonly usagePage?: number;
  readonly interfaceNumber?: number;
}

export type HidTarget = { readonly path: string } | { readonly match: HidMatch };

export interface HidReports {
  /** Bytes of one output report, without its id. A shorter write is filled up with zeros, a longer one is a bug. */
  readonly reportSize: number;
  /** 0 for a device that does not number its reports. */
  readonly reportId: number;
  /**
   * Which input reports are passed on, when it is not `reportId`: those of another number, or `any`. A number of its
   * own is taken off; with `any` it stays the first byte, on a device that numbers its reports.
   */
  readonly inputReportId?: number | 'any';
}

/**
 * One HID device: a `write` is one output report, `data` is one input report. A device that was unplugged comes back
 * under another name, so the name is looked up anew at each open.
 *
 * Linux gives a hidraw node to everybody who may open it: the device is not ours alone, and another program's answers
 * arrive here too. So `inUse` does not occur there; whoever talks must expect foreign answers.
 */
export function hidBinding(target: HidTarget, reports: HidReports): OpenBinding {
  return async (listener) => {
    const path = 'path' in target ? await nodeOf(target.path) : await pathOf(target.match);
    return path.ok ? openHid(path.value, reports, listener) : path;
  };
}

/**
 * The HID devices of the machine. node-hid is loaded only here: its native part needs libusb and libudev, which a kiosk
 * with a serial reader may not have.
 */
export async function listHidDevices(): Promise<Result<HidDeviceFound[], 'libraryMissing'>> {
  const { devicesAsync } = await import('node-hid');
  let devices: Awaited<ReturnType<typeof devicesAsync>>;
  try {
    devices = await devicesAsync();
  } catch (error) {
    if (isLibraryMissing(error)) return err('libraryMissing');
    throw error;
  }
  const found = devices.flatMap((device) =>
    device.path === undefined
      ? []
      : [
          {
            path: device.path,
            vendorId: device.vendorId,
            productId: device.productId,
            usagePage: device.usagePage ?? null,
            usage: device.usage ?? null,
            interfaceNumber: device.interface,
            manufacturer: device.manufacturer ?? null,
            product: device.product ?? null,
          },
        ],
  );
  return ok(found);
}

export const matchesHid = (match: HidMatch, device: HidDeviceFound): boolean =>
  device.vendorId === match.vendorId &&
  device.productId === match.productId &&
  (match.usagePage === undefined || match.usagePage === device.usagePage) &&
  (match.interfaceNumber === undefined || match.interfaceNumber === device.interfaceNumber);

async function pathOf(match: HidMatch): Promise<Result<string, BindingOpenError>> {
  const devices = await listHidDevices();
  if (!devices.ok) return devices;
  const device = devices.value.find((candidate) => matchesHid(match, candidate));
  return device === undefined ? err('noDevice') : ok(device.path);
}

/** What a link such as a udev rule makes points to now. Paths of other systems are no files and are taken as they are. */
async function nodeOf(path: string): Promise<Result<string, BindingOpenError>> {
  if (process.platform !== 'linux') return ok(path);
  try {
    return ok(await realpath(path));
  } catch {
    return err('noDevice');
  }
}

async function openHid(
  path: string,
  { reportSize, reportId, inputReportId = reportId }: HidReports,
  listener: BindingListener,
): Promise<Result<Binding, BindingOpenError>> {
  const { HIDAsync: Hid } = await import('node-hid');
  let hid: HIDAsync;
  try {
    hid = await Hid.open(path);
  } catch (error) {
    return err(isLibraryMissing(error) ? 'libraryMissing' : openErrorOf(error));
  }

  let silent = false;
  let closing: Promise<void> | null = null;
  const lost = () => {
    if (silent) return;
    silent = true;
    listener.lost();
  };
  hid.on('data', (report: Buffer) => {
    if (silent) return;
    const bytes = reportOf(report, inputReportId);
    if (bytes === null) return;
    try {
      listener.data(bytes);
    } catch (bug) {
      // node-hid takes what a listener throws for a failure of the device.
      process.nextTick(() => {
        throw bug;
      });
    }
  });
  // Unplugged. What node-hid passes on is a text, and not always one.
  hid.on('error', lost);
  // node-hid starts to read in the next tick, and throws there if the device is closed by then.
  await new Promise(setImmediate);

  /** node-hid copies what it is given, and wants the report's number in front of it, also where there is none. */
  const output = Buffer.alloc(1 + reportSize);
  output[0] = reportId;
  return ok({
    port: path,
    write: (bytes) => {
      if (bytes.length > reportSize)
        throw new RangeError(`${bytes.length} bytes for an output report of ${reportSize}`);
      if (silent) return;
      output.set(bytes, 1);
      hid.write(output).catch(lost);
      // Copied by then; what it was may have been somebody's PIN.
      output.fill(0, 1);
    },
    confirm: () => undefined,
    close: () => {
      silent = true;
      closing ??= hid.close();
      return closing;
    },
  });
}

function reportOf(report: Uint8Array, wanted: number | 'any'): Uint8Array | null {
  if (wanted === 'any' || wanted === 0) return report;
  return report[0] === wanted ? report.subarray(1) : null;
}

/** node-hid without its native part, or its native part without libudev and libusb. */
function isLibraryMissing(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ERR_DLOPEN_FAILED' || /failed to find binding/i.test(message);
}

/** hidapi passes on the text of errno, behind a sentence of its own (hidapi 0.15, linux/hid.c). */
function openErrorOf(error: unknown): BindingOpenError {
  const text = (error as Error).message;
  if (/no such file|no such device|not found/i.test(text)) return 'noDevice';
  if (/permission denied|not permitted|access is denied/i.test(text)) return 'notPermitted';
  if (/busy|being used/i.test(text)) return 'inUse';
  return 'failed';
}
