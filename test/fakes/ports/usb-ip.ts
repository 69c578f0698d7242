import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect as netConnect, type Socket } from 'node:net';
import { type UsbDescription, UsbDescriptors } from './usb-descriptors.ts';
import { encodeSubmitAnswer, USB_STATUS, UsbIpParser, type UsbSubmit } from './usb-ip-codec.ts';
import { UsbInPipes } from './usb-transfers.ts';

export { USB_CLASS, type UsbDescription, type UsbEndpoint } from './usb-descriptors.ts';

/** The first eight bytes of a control transfer (USB 2.0 §9.3). */
export interface UsbSetup {
  readonly requestType: number;
  readonly request: number;
  readonly value: number;
  readonly index: number;
  readonly length: number;
}

export interface UsbHandlers {
  /** What the host sent to an OUT endpoint of a bulk or interrupt pipe, one transfer at a time. */
  out(endpoint: number, bytes: Uint8Array): void;
  /**
   * A class or vendor request: bytes for the host (none for one that only sends), or null to refuse it (stall).
   * Without it all are refused, except those that every HID host makes.
   */
  control?(setup: UsbSetup, data: Uint8Array): Uint8Array | null;
  /** The kernel let go of the device by itself, as when the module is unloaded. Never after `detach`. */
  detached?(): void;
}

const VHCI = '/sys/devices/platform/vhci_hcd.0';
/** What the file `attach` calls a speed (enum usb_device_speed). */
const SPEEDS = { low: 1, full: 2, high: 3 } as const;
/** A free port in the file `status` (VDEV_ST_NULL). */
const FREE = '004';
/** Bus 1, device 1 of the machine that exports the device: there is none, any number does. */
const DEVICE_ID = 0x10001;

/**
 * A USB device that the kernel believes to be plugged in: the kernel's USB/IP client on one end of a socket pair, this
 * process on the other. Needs Linux with the module `vhci-hcd`, and root.
 *
 * ```
 *   driver, libusb ── usbcore ── vhci-hcd ══ socket pair ══ UsbIpDevice ── handlers
 * ```
 */
export class UsbIpDevice {
  readonly #handlers: UsbHandlers;
  readonly #descriptors: UsbDescriptors;
  readonly #hidInterfaces: ReadonlySet<number>;
  readonly #socket: Socket;
  readonly #pipes: UsbInPipes;
  readonly #parser = new UsbIpParser();
  readonly #idle = new Map<number, number>();
  #configuration = 0;
  #attached = true;

  private constructor(
    description: UsbDescription,
    handlers: UsbHandlers,
    socket: Socket,
    /** Of the virtual host. */
    readonly port: number,
  ) {
    this.#handlers = handlers;
    this.#descriptors = new UsbDescriptors(description);
    this.#hidInterfaces = new Set(
      description.interfaces.flatMap(({ hidReportDescriptor }, number) =>
        hidReportDescriptor === undefined ? [] : [number],
      ),
    );
    this.#socket = socket;
    this.#pipes = new UsbInPipes(
      description.interfaces.flatMap(({ endpoints }) => endpoints),
      (answer) => this.#answer(answer),
    );
    socket.on('data', (chunk: Buffer) => {
      for (const request of this.#parser.push(chunk)) {
        if (request.type === 'unlink') this.#pipes.unlink(request.sequence, request.submitSequence);
        else this.#submit(request);
      }
    });
    socket.on('error', () => this.#lost());
    socket.on('close', () => this.#lost());
  }

  /** Plugs the device in. The kernel then asks for its descriptors in its own time. */
  static async attach(description: UsbDescription, handlers: UsbHandlers): Promise<UsbIpDevice> {
    const { ours, kernels } = await socketPair();
    const port = attach(kernels, SPEEDS[description.speed]);
    // The kernel holds the socket by itself now; closing this process's descriptor of it shuts nothing down.
    kernels.destroy();
    return new UsbIpDevice(description, handlers, ours, port);
  }

  /** To the host, over an IN endpoint: in packets, the last one shorter than the pipe's largest where it comes out so. */
  send(endpoint: number, bytes: Uint8Array): void {
    this.#pipes.at(endpoint).send(bytes);
  }

  /** Bytes sent that the host has not fetched. */
  unread(endpoint: number): number {
    return this.#pipes.at(endpoint).unread;
  }

  /** Forgets what the host has not fetched. */
  clear(endpoint: number): void {
    this.#pipes.at(endpoint).clear();
  }

  /** Unplugs it. */
  detach(): void {
    if (!this.#attached) return;
    this.#attached = false;
    writeFileSync(`${VHCI}/detach`, String(this.port));
    this.#socket.destroy();
  }

  #lost(): void {
    if (!this.#attached) return;
    this.#attached = false;
    this.#socket.destroy();
    this.#handlers.detached?.();
  }

  #answer(answer: Uint8Array): void {
    if (this.#attached) this.#socket.write(answer);
  }

  #submit(transfer: UsbSubmit): void {
    if (transfer.endpoint === 0) {
      this.#control(transfer);
    } else if (transfer.direction === 'in') {
      this.#pipes.at(transfer.endpoint).submit(transfer);
    } else {
      this.#answer(encodeSubmitAnswer(transfer.sequence, USB_STATUS.ok, transfer.data.length));
      this.#handlers.out(transfer.endpoint, transfer.data);
    }
  }

  #control({ sequence, direction, length, setup: bytes, data }: UsbSubmit): void {
    const setup = setupOf(bytes);
    const reply =
      (setup.requestType & TYPE_MASK) === STANDARD ? this.#standard(setup) : this.#ofClass(setup, data);
    if (reply === null) {
      this.#answer(encodeSubmitAnswer(sequence, USB_STATUS.stalled, 0));
    } else if (direction === 'in') {
      this.#answer(encodeSubmitAnswer(sequence, USB_STATUS.ok, reply.subarray(0, length)));
    } else {
      this.#answer(encodeSubmitAnswer(sequence, USB_STATUS.ok, data.length));
    }
  }

  /** What every device answers (USB 2.0 §9.4). Its address is a matter between the kernel and its virtual host. */
  #standard({ requestType, request, value, index }: UsbSetup): Uint8Array | null {
    switch (request) {
      case GET_STATUS:
        return Uint8Array.of(0, 0);
      case CLEAR_FEATURE:
      case SET_FEATURE:
      case SET_INTERFACE:
        return EMPTY;
      case GET_DESCRIPTOR:
        return this.#descriptors.find(value, index);
      case GET_CONFIGURATION:
        return Uint8Array.of(this.#configuration);
      case SET_CONFIGURATION:
        this.#configuration = value & 0xff;
        return EMPTY;
      case GET_INTERFACE:
        return (requestType & RECIPIENT_MASK) === RECIPIENT_INTERFACE ? Uint8Array.of(0) : null;
      default:
        return null;
    }
  }

  #ofClass(setup: UsbSetup, data: Uint8Array): Uint8Array | null {
    const own = this.#handlers.control?.(setup, data) ?? null;
    if (own !== null || (setup.requestType & TYPE_MASK) !== CLASS) return own;
    return this.#hidInterfaces.has(setup.index & 0xff) ? this.#hid(setup) : null;
  }

  /** HID 1.11 §7.2: how often an unchanged report is repeated. The host sets it when it binds the device. */
  #hid({ request, value, index }: UsbSetup): Uint8Array | null {
    switch (request) {
      case HID_SET_IDLE:
        this.#idle.set(index, value >> 8);
        return EMPTY;
      case HID_GET_IDLE:
        return Uint8Array.of(this.#idle.get(index) ?? 0);
      default:
        return null;
    }
  }
}

