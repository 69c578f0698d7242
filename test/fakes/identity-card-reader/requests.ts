/** What the daemon asks for. */
export const REQUEST_NAMES = [
  'handshake',
  'initialise',
  'reset',
  'status',
  'moduleId',
  'find',
  'select',
  'readBase',
  'newestAddress',
  'cardBodyNumber',
] as const;
export type RequestName = (typeof REQUEST_NAMES)[number];

export type Request =
  | { readonly type: 'request'; readonly name: Exclude<RequestName, 'handshake'> }
  | { readonly type: 'handshake'; readonly answer: Uint8Array }
  | { readonly type: 'unknownCommand' }
  | { readonly type: 'wrongChecksum' };

/** How the models differ in what they listen to. */
export interface Dialect {
  /** By the two bytes behind the length. */
  readonly commands: Readonly<Record<string, Exclude<RequestName, 'handshake'>>>;
  /** Over everything between the preamble and the checksum. */
  readonly checksum: (bytes: Uint8Array) => number;
  /** Whether it hears nothing else before the maker's hand-shake. */
  readonly handshake: boolean;
}

const xor = (bytes: Uint8Array): number => bytes.reduce((value, byte) => value ^ byte, 0);
const negativeSum = (bytes: Uint8Array): number => -bytes.reduce((sum, byte) => sum + byte, 0) & 0xff;

export const SDT_DIALECT: Dialect = {
  commands: {
    '10ff': 'reset',
    '11ff': 'status',
    '12ff': 'moduleId',
    '2001': 'find',
    '2002': 'select',
    '3001': 'readBase',
    '3003': 'newestAddress',
    '3005': 'cardBodyNumber',
  },
  checksum: xor,
  handshake: false,
};

export const CVR_100_DIALECT: Dialect = { ...SDT_DIALECT, handshake: true };

/**
 * Known from a single source: `AA AA AA 96 69 00 03 00 81 7C` is a find. Its answers are said to read like everybody's,
 * so they carry the usual XOR here; whether a real one sums them up as it does its requests is not known, nor what it
 * says to commands that are not its own.
 */
export const CVR_100AU_DIALECT: Dialect = {
  commands: { '0001': 'initialise', '0081': 'find', '0082': 'select', '0083': 'readBase' },
  checksum: negativeSum,
  handshake: false,
};

const PREAMBLE_HEX = 'aaaaaa9669';
const HANDSHAKE_HEX = '02001103';
const HANDSHAKE_DIGITS = 34;
const LONGEST_REQUEST = 64;

/** Collects request frames as hex text, which is slow and plain; the daemon's parser works on bytes. */
export class RequestReader {
  readonly #dialect: Dialect;
  #hex = '';

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  push(bytes: Uint8Array): Request[] {
    this.#hex += Buffer.from(bytes).toString('hex');
    const requests: Request[] = [];
    for (let next = this.#take(); next !== null; next = this.#take()) requests.push(next);
    return requests;
  }

  clear(): void {
    this.#hex = '';
  }

  #take(): Request | null {
    for (;;) {
      const start = this.#next(PREAMBLE_HEX);
      const handshake = this.#dialect.handshake ? this.#next(HANDSHAKE_HEX) : Number.POSITIVE_INFINITY;
      if (start === Number.POSITIVE_INFINITY && handshake === start) {
        this.#hex = this.#hex.slice(-PREAMBLE_HEX.length);
        return null;
      }
      this.#hex = this.#hex.slice(Math.min(start, handshake));
      const taken = start < handshake ? this.#takeFrame() : this.#takeHandshake();
      if (taken === 'more') return null;
      if (taken === 'noise') this.#hex = this.#hex.slice(2);
      else return taken;
    }
  }

  /** Where such a beginning is, on a whole byte. */
  #next(beginning: string): number {
    for (let at = this.#hex.indexOf(beginning); at >= 0; at = this.#hex.indexOf(beginning, at + 1)) {
      if (at % 2 === 0) return at;
    }
    return Number.POSITIVE_INFINITY;
  }

  #takeFrame(): Request | 'more' | 'noise' {
    if (this.#hex.length < 14) return 'more';
    const length = Number.parseInt(this.#hex.slice(10, 14), 16);
    if (length < 3 || length > LONGEST_REQUEST) return 'noise';
    const end = 14 + 2 * length;
    if (this.#hex.length < end) return 'more';
    const checked = Buffer.from(this.#hex.slice(10, end - 2), 'hex');
    const checksum = Number.parseInt(this.#hex.slice(end - 2, end), 16);
    const name = this.#dialect.commands[this.#hex.slice(14, 18)];
    this.#hex = this.#hex.slice(end);
    if (this.#dialect.checksum(checked) !== checksum) return { type: 'wrongChecksum' };
    return name === undefined ? { type: 'unknownCommand' } : { type: 'request', name };
  }

  #takeHandshake(): Request | 'more' | 'noise' {
    if (this.#hex.length < HANDSHAKE_DIGITS) return 'more';
    const answer = handshakeAnswer(Buffer.from(this.#hex.slice(0, HANDSHAKE_DIGITS), 'hex'));
    if (answer === null) return 'noise';
    this.#hex = this.#hex.slice(HANDSHAKE_DIGITS);
    return { type: 'handshake', answer };
  }
}

/**
 * What the CVR-100 wants to be asked once after it got power, before it listens to anything else.
 *
 * ```
 *        0    1    2    3     4       5 … 14      15    16
 *      ┌────┬────┬────┬────┬───────┬───────────┬─────┬────┐
 *   →  │ 02 │ 00 │ 11 │ 03 │ AA/CC │ 10 nonce  │ BCC │ 03 │   00 11: bytes in all
 *   ←  │ 02 │ 00 │ 11 │ 03 │  00   │ 10 changed│ BCC │ 03 │   BCC: XOR of bytes 1 … 14
 *      └────┴────┴────┴────┴───────┴───────────┴─────┴────┘
 *   changed: byte i XOR (i + 1) for AA, XOR (i + 3) for CC
 * ```
 */
function handshakeAnswer(request: Uint8Array): Uint8Array | null {
  const kind = request[4];
  const summand = kind === 0xaa ? 1 : kind === 0xcc ? 3 : null;
  if (summand === null || request[15] !== xor(request.subarray(1, 15)) || request[16] !== 0x03) return null;
  const answer = Uint8Array.from(request);
  answer[4] = 0;
  for (let index = 0; index < 10; index += 1)
    answer[5 + index] = (request[5 + index] ?? 0) ^ (index + summand);
  answer[15] = xor(answer.subarray(1, 15));
  return answer;
}
