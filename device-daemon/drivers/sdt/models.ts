import type { CvrHandshake } from '../../framing/cvr-handshake.ts';
import type { LengthPrefix } from '../../framing/hid-reports.ts';
import { CVR_100AU_DIALECT, PLAIN_DIALECT, type SdtDialect, STANDARD_DIALECT } from './dialect.ts';

export type SdtModelName = 'sdt' | 'cvr-100' | 'cvr-100au' | 'dk26' | 'sdt-hid' | 'usb-sam';
export type SdtTransport = 'serial' | 'hid' | 'usb';

/** How the frames travel. A reader whose way is not known has several, which are tried in this order. */
export type SdtWrapping =
  | { readonly type: 'raw' }
  | { readonly type: 'dkTunnel' }
  | {
      readonly type: 'hidReports';
      readonly reportSize: number;
      readonly reportId: number;
      readonly lengthPrefix: LengthPrefix;
    }
  /** Split over two pipes each way, or whole over one: as many as the device has. */
  | { readonly type: 'usbPipes' };

/** A device that is known to be a reader of this model. */
interface SdtFingerprint {
  readonly vendorId: number;
  readonly productId: number;
  readonly usagePage?: number;
  /** 0–100: how sure it is that this row is the right one for that device. */
  readonly score: number;
  readonly what: string;
}

/** All in which one model differs from another. */
export interface SdtModel {
  /** The configuration's word. */
  readonly name: SdtModelName;
  readonly what: string;
  readonly transport: SdtTransport;
  readonly fingerprints: readonly SdtFingerprint[];
  /** 0–100, for a port that tells nothing of what hangs on it; 0 = such a port is not tried. */
  readonly scoreUnrecognised: number;
  /** Serial only; tried in this order. */
  readonly baudRates: readonly number[];
  /** Other transports: what a byte takes, roughly. */
  readonly byteMs: number;
  readonly wrappings: readonly SdtWrapping[];
  /** What the reader wants to hear before it listens; tried in this order, all in vain is no failure. */
  readonly handshakes: readonly CvrHandshake[];
  readonly dialect: SdtDialect;
  /** The least pause between two questions for a card. */
  readonly pollMs: number;
  /** How well the row is known; nothing here has met its hardware yet. */
  readonly known: 'manySources' | 'oneMaker' | 'oneSource' | 'notPublished';
}

/** Of sdtapi: the module's own rate first, then what it can be set to. */
const SDT_RATES = [115_200, 57_600, 38_400, 19_200, 9_600] as const;

/** A full-speed interrupt pipe carries 64 bytes each 10 ms at worst. */
const HID_BYTE_MS = 0.16;
const USB_BULK_BYTE_MS = 0.01;

const hidReports = (reportId: number, lengthPrefix: LengthPrefix): SdtWrapping => ({
  type: 'hidReports',
  // A packet of 64 bytes, of which the number takes one.
  reportSize: reportId === 0 ? 64 : 63,
  reportId,
  lengthPrefix,
});

