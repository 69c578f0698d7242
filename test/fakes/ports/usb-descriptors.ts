/**
 * A USB device by what it says of itself (USB 2.0 §9.6, HID 1.11 §6.2), and the descriptors the host asks for.
 */
export interface UsbEndpoint {
  /** With the direction bit: 0x81 is IN 1. */
  readonly address: number;
  readonly type: 'bulk' | 'interrupt';
  readonly maxPacketBytes: number;
  /** Interrupt only: the host asks so often, in milliseconds (low and full speed). */
  readonly intervalMs?: number;
}

interface UsbInterface {
  readonly interfaceClass: number;
  readonly subclass?: number;
  readonly protocol?: number;
  readonly name?: string;
  /** Makes it a HID interface: the class descriptor is added, and the host can fetch this one. */
  readonly hidReportDescriptor?: Uint8Array;
  /** Descriptors of another class, between those of the interface and its endpoints. */
  readonly classDescriptors?: Uint8Array;
  readonly endpoints: readonly UsbEndpoint[];
}

export interface UsbDescription {
  readonly vendorId: number;
  readonly productId: number;
  /** bcdDevice */
  readonly release?: number;
  readonly manufacturer?: string;
  readonly product?: string;
  readonly serialNumber?: string;
  readonly deviceClass?: number;
  readonly speed: 'low' | 'full' | 'high';
  readonly interfaces: readonly UsbInterface[];
}

export const USB_CLASS = { hid: 0x03, smartCard: 0x0b, vendor: 0xff } as const;

const DEVICE = 1;
const CONFIGURATION = 2;
const STRING = 3;
const INTERFACE = 4;
const ENDPOINT = 5;
const HID = 0x21;
const HID_REPORT = 0x22;

const ENDPOINT_TYPES = { bulk: 2, interrupt: 3 } as const;
const CONTROL_PACKET_BYTES = { low: 8, full: 64, high: 64 } as const;
const ENGLISH = 0x0409;

export class UsbDescriptors {
  readonly #description: UsbDescription;
  /** Index 0 is the list of languages; text begins at 1. */
  readonly #strings: string[] = [];
  readonly #device: Uint8Array;
  readonly #configuration: Uint8Array;

  constructor(description: UsbDescription) {
    this.#description = description;
    this.#device = this.#deviceDescriptor();
    this.#configuration = this.#configurationDescriptor();
  }

  /**
   * What GET_DESCRIPTOR gives.
   * @param value type and number · index of the interface if it is asked for one
   * @returns null for one there is not
   */
  find(value: number, index: number): Uint8Array | null {
    const type = value >> 8;
    const number = value & 0xff;
    switch (type) {
      case DEVICE:
        return this.#device;
      case CONFIGURATION:
        return number === 0 ? this.#configuration : null;
      case STRING:
        return this.#string(number);
      case HID_REPORT:
        return this.#description.interfaces[index & 0xff]?.hidReportDescriptor ?? null;
      case HID: {
        const report = this.#description.interfaces[index & 0xff]?.hidReportDescriptor;
        return report === undefined ? null : hidDescriptor(report);
      }
      default:
        return null;
    }
  }

  #deviceDescriptor(): Uint8Array {
    const { vendorId, productId, release = 0x0100, deviceClass = 0, speed } = this.#description;
    const { manufacturer, product, serialNumber } = this.#description;
    return descriptor(DEVICE, [
      ...u16(0x0200),
      deviceClass,
      0,
      0,
      CONTROL_PACKET_BYTES[speed],
      ...u16(vendorId),
      ...u16(productId),
      ...u16(release),
      this.#stringIndex(manufacturer),
      this.#stringIndex(product),
      this.#stringIndex(serialNumber),
      1,
    ]);
  }

  #configurationDescriptor(): Uint8Array {
    const { interfaces, speed } = this.#description;
    const parts = interfaces.flatMap((each, number) => [
      descriptor(INTERFACE, [
        number,
        0,
        each.endpoints.length,
        each.interfaceClass,
        each.subclass ?? 0,
        each.protocol ?? 0,
        this.#stringIndex(each.name),
      ]),
      each.hidReportDescriptor === undefined ? new Uint8Array() : hidDescriptor(each.hidReportDescriptor),
      each.classDescriptors ?? new Uint8Array(),
      ...each.endpoints.map((endpoint) => endpointDescriptor(endpoint, speed)),
    ]);
    const body = Buffer.concat(parts);
    // Powered by the bus (0x80), 100 mA (in steps of two).
    const head = descriptor(CONFIGURATION, [...u16(9 + body.length), interfaces.length, 1, 0, 0x80, 50]);
    return Buffer.concat([head, body]);
  }

  #stringIndex(text: string | undefined): number {
    return text === undefined ? 0 : this.#strings.push(text);
  }

  #string(number: number): Uint8Array | null {
    if (number === 0) return descriptor(STRING, u16(ENGLISH));
    const text = this.#strings[number - 1];
    return text === undefined ? null : descriptor(STRING, [...Buffer.from(text, 'utf16le')]);
  }
}

function endpointDescriptor(endpoint: UsbEndpoint, speed: UsbDescription['speed']): Uint8Array {
  const { address, type, maxPacketBytes, intervalMs = 1 } = endpoint;
  // At high speed the interval is a power of two of 125 µs: 2^(n-1).
  const interval = speed === 'high' ? Math.round(Math.log2(intervalMs * 8)) + 1 : intervalMs;
  return descriptor(ENDPOINT, [
    address,
    ENDPOINT_TYPES[type],
    ...u16(maxPacketBytes),
    type === 'interrupt' ? interval : 0,
  ]);
}

const hidDescriptor = (report: Uint8Array): Uint8Array =>
  descriptor(HID, [...u16(0x0111), 0, 1, HID_REPORT, ...u16(report.length)]);

const descriptor = (type: number, body: readonly number[]): Uint8Array =>
  Uint8Array.of(body.length + 2, type, ...body);

const u16 = (value: number): number[] => [value & 0xff, value >> 8];
