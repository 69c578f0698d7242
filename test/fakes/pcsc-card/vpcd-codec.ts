/**
 * What vpcd, a driver of pcscd, says to the card that connected to it. It is not a wire of any real reader.
 *
 * ```
 *   ┌─────┬─────┬────────┐   body of 1 byte, from vpcd:  00 power off · 01 power on · 02 reset   no answer
 *   │ len │ len │  body  │                               04 which ATR?                           the ATR
 *   └─────┴─────┴────────┘   longer, from vpcd:          a command                               the card's answer
 *     big-endian
 * ```
 */
export type VpcdRequest =
  | { readonly type: 'powerOff' | 'powerOn' | 'reset' | 'atr' }
  | { readonly type: 'command'; readonly bytes: Uint8Array };

const CONTROLS: Readonly<Record<number, 'powerOff' | 'powerOn' | 'reset' | 'atr'>> = {
  0: 'powerOff',
  1: 'powerOn',
  2: 'reset',
  4: 'atr',
};
const LENGTH_BYTES = 2;

export class VpcdRequestReader {
  #bytes = Buffer.alloc(0);

  push(chunk: Uint8Array): VpcdRequest[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const requests: VpcdRequest[] = [];
    while (this.#bytes.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + this.#bytes.readUInt16BE(0);
      if (this.#bytes.length < end) break;
      requests.push(requestOf(this.#bytes.subarray(LENGTH_BYTES, end)));
      this.#bytes = this.#bytes.subarray(end);
    }
    return requests;
  }
}

function requestOf(body: Buffer): VpcdRequest {
  const type = body.length === 1 ? CONTROLS[body.readUInt8(0)] : undefined;
  return type === undefined ? { type: 'command', bytes: Uint8Array.from(body) } : { type };
}

export function encodeVpcdAnswer(body: Uint8Array): Uint8Array {
  const header = Buffer.alloc(LENGTH_BYTES);
  header.writeUInt16BE(body.length);
  return Buffer.concat([header, body]);
}
