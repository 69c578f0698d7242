/// <reference types="w3c-web-usb" />
import type { WebUSB } from 'usb';
import { err, ok, type Result } from '#shared/result.ts';
import type { BindingOpenError } from './binding.ts';
import { HID_CLASS } from './usb-devices.ts';

type UsbDevice = Awaited<ReturnType<WebUSB['getDevices']>>[number];

/** A device by its ids, wherever it is plugged in, or by its place (`1-4.2`). */
export type UsbTarget =
  | { readonly match: { readonly vendorId: number; readonly productId: number } }
  | { readonly name: string };

export interface UsbPipe {
  readonly endpoint: number;
  /** Longest packet. */
  readonly packetBytes: number;
}

/** The bulk pipes of a device that has no driver of its own; what goes over which of them is for others to know. */
export interface UsbBulkDevice {
  readonly port: string;
  /** In the order of their numbers. */
  readonly outPipes: readonly UsbPipe[];
  readonly inPipes: readonly UsbPipe[];
  /** `late`: the device did not take it in time; some of it may have gone. */
  write(pipe: UsbPipe, bytes: Uint8Array): Promise<'sent' | 'late' | 'gone'>;
  /** One packet at most. @returns null when none came in time */
  read(pipe: UsbPipe, timeoutMs: number): Promise<Uint8Array | 'gone' | null>;
  /** A read that runs ends first. */
  close(): Promise<void>;
}

export type OpenUsbBulk = () => Promise<Result<UsbBulkDevice, BindingOpenError>>;

const WRITE_TIMEOUT_MS = 500;

/**
 * Opens a device through usbfs. The addresses of the pipes are not fixed, as makers copy a device with other ones: the
 * first interface with bulk pipes both ways is taken as its descriptors give it.
 */
export function usbBulk(target: UsbTarget): OpenUsbBulk {
  return async () => {
    const devices = await devicesOfSystem();
    if (!devices.ok) return devices;
    const device = devices.value.find((candidate) => isTarget(target, candidate));
    if (device === undefined) return err('noDevice');
    try {
      await device.open();
    } catch (error) {
      return err(openErrorOf(error));
    }
    const claimed = await claim(device);
    if (!claimed.ok) await device.close();
    return claimed;
  };
}

/** An optional package with a native part: not installed, or not for this machine. */
async function loadLibrary(): Promise<typeof import('usb') | null> {
  try {
    return await import('usb');
  } catch {
    return null;
  }
}

export const isUsbLibraryThere = async (): Promise<boolean> => (await loadLibrary()) !== null;

async function devicesOfSystem(): Promise<Result<UsbDevice[], BindingOpenError>> {
  const library = await loadLibrary();
  if (library === null) return err('libraryMissing');
  try {
    return ok(await library.usb.getDevices());
  } catch (error) {
    // A machine without USB has no folder of devices either.
    return err(openErrorOf(error));
  }
}

const isTarget = (target: UsbTarget, device: UsbDevice): boolean =>
  'name' in target
    ? target.name === nameOf(device)
    : device.vendorId === target.match.vendorId && device.productId === target.match.productId;

/** As the kernel names it; the library gives the bus as text with leading zeros. */
const nameOf = ({ bus, ports }: UsbDevice): string => `${bus.replace(/^0+(?=\d)/, '')}-${ports.join('.')}`;

async function claim(device: UsbDevice): Promise<Result<UsbBulkDevice, BindingOpenError>> {
  let interfaces: readonly USBInterface[];
  try {
    interfaces = device.configuration?.interfaces ?? [];
  } catch (error) {
    return err(openErrorOf(error));
  }
  const suitable = interfaces.map((each) => ({ number: each.interfaceNumber, ...pipesOf(each) }));
  const wanted = suitable.find(({ outPipes, inPipes }) => outPipes.length > 0 && inPipes.length > 0);
  if (wanted === undefined) return err('failed');
  try {
    await device.claimInterface(wanted.number);
  } catch (error) {
    return err(openErrorOf(error));
  }
  return ok(new ClaimedDevice(device, wanted.number, wanted.outPipes, wanted.inPipes));
}

function pipesOf({ alternate }: USBInterface): { outPipes: UsbPipe[]; inPipes: UsbPipe[] } {
  const pipes = (direction: USBDirection) =>
    alternate.endpoints
      .filter((endpoint) => endpoint.type === 'bulk' && endpoint.direction === direction)
      .map(({ endpointNumber, packetSize }) => ({ endpoint: endpointNumber, packetBytes: packetSize }))
      .sort((a, b) => a.endpoint - b.endpoint);
  return alternate.interfaceClass === HID_CLASS
    ? { outPipes: [], inPipes: [] }
    : { outPipes: pipes('out'), inPipes: pipes('in') };
}

class ClaimedDevice implements UsbBulkDevice {
  readonly port: string;
  readonly outPipes: readonly UsbPipe[];
  readonly inPipes: readonly UsbPipe[];
  readonly #device: UsbDevice;
  readonly #interfaceNumber: number;
  /** What runs on the device; it must have ended before the device is closed. */
  readonly #running = new Set<Promise<unknown>>();
  #closing: Promise<void> | null = null;

  constructor(
    device: UsbDevice,
    interfaceNumber: number,
    outPipes: readonly UsbPipe[],
    inPipes: readonly UsbPipe[],
  ) {
    this.#device = device;
    this.#interfaceNumber = interfaceNumber;
    this.port = `usb:${nameOf(device)}`;
    this.outPipes = outPipes;
    this.inPipes = inPipes;
  }

  write(pipe: UsbPipe, bytes: Uint8Array): Promise<'sent' | 'late' | 'gone'> {
    return this.#run(async () => {
      // The library copies the bytes before it returns.
      const sent = await this.#device.nativeTransferOut(pipe.endpoint, WRITE_TIMEOUT_MS, bytes);
      return sent === bytes.length ? 'sent' : 'late';
    }, 'late');
  }

  read(pipe: UsbPipe, timeoutMs: number): Promise<Uint8Array | 'gone' | null> {
    // One packet, whole: of a longer one the library would cut off the end, of several it loses all when time is up.
    return this.#run(() => this.#device.nativeTransferIn(pipe.endpoint, timeoutMs, pipe.packetBytes), null);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.all(this.#running);
    try {
      // The library keeps a claimed interface open beyond the close of its device.
      await this.#device.releaseInterface(this.#interfaceNumber);
    } finally {
      await this.#device.close();
    }
  }

  async #run<T, L>(transfer: () => Promise<T>, late: L): Promise<T | L | 'gone'> {
    if (this.#closing !== null) return 'gone';
    const running = transfer().catch((error: unknown) => (isTimeout(error) ? late : ('gone' as const)));
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }
}

/** usb 3.1 takes a time that is up for a transfer that was cancelled, and says so in its text only. */
const isTimeout = (error: unknown): boolean => /cancell?ed/i.test((error as Error).message);

/** Texts with the number of errno at their end (nusb 0.2, on usbfs). */
function openErrorOf(error: unknown): BindingOpenError {
  const text = (error as Error).message;
  const errno = Number(/errno (\d+)/.exec(text)?.[1] ?? 0);
  if (errno === 1 || errno === 13 || /permission|access denied/i.test(text)) return 'notPermitted';
  if (errno === 16 || /busy|in use/i.test(text)) return 'inUse';
  if (errno === 2 || errno === 19 || /not found|disconnected/i.test(text)) return 'noDevice';
  return 'failed';
}
