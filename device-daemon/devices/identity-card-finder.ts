import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { type HidDeviceFound, listHidDevices, matchesHid } from '../bindings/hid.ts';
import { openPcsc } from '../bindings/pcsc.ts';
import { serialBinding } from '../bindings/serial.ts';
import { listSerialPorts, type SerialPortFound } from '../bindings/serial-ports.ts';
import { isUsbLibraryThere } from '../bindings/usb-bulk.ts';
import { HID_CLASS, listUsbDevices, type UsbDeviceFound } from '../bindings/usb-devices.ts';
import { READERS_NOT_SUPPORTED, SDT_MODELS, type SdtModel, SERIAL_BRIDGES } from '../drivers/sdt/models.ts';

/** What is plugged in, as the bindings see it. */
export interface Machine {
  readonly serialPorts: readonly SerialPortFound[];
  /** null: the library that lists them is missing. */
  readonly hidDevices: readonly HidDeviceFound[] | null;
  readonly usbDevices: readonly UsbDeviceFound[];
}

export type ReaderPort =
  | { readonly transport: 'serial'; readonly path: string }
  | { readonly transport: 'hid'; readonly path: string }
  | { readonly transport: 'usb'; readonly name: string; readonly node: string };

/** A row of the table of models that fits something that is plugged in. */
export interface Fingerprint {
  readonly model: SdtModel;
  readonly port: ReaderPort;
  /** 0–100. */
  readonly score: number;
  readonly why: string;
}

/** For the engineer: what could be a reader, and what stands in the way of using it. */
export interface IdentityCardReaderFound {
  /** The configuration's word for the driver; null where there is none. */
  readonly model: string | null;
  readonly port: string;
  readonly score: number;
  readonly why: string;
  readonly missing: MissingForReader | null;
}

/**
 * `udevRule` the node of the HID or USB device may not be opened · `permission` nor the serial port (group dialout) ·
 * `busyPort` another process has it · `library` node-hid or usb does not load · `driver` nobody has published how it speaks
 */
type MissingForReader = 'udevRule' | 'permission' | 'busyPort' | 'library' | 'driver';

const MODELS: readonly SdtModel[] = Object.values(SDT_MODELS);

/** A reader with an adapter inside is likelier than one on the board's own port, of which a PC has many and uses none. */
const ADAPTER_SCORE = 20;
const KNOWN_BRIDGE_SCORE = 30;
/** Nearly all readers behind PC/SC are for other cards; which kind one is it does not tell. */
const PCSC_SCORE = 5;
/** The service tells its readers within milliseconds. */
const READERS_TOLD_MS = 300;

export async function lookAtMachine(): Promise<Machine> {
  const [serialPorts, hidDevices, usbDevices] = await Promise.all([
    listSerialPorts(),
    listHidDevices(),
    listUsbDevices(),
  ]);
  return { serialPorts, hidDevices: hidDevices.ok ? hidDevices.value : null, usbDevices };
}

/** Best first; of equals, in the order of the table. */
export const fingerprintsOf = (machine: Machine): Fingerprint[] =>
  MODELS.flatMap((model) => fingerprintsOfModel(model, machine)).sort((a, b) => b.score - a.score);

function fingerprintsOfModel(
  model: SdtModel,
  { serialPorts, hidDevices, usbDevices }: Machine,
): Fingerprint[] {
  switch (model.transport) {
    case 'serial':
      return serialPorts.map((port) => serialFingerprint(model, port));
    case 'hid':
      return (hidDevices ?? []).flatMap((device) => hidFingerprints(model, device));
    case 'usb':
      return usbDevices.flatMap((device) => usbFingerprints(model, device));
  }
}

function serialFingerprint(model: SdtModel, { path, usb }: SerialPortFound): Fingerprint {
  const port = { transport: 'serial', path } as const;
  const base = model.scoreUnrecognised;
  if (usb === null) return { model, port, score: base, why: 'a serial port of the board' };
  const bridge = SERIAL_BRIDGES.find(
    ({ vendorId, productId }) => vendorId === usb.vendorId && productId === usb.productId,
  );
  return bridge === undefined
    ? { model, port, score: base + ADAPTER_SCORE, why: 'a USB serial adapter' }
    : { model, port, score: base + KNOWN_BRIDGE_SCORE, why: `a USB serial adapter (${bridge.what})` };
}

function hidFingerprints(model: SdtModel, device: HidDeviceFound): Fingerprint[] {
  return model.fingerprints
    .filter((fingerprint) => matchesHid(fingerprint, device))
    .map(({ score, what }) => ({ model, port: { transport: 'hid', path: device.path }, score, why: what }));
}

