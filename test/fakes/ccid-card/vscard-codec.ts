/**
 * What QEMU's USB CCID reader and a card outside say to each other (libcacard, docs/libcacard.txt, "VSCard protocol").
 * Numbers are big-endian; the magic number is the four letters as they stand.
 *
 * ```
 *   ┌──────────┬────────────┬────────────┬────────────
 *   │ type u32 │ reader u32 │ length u32 │ payload …
 *   └──────────┴────────────┴────────────┴────────────
 *
 *   card ── INIT "VSCD", version, capabilities ──▶ reader
 *   card ◀─ INIT ──────────────────────────────── reader
 *   card ── READER ADD name ─────────────────────▶        the cable between them is up
 *   card ◀─ ERROR 0 ─────────────────────────────         0 = done, after ADD, ATR and REMOVE
 *   card ── ATR ─────────────────────────────────▶        a card is put in
 *   card ◀─ APDU ── ─── APDU ────────────────────▶        command, answer
 *   card ── CARD REMOVE ─────────────────────────▶        it is pulled
 * ```
 */
const TYPE = {
  init: 1,
  error: 2,
  readerAdd: 3,
  atr: 5,
  cardRemove: 6,
  apdu: 7,
} as const;

const HEADER_BYTES = 12;
const MAGIC = 'VSCD';
const VERSION = 2;
/** Longer than any APDU of short length; more is no message of this protocol. */
const PAYLOAD_MAX_BYTES = 4096;

export type ReaderMessage =
  | { readonly type: 'init' }
  | { readonly type: 'error'; readonly code: number }
  | { readonly type: 'apdu'; readonly command: Uint8Array }
  | { readonly type: 'other'; readonly number: number };

function message(type: number, payload: Uint8Array = new Uint8Array()): Uint8Array {
  const bytes = Buffer.alloc(HEADER_BYTES + payload.length);
  bytes.writeUInt32BE(type, 0);
  bytes.writeUInt32BE(payload.length, 8);
  bytes.set(payload, HEADER_BYTES);
  return bytes;
}

export function initMessage(): Uint8Array {
  const payload = Buffer.alloc(12);
  payload.write(MAGIC, 'latin1');
  payload.writeUInt32BE(VERSION, 4);
  return message(TYPE.init, payload);
}

export const readerAddMessage = (name: string): Uint8Array =>
  message(TYPE.readerAdd, Buffer.from(`${name}\0`, 'latin1'));
export const atrMessage = (atr: Uint8Array): Uint8Array => message(TYPE.atr, atr);
export const cardRemoveMessage = (): Uint8Array => message(TYPE.cardRemove);
export const apduMessage = (answer: Uint8Array): Uint8Array => message(TYPE.apdu, answer);

/** Cuts a stream into messages. */
export class ReaderMessageParser {
  #rest: Buffer = Buffer.alloc(0);

  /** @throws when the other end is no reader of this protocol */
  push(chunk: Uint8Array): ReaderMessage[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const messages: ReaderMessage[] = [];
    while (this.#rest.length >= HEADER_BYTES) {
      const length = this.#rest.readUInt32BE(8);
      if (length > PAYLOAD_MAX_BYTES) throw new Error(`ccid-card: a message of ${length} bytes`);
      if (this.#rest.length < HEADER_BYTES + length) break;
      messages.push(
        decode(this.#rest.readUInt32BE(0), this.#rest.subarray(HEADER_BYTES, HEADER_BYTES + length)),
      );
      this.#rest = this.#rest.subarray(HEADER_BYTES + length);
    }
    return messages;
  }
}

function decode(type: number, payload: Buffer): ReaderMessage {
  switch (type) {
    case TYPE.init:
      return { type: 'init' };
    case TYPE.error:
      return { type: 'error', code: payload.length >= 4 ? payload.readUInt32BE(0) : 0 };
    case TYPE.apdu:
      return { type: 'apdu', command: Uint8Array.from(payload) };
    default:
      return { type: 'other', number: type };
  }
}