/** In the order in which equals are tried. */
export const SDT_MODELS = {
  sdt: {
    name: 'sdt',
    what: 'SDT on a serial line: most makers',
    transport: 'serial',
    fingerprints: [],
    scoreUnrecognised: 40,
    baudRates: SDT_RATES,
    byteMs: 0,
    wrappings: [{ type: 'raw' }],
    handshakes: [],
    dialect: STANDARD_DIALECT,
    pollMs: 20,
    known: 'manySources',
  },
  'cvr-100': {
    name: 'cvr-100',
    what: '华视 CVR-100R, CVR-100D: a hand-shake, then SDT',
    transport: 'serial',
    fingerprints: [],
    scoreUnrecognised: 30,
    baudRates: [115_200, 9_600],
    byteMs: 0,
    wrappings: [{ type: 'raw' }],
    handshakes: [
      { kind: 0xaa, shift: 1 },
      { kind: 0xcc, shift: 3 },
    ],
    dialect: PLAIN_DIALECT,
    pollMs: 20,
    known: 'manySources',
  },
  'cvr-100au': {
    name: 'cvr-100au',
    what: '华视 CVR-100AU: SDT with command codes and a checksum of its own',
    transport: 'serial',
    fingerprints: [],
    scoreUnrecognised: 20,
    baudRates: [9_600, 115_200],
    byteMs: 0,
    wrappings: [{ type: 'raw' }],
    handshakes: [],
    dialect: CVR_100AU_DIALECT,
    pollMs: 200,
    known: 'oneSource',
  },
  dk26: {
    name: 'dk26',
    what: '德科 DK26ME, DK200ZK: SDT through a tunnel in HID reports',
    transport: 'hid',
    fingerprints: [{ vendorId: 0x0483, productId: 0x572b, score: 95, what: '德科 DK26ME or DK200ZK' }],
    scoreUnrecognised: 0,
    baudRates: [],
    byteMs: HID_BYTE_MS,
    wrappings: [{ type: 'dkTunnel' }],
    handshakes: [],
    dialect: { ...PLAIN_DIALECT, selectOptional: true },
    pollMs: 20,
    known: 'oneMaker',
  },
  'sdt-hid': {
    name: 'sdt-hid',
    what: 'SDT bare in HID reports: readers that need no driver',
    transport: 'hid',
    fingerprints: [
      { vendorId: 0x0425, productId: 0x8159, score: 50, what: '精伦 iDR with HID' },
      { vendorId: 0x0483, productId: 0x5652, score: 45, what: 'a reader with HID, maker unknown' },
    ],
    scoreUnrecognised: 0,
    baudRates: [],
    byteMs: HID_BYTE_MS,
    wrappings: [
      hidReports(0, 'none'),
      hidReports(0, 'byte'),
      hidReports(0, 'word'),
      hidReports(1, 'none'),
      hidReports(1, 'byte'),
      hidReports(1, 'word'),
    ],
    handshakes: [],
    dialect: PLAIN_DIALECT,
    pollMs: 20,
    known: 'notPublished',
  },
  'usb-sam': {
    name: 'usb-sam',
    what: "USB module of the ministry's standard (部标): 精伦, 神思 and others",
    transport: 'usb',
    fingerprints: [
      { vendorId: 0x0400, productId: 0xc35a, score: 95, what: "USB module of the ministry's standard" },
      { vendorId: 0x0483, productId: 0x5652, score: 50, what: 'a reader with bulk pipes, maker unknown' },
    ],
    scoreUnrecognised: 0,
    baudRates: [],
    byteMs: USB_BULK_BYTE_MS,
    wrappings: [{ type: 'usbPipes' }],
    handshakes: [],
    dialect: PLAIN_DIALECT,
    pollMs: 20,
    known: 'manySources',
  },
} as const satisfies Record<SdtModelName, SdtModel>;

/** Devices that read identity cards in a way nobody has published: named for the engineer, never spoken to. */
export const READERS_NOT_SUPPORTED: readonly { vendorId: number; productId: number; what: string }[] = [
  {
    vendorId: 0x0483,
    productId: 0xdf11,
    what: 'a reader in firmware mode (STM32 boot loader); plug it again',
  },
  { vendorId: 0x10c4, productId: 0x8a1b, what: "信通 Senter, speaks only to its maker's library" },
  { vendorId: 0x2015, productId: 0x0008, what: "森锐 Senrui, speaks only to its maker's library" },
  { vendorId: 0x9573, productId: 0x4836, what: "亿数 Yishu, speaks only to its maker's library" },
];

/** Chips that turn USB into a serial line, as many readers have them inside. */
export const SERIAL_BRIDGES: readonly { vendorId: number; productId: number; what: string }[] = [
  { vendorId: 0x10c4, productId: 0xea60, what: 'CP210x' },
  { vendorId: 0x1a86, productId: 0x7523, what: 'CH340' },
  { vendorId: 0x067b, productId: 0x2303, what: 'PL2303' },
  { vendorId: 0x0403, productId: 0x6001, what: 'FT232' },
];