function usbFingerprints(model: SdtModel, device: UsbDeviceFound): Fingerprint[] {
  // The same ids are found on devices with HID, too: those are no case for bulk pipes.
  if (device.interfaceClasses.length > 0 && device.interfaceClasses.every((each) => each === HID_CLASS))
    return [];
  const { name, node } = device;
  return model.fingerprints
    .filter(({ vendorId, productId }) => vendorId === device.vendorId && productId === device.productId)
    .map(({ score, what }) => ({ model, port: { transport: 'usb', name, node }, score, why: what }));
}

/** Everything on this machine that may read identity cards, best first. Opens serial ports for a moment. */
export async function findIdentityCardReaders(): Promise<IdentityCardReaderFound[]> {
  const machine = await lookAtMachine();
  const hindrances = new Map<string, Promise<MissingForReader | null>>();
  const found: Promise<IdentityCardReaderFound>[] = fingerprintsOf(machine).map(
    async ({ model, port, score, why }) => {
      const name = portName(port);
      const hindrance = hindrances.get(name) ?? hindranceOf(port, model);
      hindrances.set(name, hindrance);
      return { model: model.name, port: name, score, why, missing: await hindrance };
    },
  );
  return [
    ...(await Promise.all(found)),
    ...(machine.hidDevices === null ? unlistedHidReaders(machine.usbDevices) : []),
    ...unsupportedReaders(machine.usbDevices),
    ...(await readersBehindPcsc()),
  ].sort((a, b) => b.score - a.score);
}

export const portName = (port: ReaderPort): string =>
  port.transport === 'usb' ? `usb:${port.name}` : port.path;

async function hindranceOf(port: ReaderPort, model: SdtModel): Promise<MissingForReader | null> {
  switch (port.transport) {
    case 'serial':
      return serialHindrance(port.path, model);
    case 'hid':
      return (await mayOpen(port.path)) ? null : 'udevRule';
    case 'usb':
      if (!(await isUsbLibraryThere())) return 'library';
      return (await mayOpen(port.node)) ? null : 'udevRule';
  }
}

/** That another process holds a port is told by opening it, and by nothing else. */
async function serialHindrance(path: string, model: SdtModel): Promise<MissingForReader | null> {
  const opened = await serialBinding(path, { baudRate: model.baudRates[0] ?? 9600 })({
    data: () => undefined,
    lost: () => undefined,
  });
  if (opened.ok) {
    await opened.value.close();
    return null;
  }
  switch (opened.error) {
    case 'notPermitted':
      return 'permission';
    case 'inUse':
      return 'busyPort';
    default:
      return null;
  }
}

async function mayOpen(node: string): Promise<boolean> {
  try {
    await access(node, constants.R_OK | constants.W_OK);
    return true;
  } catch (error) {
    return !['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/** Without the library no HID device can be listed, but the kernel knows what hangs on USB. */
function unlistedHidReaders(devices: readonly UsbDeviceFound[]): IdentityCardReaderFound[] {
  return devices
    .filter(({ interfaceClasses }) => interfaceClasses.includes(HID_CLASS))
    .flatMap((device) =>
      MODELS.filter(({ transport }) => transport === 'hid').flatMap((model) =>
        model.fingerprints
          .filter(({ vendorId, productId }) => vendorId === device.vendorId && productId === device.productId)
          .map(({ score, what }) => ({
            model: model.name,
            port: `usb:${device.name}`,
            score,
            why: what,
            missing: 'library' as const,
          })),
      ),
    );
}

function unsupportedReaders(devices: readonly UsbDeviceFound[]): IdentityCardReaderFound[] {
  return devices.flatMap((device) =>
    READERS_NOT_SUPPORTED.filter(
      ({ vendorId, productId }) => vendorId === device.vendorId && productId === device.productId,
    ).map(({ what }) => ({
      model: null,
      port: `usb:${device.name}`,
      score: 0,
      why: what,
      missing: 'driver' as const,
    })),
  );
}

/** Without the service, or its library, there are none. */
async function readersBehindPcsc(): Promise<IdentityCardReaderFound[]> {
  const names = new Set<string>();
  const opened = await openPcsc({
    readerChanged: ({ name }) => names.add(name),
    readerGone: (name) => names.delete(name),
    lost: () => undefined,
  });
  if (!opened.ok) return [];
  await new Promise((resolve) => setTimeout(resolve, READERS_TOLD_MS));
  await opened.value.close();
  return [...names].map((name) => ({
    model: 'pcsc-id',
    port: name,
    score: PCSC_SCORE,
    why: 'a reader behind PC/SC, whatever its cards; used where driver = "pcsc-id" says so',
    missing: null,
  }));
}
