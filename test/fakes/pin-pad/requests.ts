/** What the daemon asks for, by the body of the request. */
export const REQUESTS = {
  '3': 'information',
  '5030': 'reset',
  '5032': 'closeKeyboard',
  '5033': 'openKeyboard',
  '5035': 'keyTone',
} as const;
export type RequestName = (typeof REQUESTS)[keyof typeof REQUESTS];

export type Request =
  | { readonly type: 'request'; readonly name: RequestName }
  | { readonly type: 'unknownCommand' }
  | { readonly type: 'wrongChecksum' };

/** One request without its STX: three digits, body, ETX, two hexadecimal digits. */
const REQUEST = /^(\d{3})([\s\S]*)$/;
const LONGEST_REQUEST = 64;

/** Collects request frames as text, which is slow and plain; the daemon's parser works on bytes. */
export class RequestReader {
  #text = '';

  push(bytes: Uint8Array): Request[] {
    this.#text += Buffer.from(bytes).toString('latin1');
    const requests: Request[] = [];
    for (let next = this.#take(); next !== null; next = this.#take()) requests.push(next);
    return requests;
  }

  clear(): void {
    this.#text = '';
  }

  #take(): Request | null {
    for (;;) {
      const start = this.#text.indexOf('\x02');
      if (start < 0) {
        this.#text = '';
        return null;
      }
      this.#text = this.#text.slice(start);
      if (this.#text.length < 4) return null;
      const [, digits = '', rest = ''] = REQUEST.exec(this.#text.slice(1)) ?? [];
      const length = Number(digits);
      if (digits === '' || length > LONGEST_REQUEST) {
        this.#text = this.#text.slice(1);
        continue;
      }
      if (rest.length < length + 3) return null;
      this.#text = rest.slice(length + 3);
      const body = rest.slice(0, length);
      if (rest.slice(length, length + 3) !== `\x03${checkOf(`${digits}${body}\x03`)}`)
        return { type: 'wrongChecksum' };
      return isKnown(body) ? { type: 'request', name: REQUESTS[body] } : { type: 'unknownCommand' };
    }
  }
}

const isKnown = (body: string): body is keyof typeof REQUESTS => Object.hasOwn(REQUESTS, body);

const checkOf = (text: string): string =>
  [...text]
    .reduce((sum, character) => sum ^ character.charCodeAt(0), 0)
    .toString(16)
    .toUpperCase()
    .padStart(2, '0');

/** An answer: the return code, and data as text. */
export function answerOf(returnCode: number, data = ''): Uint8Array {
  const body = String.fromCharCode(returnCode) + data;
  const checked = `${String(body.length).padStart(3, '0')}${body}\x03`;
  return Buffer.from(`\x02${checked}${checkOf(checked)}`, 'latin1');
}
