import { USB_CLASS, type UsbDescription, type UsbEndpoint } from '../ports/usb-ip.ts';
import { packetsOf, piecesOf, type Wrapping } from './wrappings.ts';

/** The end of a preamble; its beginning may have a byte too many in it. */
const MARK = Uint8Array.of(0xaa, 0x96, 0x69);
const HEADER_BYTES = 7;
const PACKET_BYTES = 64;

const HEADER_OUT = 0x02;
const BODY_OUT = 0x06;
const HEADER_IN = 0x81;
const BODY_IN = 0x85;

/**
 * How the "USB SAM" (0400:C35A) and its clones carry SDT frames over bulk pipes.
 *
 * ```
 *   two pipes each way                              one pipe each way
 *   OUT 02  AA AA AA 96 69 len len                  OUT 02  the whole frame
 *   OUT 06  CMD PARA … CHK                          IN  81  the whole answer
 *   IN  81  AA AA AA 96 69 len len
 *   IN  85  SW1 SW2 SW3 … CHK
 * ```
 */
export type UsbPipes = 'two' | 'one';

export function usbPipes(pipes: UsbPipes): Wrapping {
  return pipes === 'one' ? onePipe : twoPipes();
}

const onePipe: Wrapping = {
  hear: (bytes) => bytes,
  wrap: ({ bytes, oneByteWrites }) =>
    packetsOf(piecesOf(bytes, oneByteWrites ? 1 : PACKET_BYTES), (piece) => ({
      endpoint: HEADER_IN,
      bytes: piece,
    })),
  garbage: (bytes) =>
    packetsOf(piecesOf(bytes, PACKET_BYTES), (piece) => ({ endpoint: HEADER_IN, bytes: piece })),
  clear: () => undefined,
};

function twoPipes(): Wrapping {
  let header: Uint8Array | null = null;
  return {
    hear(bytes, endpoint) {
      if (endpoint === HEADER_OUT) {
        header = bytes.length === HEADER_BYTES ? bytes : null;
        return new Uint8Array();
      }
      // A body without its header is nothing; one that comes in several transfers belongs to the same header.
      if (endpoint !== BODY_OUT || header === null) return new Uint8Array();
      const heard = header.length === 0 ? bytes : Buffer.concat([header, bytes]);
      header = new Uint8Array();
      return heard;
    },
    wrap({ bytes, oneByteWrites }) {
      let upTo = 0;
      return byPipe(bytes).flatMap(([endpoint, part]) =>
        piecesOf(part, oneByteWrites ? 1 : PACKET_BYTES).map((piece) => {
          upTo += piece.length;
          return { endpoint, bytes: piece, upTo };
        }),
      );
    },
    garbage: (bytes) =>
      packetsOf(piecesOf(bytes, PACKET_BYTES), (piece, index) => ({
        endpoint: index % 2 === 0 ? HEADER_IN : BODY_IN,
        bytes: piece,
      })),
    clear() {
      header = null;
    },
  };
}

/** Headers on the one pipe, with what precedes them; on the other as many bytes as they announce, and what is left. */
function byPipe(bytes: Uint8Array): (readonly [endpoint: number, part: Uint8Array])[] {
  const all = Buffer.from(bytes);
  const parts: (readonly [number, Uint8Array])[] = [];
  let at = 0;
  for (;;) {
    const mark = all.indexOf(MARK, at);
    const headerEnd = mark + MARK.length + 2;
    if (mark < 0 || headerEnd > all.length) break;
    const bodyEnd = headerEnd + all.readUInt16BE(headerEnd - 2);
    parts.push([HEADER_IN, all.subarray(at, headerEnd)], [BODY_IN, all.subarray(headerEnd, bodyEnd)]);
    at = Math.min(bodyEnd, all.length);
  }
  parts.push([at === 0 ? HEADER_IN : BODY_IN, all.subarray(at)]);
  return parts;
}

export function usbSam(pipes: UsbPipes): UsbDescription {
  const addresses = pipes === 'two' ? [HEADER_OUT, BODY_OUT, HEADER_IN, BODY_IN] : [HEADER_OUT, HEADER_IN];
  const endpoints = addresses.map(
    (address): UsbEndpoint => ({ address, type: 'bulk', maxPacketBytes: PACKET_BYTES }),
  );
  return {
    vendorId: 0x0400,
    productId: 0xc35a,
    product: 'USB SAM-V',
    speed: 'full',
    interfaces: [{ interfaceClass: USB_CLASS.vendor, endpoints }],
  };
}
