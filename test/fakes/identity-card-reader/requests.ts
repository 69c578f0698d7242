/** What the daemon asks for, by the two bytes behind the length. */
export const REQUESTS = {
  '10ff': 'reset',
  '11ff': 'status',
  '12ff': 'moduleId',
  '2001': 'find',
  '2002': 'select',
  '3001': 'readBase',
  '3003': 'newestAddress',
  '3005': 'cardBodyNumber',
} as const;
export type RequestName = (typeof REQUESTS)[keyof typeof REQUESTS];

export type Request =
  | { readonly type: 'request'; readonly name: RequestName }
  | { readonly type: 'unknownCommand' }
  | { readonly type: 'wrongChecksum' };

const PREAMBLE_HEX = 'aaaaaa9669';
const LONGEST_REQUEST = 64;

/** Collects request frames as hex text, which is slow and plain; the daemon's parser works on bytes. */
export class RequestReader {
  #hex = '';

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
      const start = this.#hex.indexOf(PREAMBLE_HEX);
      if (start < 0) {
        this.#hex = this.#hex.slice(-PREAMBLE_HEX.length);
        return null;
      }
      this.#hex = this.#hex.slice(start);
      if (this.#hex.length < 14) return null;
      const length = Number.parseInt(this.#hex.slice(10, 14), 16);
      if (length < 3 || length > LONGEST_REQUEST) {
        this.#hex = this.#hex.slice(2);
        continue;
      }
      const end = 14 + 2 * length;
      if (this.#hex.length < end) return null;
      const checked = Buffer.from(this.#hex.slice(10, end), 'hex');
      const command = this.#hex.slice(14, 18);
      this.#hex = this.#hex.slice(end);
      if (checked.reduce((sum, byte) => sum ^ byte, 0) !== 0) return { type: 'wrongChecksum' };
      return isKnown(command) ? { type: 'request', name: REQUESTS[command] } : { type: 'unknownCommand' };
    }
  }
}

const isKnown = (command: string): command is keyof typeof REQUESTS => Object.hasOwn(REQUESTS, command);