const EMPTY = new Uint8Array();

const TYPE_MASK = 0x60;
const STANDARD = 0x00;
const CLASS = 0x20;
const RECIPIENT_MASK = 0x1f;
const RECIPIENT_INTERFACE = 0x01;

const GET_STATUS = 0;
const CLEAR_FEATURE = 1;
const SET_FEATURE = 3;
const GET_DESCRIPTOR = 6;
const GET_CONFIGURATION = 8;
const SET_CONFIGURATION = 9;
const GET_INTERFACE = 10;
const SET_INTERFACE = 11;

const HID_GET_IDLE = 0x02;
const HID_SET_IDLE = 0x0a;

function setupOf(bytes: Uint8Array): UsbSetup {
  const view = Buffer.from(bytes);
  return {
    requestType: view.readUInt8(0),
    request: view.readUInt8(1),
    value: view.readUInt16LE(2),
    index: view.readUInt16LE(4),
    length: view.readUInt16LE(6),
  };
}

let pairs = 0;

/** Two ends of a stream; nothing is read from the kernel's, as the bytes are its own. */
function socketPair(): Promise<{ ours: Socket; kernels: Socket }> {
  pairs += 1;
  // In the abstract name space: no file is left behind.
  const address = `\0usb-ip-${process.pid}-${pairs}`;
  return new Promise((resolve, reject) => {
    const server = createServer({ pauseOnConnect: true });
    server.on('error', reject);
    server.listen(address, () => {
      const ours = netConnect(address);
      ours.on('error', reject);
      server.once('connection', (kernels) => {
        server.close();
        ours.off('error', reject);
        resolve({ ours, kernels });
      });
    });
  });
}

/** @returns the port of the virtual host that the device now occupies */
function attach(socket: Socket, speed: number): number {
  const descriptor = descriptorOf(socket);
  for (const port of freePorts()) {
    try {
      writeFileSync(`${VHCI}/attach`, `${port} ${descriptor} ${DEVICE_ID} ${speed}`);
      return port;
    } catch (error) {
      // Another fake was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    }
  }
  throw new Error('vhci-hcd has no free port');
}

/** Lines of `status`: hub port status speed device socket bus-id. Those of the hub `ss` are for USB 3 only. */
function freePorts(): number[] {
  let status: string;
  try {
    status = readFileSync(`${VHCI}/status`, 'latin1');
  } catch (error) {
    throw new Error(`a USB device in user space needs ${VHCI} (module vhci-hcd, as root)`, { cause: error });
  }
  return status.split('\n').flatMap((line) => {
    const [hub, port, state] = line.trim().split(/\s+/);
    return hub === 'hs' && state === FREE ? [Number(port)] : [];
  });
}

/** Node has no public way to it. */
function descriptorOf(socket: Socket): number {
  const { _handle: handle } = socket as unknown as { _handle?: { readonly fd?: unknown } };
  if (typeof handle?.fd !== 'number' || handle.fd < 0)
    throw new Error('usb-ip: a socket without a descriptor');
  return handle.fd;
}
