/**
 * The lines of the Assuan protocol (libassuan manual, "Assuan" chapter), which GnuPG's pinentry programs speak on their
 * standard input and output.
 *
 * ```
 *   server:  OK [text] LF   ERR code [text] LF   D data LF   S status LF   # comment LF   INQUIRE keyword LF
 *   client:  COMMAND [argument] LF
 *   a line has at most 1,000 bytes with its LF; in data and arguments CR, LF and % are written %0D, %0A and %25
 * ```
 */
const MAX_LINE_BYTES = 1000;
const LF = 0x0a;
const CR = 0x0d;
const PERCENT = 0x25;

export type AssuanLine =
  | { readonly type: 'ok' }
  /** `code` as libgpg-error writes it: the source in the upper byte, the error in the lower two. */
  | { readonly type: 'err'; readonly code: number }
  /** The bytes, unescaped: a view that is overwritten after the call. */
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  /** Status, comment, inquiry or what is none of the protocol; never looked into. */
  | { readonly type: 'status' | 'inquire' | 'unknown' };

export interface AssuanSink {
  line(line: AssuanLine): void;
  /** More bytes than a line can have, and no end of it. */
  tooLong(): void;
}

/** Splits what a server says into lines. A line is overwritten as soon as the sink has had it. */
export class AssuanParser {
  readonly #buffer = new Uint8Array(MAX_LINE_BYTES);
  readonly #sink: AssuanSink;
  #used = 0;
  #overflowed = false;

  constructor(sink: AssuanSink) {
    this.#sink = sink;
  }

  push(chunk: Uint8Array): void {
    for (const byte of chunk) {
      if (byte === LF) {
        this.#end();
      } else if (this.#used < MAX_LINE_BYTES) {
        this.#buffer[this.#used] = byte;
        this.#used += 1;
      } else if (!this.#overflowed) {
        this.#overflowed = true;
        this.#sink.tooLong();
      }
    }
  }

  /** Overwrites a line that has no end yet. */
  reset(): void {
    this.#buffer.fill(0);
    this.#used = 0;
    this.#overflowed = false;
  }

  #end(): void {
    const withoutCr = this.#buffer[this.#used - 1] === CR ? this.#used - 1 : this.#used;
    if (!this.#overflowed && withoutCr > 0) this.#sink.line(lineOf(this.#buffer.subarray(0, withoutCr)));
    this.reset();
  }
}

function lineOf(line: Uint8Array): AssuanLine {
  if (startsWith(line, 'D ')) return { type: 'data', bytes: unescapeInPlace(line.subarray(2)) };
  if (isWord(line, 'OK')) return { type: 'ok' };
  if (startsWith(line, 'ERR ')) return { type: 'err', code: decimalAt(line, 4) };
  if (startsWith(line, 'S ') || line[0] === 0x23) return { type: 'status' };
  return { type: isWord(line, 'INQUIRE') ? 'inquire' : 'unknown' };
}

function startsWith(line: Uint8Array, text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (line[index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

const isWord = (line: Uint8Array, word: string): boolean =>
  startsWith(line, word) && (line.length === word.length || line[word.length] === 0x20);

function decimalAt(line: Uint8Array, from: number): number {
  let value = 0;
  for (let index = from; index < Math.min(line.length, from + 10); index += 1) {
    const digit = (line[index] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

/** What it shrinks by is overwritten with the line. */
function unescapeInPlace(bytes: Uint8Array): Uint8Array {
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    const high = hexadecimalValue(bytes[index + 1]);
    const low = hexadecimalValue(bytes[index + 2]);
    const escaped = byte === PERCENT && high !== null && low !== null;
    bytes[length] = escaped ? high * 16 + low : byte;
    if (escaped) index += 2;
    length += 1;
  }
  return bytes.subarray(0, length);
}

function hexadecimalValue(character: number | undefined): number | null {
  if (character === undefined) return null;
  if (character >= 0x30 && character <= 0x39) return character - 0x30;
  const letter = character | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : null;
}

/** @throws when it does not fit in a line: commands are ours, and short */
export function encodeAssuanCommand(command: string, argument?: string): Uint8Array {
  const escaped = argument?.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const line = Buffer.from(escaped === undefined ? `${command}\n` : `${command} ${escaped}\n`, 'utf8');
  if (line.length > MAX_LINE_BYTES) throw new RangeError(`an Assuan command of ${line.length} bytes`);
  return new Uint8Array(line);
}
