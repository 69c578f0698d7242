/**
 * The packets between the kernel's virtual USB host (vhci-hcd) and a device in user space
 * (Documentation/usb/usbip_protocol.rst). All numbers are big-endian; every header has 48 bytes.
 *
 * ```
 *    0        4        8        12          16       20 … 48
 *   ┌────────┬────────┬────────┬───────────┬────────┬──────────────────────────────────────────────────────┐
 *   │command │ seqnum │ devid  │ direction │   ep   │ 1 CMD_SUBMIT  flags length start packets interval      │
 *   │        │        │        │ 0 out 1 in│        │               setup[8], data if out                   │
 *   │        │        │        │           │        │ 2 CMD_UNLINK  seqnum of the submit                    │
 *   │        │        │ 0 in answers, with │        │ 3 RET_SUBMIT  status actual start packets errors       │
 *   │        │        │ direction and ep   │        │               8 × 0, data if in                       │
 *   │        │        │                    │        │ 4 RET_UNLINK  status                                  │
 *   └────────┴────────┴────────┴───────────┴────────┴──────────────────────────────────────────────────────┘
 * ```
 */
const HEADER_BYTES = 48;

const CMD_SUBMIT = 1;
const CMD_UNLINK = 2;
const RET_SUBMIT = 3;
const RET_UNLINK = 4;

/** No kernel buffer is longer; a larger figure means that the stream is out of step. */
const MAX_TRANSFER_BYTES = 1 << 24;

/** Negative error numbers, as the kernel gives them to whoever waits for the transfer. */
export const USB_STATUS = { ok: 0, stalled: -32, overflow: -75, unlinked: -104 } as const;
export type UsbStatus = (typeof USB_STATUS)[keyof typeof USB_STATUS];

/** What the host wants moved. `endpoint` is an address with its direction bit; the control pipe is 0 both ways. */
export interface UsbSubmit {
  readonly type: 'submit';
  readonly sequence: number;
  readonly endpoint: number;
  readonly direction: 'in' | 'out';
  /** Bytes the host sends, or has room for. */
  readonly length: number;
  /** Means something on the control pipe only. */
  readonly setup: Uint8Array;
  /** Empty if in. */
  readonly data: Uint8Array;
}
export interface UsbUnlink {
  readonly type: 'unlink';
  readonly sequence: number;
  readonly submitSequence: number;
}

/** Cuts the host's stream into requests. */
export class UsbIpParser {
  #pending: Buffer = Buffer.alloc(0);

  /** @throws when the stream is out of step: the kernel's end does not lose or invent bytes */
  push(chunk: Uint8Array): (UsbSubmit | UsbUnlink)[] {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    const requests: (UsbSubmit | UsbUnlink)[] = [];
    for (let next = this.#take(); next !== null; next = this.#take()) requests.push(next);
    return requests;
  }

  #take(): UsbSubmit | UsbUnlink | null {
    const header = this.#pending;
    if (header.length < HEADER_BYTES) return null;
    const command = header.readUInt32BE(0);
    const sequence = header.readUInt32BE(4);
    switch (command) {
      case CMD_UNLINK:
        this.#pending = header.subarray(HEADER_BYTES);
        return { type: 'unlink', sequence, submitSequence: header.readUInt32BE(20) };
      case CMD_SUBMIT: {
        const direction = header.readUInt32BE(12) === 1 ? 'in' : 'out';
        const number = header.readUInt32BE(16);
        const length = header.readInt32BE(24);
        if (length < 0 || length > MAX_TRANSFER_BYTES)
          throw new Error(`usb-ip: a transfer of ${length} bytes`);
        const end = HEADER_BYTES + (direction === 'out' ? length : 0);
        if (header.length < end) return null;
        this.#pending = header.subarray(end);
        return {
          type: 'submit',
          sequence,
          endpoint: direction === 'in' && number !== 0 ? number | 0x80 : number,
          direction,
          length,
          setup: Uint8Array.from(header.subarray(40, HEADER_BYTES)),
          data: Uint8Array.from(header.subarray(HEADER_BYTES, end)),
        };
      }
      default:
        throw new Error(`usb-ip: command ${command}`);
    }
  }
}

/** The end of a submitted transfer: how much of the host's bytes was taken, or the bytes for the host. */
export function encodeSubmitAnswer(sequence: number, status: UsbStatus, moved: number | Uint8Array): Buffer {
  const data = typeof moved === 'number' ? new Uint8Array() : moved;
  const answer = headerOf(RET_SUBMIT, sequence, data.length);
  answer.writeInt32BE(status, 20);
  answer.writeInt32BE(typeof moved === 'number' ? moved : moved.length, 24);
  answer.set(data, HEADER_BYTES);
  return answer;
}

/** @param status `unlinked` when the transfer was still waiting; `ok` when its answer had gone out before */
export function encodeUnlinkAnswer(sequence: number, status: UsbStatus): Buffer {
  const answer = headerOf(RET_UNLINK, sequence, 0);
  answer.writeInt32BE(status, 20);
  return answer;
}

function headerOf(command: number, sequence: number, dataBytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES + dataBytes);
  header.writeUInt32BE(command, 0);
  header.writeUInt32BE(sequence, 4);
  return header;
}
