import { describe, expect, it } from 'vitest';
import {
  createEvent,
  getReportReplyEvent,
  inputEvent,
  readUhidEvent,
  setReportReplyEvent,
  UHID_EVENT_BYTES,
} from './uhid-events.ts';

/** As the kernel writes it: the type, and bytes at their places behind it. */
function eventOf(type: number, places: Readonly<Record<number, readonly number[]>>): Buffer {
  const buffer = Buffer.alloc(UHID_EVENT_BYTES);
  buffer.writeUInt32LE(type, 0);
  for (const [at, bytes] of Object.entries(places)) buffer.set(bytes, 4 + Number(at));
  return buffer;
}

describe('an event of /dev/uhid', () => {
  it('creates a device: 4,372 bytes behind the type, the descriptor last', () => {
    const create = createEvent({
      vendorId: 0x0483,
      productId: 0x572b,
      name: 'DK26ME',
      uniq: 'S1',
      reportDescriptor: Uint8Array.of(6, 0, 0xff),
    });
    expect(create.length).toBe(4 + 4372);
    expect(create.readUInt32LE(0)).toBe(11);
    expect(create.subarray(4, 11).toString('latin1')).toBe('DK26ME\0');
    expect(create.subarray(196, 199).toString('latin1')).toBe('S1\0');
    expect(create.subarray(260, 275).toString('hex')).toBe('03000300830400002b570000000100');
    expect(create.subarray(280, 284).toString('hex')).toBe('0600ff00');
  });

  it('brings an output report, with the number it has, or without the zero it has not', () => {
    const report = (first: number) => eventOf(6, { 0: [first, 1, 2], 4096: [3, 0, 1] });
    expect(readUhidEvent(report(0))).toEqual({ type: 'output', report: Uint8Array.of(1, 2) });
    expect(readUhidEvent(report(5))).toEqual({ type: 'output', report: Uint8Array.of(5, 1, 2) });
  });

  it('asks for a report and brings one over the control pipe', () => {
    expect(readUhidEvent(eventOf(9, { 0: [7, 0, 0, 0, 2, 0] }))).toEqual({
      type: 'getReport',
      id: 7,
      number: 2,
      of: 'feature',
    });
    expect(readUhidEvent(eventOf(13, { 0: [8, 0, 0, 0, 2, 1, 2, 0, 2, 9] }))).toEqual({
      type: 'setReport',
      id: 8,
      number: 2,
      of: 'output',
      report: Uint8Array.of(2, 9),
    });
  });

  it('answers with a report, or refuses', () => {
    expect(inputEvent(Uint8Array.of(1, 2)).toString('hex')).toBe('0c00000002000102');
    expect(getReportReplyEvent(7, Uint8Array.of(2, 9)).toString('hex')).toBe('0a00000007000000000002000209');
    expect(getReportReplyEvent(7, null).toString('hex')).toBe('0a0000000700000005000000');
    expect(setReportReplyEvent(8, true).toString('hex')).toBe('0e000000080000000000');
  });
});
