import type { Packet } from '../ports/packet-wire.ts';
import type { Sending } from '../ports/wire.ts';

/** How the module's bytes are carried by a cable that knows packets only. */
export interface Wrapping {
  /** What the module hears of what the host sent. */
  hear(bytes: Uint8Array, endpoint: number): Uint8Array;
  wrap(sending: Sending): Packet[];
  /** Bytes that are in no wrapping at all. */
  garbage(bytes: Uint8Array): Packet[];
  /** The power went. */
  clear(): void;
}

/** Pieces of at most so many bytes; nothing at all has no pieces. */
export function piecesOf(bytes: Uint8Array, size: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}

/** Packets of the pieces, each counting what it brings of the whole. */
export function packetsOf(
  pieces: readonly Uint8Array[],
  packetOf: (piece: Uint8Array, index: number) => Omit<Packet, 'upTo'>,
): Packet[] {
  let upTo = 0;
  return pieces.map((piece, index) => {
    upTo += piece.length;
    return { ...packetOf(piece, index), upTo };
  });
}
