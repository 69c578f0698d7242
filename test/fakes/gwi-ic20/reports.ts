/**
 * The messages as text: every byte is two characters of `0123456789:;<=>?`, between 02 and 03, in reports of 64 bytes.
 * Slow and plain; the daemon's parser works on bytes.
 */
export const REPORT_BYTES = 64;

/** Payload of a request; null when its length or its checksum is wrong. */
export type Heard = Uint8Array | null;

export class RequestReader {
  #text = '';

  push(report: Uint8Array): Heard[] {
    this.#text += Buffer.from(report).toString('latin1');
    const heard: Heard[] = [];
    for (;;) {
      const start = this.#text.indexOf('\x02');
      const end = this.#text.indexOf('\x03', start);
      if (start < 0 || end < 0) break;
      heard.push(decode(this.#text.slice(start + 1, end)));
      this.#text = this.#text.slice(end + 1);
    }
    return heard;
  }

  clear(): void {
    this.#text = '';
  }
}

function decode(text: string): Heard {
  const hex = [...text].map((character) => (character.charCodeAt(0) - 0x30).toString(16)).join('');
  const bytes = Buffer.from(hex, 'hex');
  if (bytes.length < 3) return null;
  const payload = bytes.subarray(2, -1);
  const isWhole = bytes.readUInt16BE(0) === payload.length && check(payload) === bytes.at(-1);
  return isWhole ? payload : null;
}

const check = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum ^ byte, 0);

/** What stands between the marks, without them. */
function encode(payload: Uint8Array, wrongChecksum: boolean): string {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(payload.length);
  const all = Buffer.concat([length, payload, Uint8Array.of(check(payload) ^ (wrongChecksum ? 0x01 : 0))]);
  return [...all.toString('hex')]
    .map((digit) => String.fromCharCode(0x30 + Number.parseInt(digit, 16)))
    .join('');
}

export function reportsOf(payload: Uint8Array, { wrongChecksum = false } = {}): Uint8Array[] {
  const text = `\x02${encode(payload, wrongChecksum)}\x03`;
  const reports: Uint8Array[] = [];
  for (let at = 0; at < text.length; at += REPORT_BYTES) {
    const report = new Uint8Array(REPORT_BYTES);
    report.set(Buffer.from(text.slice(at, at + REPORT_BYTES), 'latin1'));
    reports.push(report);
  }
  return reports;
}
