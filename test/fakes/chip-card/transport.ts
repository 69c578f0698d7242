import { randomInt } from 'node:crypto';

/** What a card makes of one command, before the transport has its say. */
export interface CardAnswer {
  readonly sw: number;
  readonly data?: Uint8Array;
  /** Becomes so only when the data went out: a question with the wrong length changes nothing. */
  readonly onDelivered?: () => void;
}

export interface CardCommand {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
  /** The byte behind P2 where no data follow: an expected length, or a length of zero. */
  readonly p3: number;
}

const GET_RESPONSE = 0xc0;
/** Instructions that bring data although they carry some: under T=0 these have to be fetched. */
const HAS_BOTH: ReadonlySet<number> = new Set([0xa4, 0x88, 0xa8]);

/** A length byte of 0 asks for 256. */
export const lengthMeant = (p3: number): number => (p3 === 0 ? 256 : p3);

/**
 * The way bytes take between the reader and the card's own work.
 *
 * ```
 *   T=0   CLA INS P1 P2 P3 [data]         answer with data to a command with data:  61 length, then GET RESPONSE
 *                                         asked for another length than there is:   6C length
 *   T=1   CLA INS P1 P2 [Lc data] [Le]    data come with the answer where Le asks for them
 * ```
 */
export class CardTransport {
  readonly #protocol: 'T=0' | 'T=1';
  readonly #execute: (command: CardCommand) => CardAnswer;
  #pending: Uint8Array | null = null;

  constructor(protocol: 'T=0' | 'T=1', execute: (command: CardCommand) => CardAnswer) {
    this.#protocol = protocol;
    this.#execute = execute;
  }

  reset(): void {
    this.#pending = null;
  }

  process(apdu: Uint8Array): Uint8Array {
    const [cla, ins, p1, p2, p3 = 0] = apdu;
    if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined)
      return statusOf(0x6700);
    const hasData = apdu.length > 5;
    const data = hasData ? apdu.subarray(5, 5 + p3) : new Uint8Array();
    const behind = hasData ? apdu.subarray(5 + p3) : new Uint8Array();
    // Under T=0 nothing can stand behind the data, under T=1 one byte.
    if (hasData && (data.length < p3 || behind.length > (this.#protocol === 'T=0' ? 0 : 1)))
      return statusOf(0x6700);
    if (ins === GET_RESPONSE && !hasData) return this.#fetch(p3);
    this.#pending = null;
    const answer = this.#execute({ cla, ins, p1, p2, data, p3: hasData ? 0 : p3 });
    if (answer.data === undefined || answer.data.length === 0) return statusOf(answer.sw);
    if (HAS_BOTH.has(ins)) return this.#bothWays(answer.data, answer, behind.length === 1);
    const asksForAll = p3 === 0 && this.#protocol === 'T=1';
    if (!asksForAll && lengthMeant(p3) !== answer.data.length)
      return statusOf(0x6c00 | (answer.data.length & 0xff));
    answer.onDelivered?.();
    return Buffer.concat([answer.data, statusOf(answer.sw)]);
  }

  #bothWays(data: Uint8Array, answer: CardAnswer, asked: boolean): Uint8Array {
    answer.onDelivered?.();
    if (this.#protocol === 'T=1')
      return asked ? Buffer.concat([data, statusOf(answer.sw)]) : statusOf(answer.sw);
    this.#pending = data;
    return statusOf(0x6100 | (data.length & 0xff));
  }

  #fetch(length: number): Uint8Array {
    const pending = this.#pending;
    if (pending === null) return statusOf(0x6985);
    const wanted = lengthMeant(length);
    if (wanted > pending.length) return statusOf(0x6c00 | (pending.length & 0xff));
    const rest = pending.subarray(wanted);
    this.#pending = rest.length === 0 ? null : rest;
    const sw = rest.length === 0 ? 0x9000 : 0x6100 | (rest.length & 0xff);
    return Buffer.concat([pending.subarray(0, wanted), statusOf(sw)]);
  }
}

export const statusOf = (sw: number): Uint8Array => Uint8Array.of(sw >> 8, sw & 0xff);

/** What a card gives as a challenge. */
export const inventedBytes = (length: number): Uint8Array =>
  Uint8Array.from({ length }, () => randomInt(256));
