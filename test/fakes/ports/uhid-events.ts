/**
 * What user space and the kernel say to each other over /dev/uhid (linux/uhid.h, Documentation/hid/uhid.rst). Every
 * read and every write is one event, in the machine's own byte order; the structures are packed.
 *
 * ```
 *   type u32 │ CREATE2           name[128] phys[64] uniq[64] rd_size u16 bus u16 vendor u32 product u32
 *            │                   version u32 country u32 rd_data[4096]
 *            │ DESTROY STOP OPEN CLOSE  nothing
 *            │ START             dev_flags u64
 *            │ INPUT2            size u16 data[4096]
 *            │ OUTPUT            data[4096] size u16 rtype u8
 *            │ GET_REPORT        id u32 rnum u8 rtype u8
 *            │ GET_REPORT_REPLY  id u32 err u16 size u16 data[4096]
 *            │ SET_REPORT        id u32 rnum u8 rtype u8 size u16 data[4096]
 *            │ SET_REPORT_REPLY  id u32 err u16
 * ```
 */
const TYPE = {
  destroy: 1,
  start: 2,
  stop: 3,
  open: 4,
  close: 5,
  output: 6,
  getReport: 9,
  getReportReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
} as const;

const TYPE_BYTES = 4;
const NAME_BYTES = 128;
const PHYS_BYTES = 64;
const UNIQ_BYTES = 64;
const DATA_BYTES = 4096;
/** The largest event: CREATE2. A shorter buffer would cut one off. */
export const UHID_EVENT_BYTES = TYPE_BYTES + NAME_BYTES + PHYS_BYTES + UNIQ_BYTES + 20 + DATA_BYTES;

const BUS_USB = 3;

export interface HidIdentity {
  readonly vendorId: number;
  readonly productId: number;
  readonly name: string;
  /** The serial number, as the host lists it. */
  readonly uniq: string;
  readonly reportDescriptor: Uint8Array;
}

export type HidReportType = 'feature' | 'output' | 'input';
const REPORT_TYPES: readonly HidReportType[] = ['feature', 'output', 'input'];

export type UhidEvent =
  | { readonly type: 'start' | 'stop' | 'open' | 'close' | 'other' }
  /** As on a USB cable: with its number in front, or, where reports have no numbers, without. */
  | { readonly type: 'output'; readonly report: Uint8Array }
  | { readonly type: 'getReport'; readonly id: number; readonly number: number; readonly of: HidReportType }
  | {
      readonly type: 'setReport';
      readonly id: number;
      readonly number: number;
      readonly of: HidReportType;
      readonly report: Uint8Array;
    };

/** The host writes the number 0 in front of reports that have none. */
const withoutZero = (report: Uint8Array): Uint8Array => (report[0] === 0 ? report.subarray(1) : report);

export function readUhidEvent(event: Buffer): UhidEvent {
  switch (event.readUInt32LE(0)) {
    case TYPE.start:
      return { type: 'start' };
    case TYPE.stop:
      return { type: 'stop' };
    case TYPE.open:
      return { type: 'open' };
    case TYPE.close:
      return { type: 'close' };
    case TYPE.output: {
      const size = event.readUInt16LE(TYPE_BYTES + DATA_BYTES);
      return { type: 'output', report: copied(withoutZero(event.subarray(TYPE_BYTES, TYPE_BYTES + size))) };
    }
    case TYPE.getReport:
      return { type: 'getReport', ...reportCall(event) };
    case TYPE.setReport: {
      const size = event.readUInt16LE(10);
      return {
        type: 'setReport',
        ...reportCall(event),
        report: copied(withoutZero(event.subarray(12, 12 + size))),
      };
    }
    default:
      return { type: 'other' };
  }
}

/** The event's buffer is read into again. */
const copied = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);

function reportCall(event: Buffer): { id: number; number: number; of: HidReportType } {
  const of = REPORT_TYPES[event.readUInt8(9)];
  if (of === undefined) throw new Error(`uhid: a report of type ${event.readUInt8(9)}`);
  return { id: event.readUInt32LE(4), number: event.readUInt8(8), of };
}

export function createEvent(identity: HidIdentity): Buffer {
  const { name, uniq, reportDescriptor } = identity;
  if (reportDescriptor.length > DATA_BYTES) throw new Error('uhid: the report descriptor is too long');
  const event = eventOf(TYPE.create2, UHID_EVENT_BYTES - TYPE_BYTES);
  let at = TYPE_BYTES;
  // Each ends with a zero byte.
  event.write(name.slice(0, NAME_BYTES - 1), at, 'latin1');
  at += NAME_BYTES + PHYS_BYTES;
  event.write(uniq.slice(0, UNIQ_BYTES - 1), at, 'latin1');
  at += UNIQ_BYTES;
  at = event.writeUInt16LE(reportDescriptor.length, at);
  at = event.writeUInt16LE(BUS_USB, at);
  at = event.writeUInt32LE(identity.vendorId, at);
  at = event.writeUInt32LE(identity.productId, at);
  at = event.writeUInt32LE(0x0100, at);
  at = event.writeUInt32LE(0, at);
  event.set(reportDescriptor, at);
  return event;
}

export const destroyEvent = (): Buffer => eventOf(TYPE.destroy, 0);

export function inputEvent(report: Uint8Array): Buffer {
  const event = eventOf(TYPE.input2, 2 + report.length);
  event.writeUInt16LE(report.length, 4);
  event.set(report, 6);
  return event;
}

/** @param report null refuses the call (EIO) */
export function getReportReplyEvent(id: number, report: Uint8Array | null): Buffer {
  const data = report ?? new Uint8Array();
  const event = eventOf(TYPE.getReportReply, 8 + data.length);
  event.writeUInt32LE(id, 4);
  event.writeUInt16LE(report === null ? EIO : 0, 8);
  event.writeUInt16LE(data.length, 10);
  event.set(data, 12);
  return event;
}

export function setReportReplyEvent(id: number, accepted: boolean): Buffer {
  const event = eventOf(TYPE.setReportReply, 6);
  event.writeUInt32LE(id, 4);
  event.writeUInt16LE(accepted ? 0 : EIO, 8);
  return event;
}

const EIO = 5;

function eventOf(type: number, bytes: number): Buffer {
  const event = Buffer.alloc(TYPE_BYTES + bytes);
  event.writeUInt32LE(type, 0);
  return event;
}
