import { err, ok } from '#shared/result.ts';
import type { CardFault, ChipCardOutcome } from '../../drivers/chip-card-reader.ts';
import type { LinkFault } from '../../drivers/link-fault.ts';
import { type CardStatus, statusOf } from './status-words.ts';

/** One command, one answer with its status word, as the reader passes it. */
export type Transmit = (command: Uint8Array) => Promise<ChipCardOutcome<Uint8Array>>;

export type TransmitFault = CardFault | LinkFault;

export interface Apdu {
  /** CLA INS P1 P2 */
  readonly header: readonly [number, number, number, number];
  readonly data?: Uint8Array;
  /** What the card is to answer with: so many bytes, or as many as there are, or none. */
  readonly expected: number | 'all' | 'none';
}

export interface CardAnswer {
  readonly data: Uint8Array;
  readonly sw: number;
  readonly status: CardStatus;
}

/** A card that says 61xx or 6Cxx more often than this for one command goes in circles. */
const MAX_ROUNDS = 32;
/** One of the readers takes 255 bytes and a status word, not 256. */
const MAX_FETCH_BYTES = 0xff;
const GET_RESPONSE = 0xc0;
const CLASS_UNKNOWN = 0x6e00;

/**
 * One command to its end.
 *
 * ```
 *   command ──▶ data, 9000                    done
 *           ──▶ 6C xx        same command, Le = xx                             ┐
 *           ──▶ [data] 61 xx ──▶ GET RESPONSE Le = xx ──▶ data, 9000 or 61 yy  ┘ at most 32 times in all
 *           ──▶ no data though some are expected, 9000    same command, Le = 00, once
 * ```
 * A reader that has done some of this by itself hands on the last line only, and nothing is left to do. The last row
 * is T=1: there a length may stand behind the data of a command, and must, under T=0 it may not. Which of the two is
 * spoken the ATR does not say where it offers both.
 */
export async function exchange(transmit: Transmit, apdu: Apdu): Promise<ChipCardOutcome<CardAnswer>> {
  const collected: Uint8Array[] = [];
  let command = bytesOf(apdu);
  let askedWithLength = false;
  for (let round = 0; round <= MAX_ROUNDS; round += 1) {
    const answered = await once(transmit, command);
    if (!answered.ok) return answered;
    const { data, sw, status } = answered.value;
    if (sw >> 8 === 0x6c) {
      command = withLength(command, apdu, sw & 0xff);
    } else if (sw >> 8 === 0x61) {
      collected.push(data);
      command = getResponse(0x00, sw & 0xff);
    } else if (sw === CLASS_UNKNOWN && command[1] === GET_RESPONSE && command[0] !== apdu.header[0]) {
      // Some bank applications want the class of the command they answer.
      command = getResponse(apdu.header[0], command[4] ?? 0);
    } else if (
      status === 'done' &&
      data.length === 0 &&
      collected.length === 0 &&
      apdu.data !== undefined &&
      apdu.expected !== 'none' &&
      !askedWithLength
    ) {
      askedWithLength = true;
      command = withLength(command, apdu, 0);
    } else {
      collected.push(data);
      return ok({ data: joined(collected), sw, status });
    }
  }
  // The card's nonsense, not the line's.
  return err({ type: 'mute' });
}

/** Exactly one command and one answer, whatever it says: for what may not be said twice. */
export async function once(transmit: Transmit, command: Uint8Array): Promise<ChipCardOutcome<CardAnswer>> {
  const answered = await transmit(command);
  if (!answered.ok) return answered;
  const bytes = answered.value;
  const sw1 = bytes.at(-2);
  const sw2 = bytes.at(-1);
  if (sw1 === undefined || sw2 === undefined) return err({ type: 'mute' });
  const sw = (sw1 << 8) | sw2;
  return ok({ data: bytes.subarray(0, -2), sw, status: statusOf(sw) });
}

function bytesOf({ header, data, expected }: Apdu): Uint8Array {
  if (data !== undefined) return Uint8Array.of(...header, data.length, ...data);
  return Uint8Array.of(...header, typeof expected === 'number' ? expected : 0);
}

/** The length stands in the last place of a command that asks for data. */
function withLength(command: Uint8Array, { data }: Apdu, length: number): Uint8Array {
  const isFetch = command[1] === GET_RESPONSE;
  if (data === undefined || isFetch) return Uint8Array.of(...command.subarray(0, 4), length);
  return Uint8Array.of(...command.subarray(0, 5 + data.length), length);
}

/** @param length 0 stands for 256 and more: the rest is announced again */
const getResponse = (cla: number, length: number): Uint8Array =>
  Uint8Array.of(cla, GET_RESPONSE, 0x00, 0x00, length === 0 ? MAX_FETCH_BYTES : length);

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  return Uint8Array.from(Buffer.concat(parts));
}
