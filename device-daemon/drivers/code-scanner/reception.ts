import type { CodeParser, CodeSink } from '../../framing/scanned-code.ts';

/** A scanner sends a code in one go: at 1,200 baud a byte takes 8 ms, and a HID report comes each 10 ms. */
const CODE_PAUSE_MS = 300;
/** What comes so long after a code that broke off is no rest of it. */
const REST_OF_CODE_MS = 1000;

/** Hands the codes of a parser to whoever listens, and watches the pauses in them. */
export class CodeReception {
  readonly #parser: CodeParser;
  #sink: CodeSink | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(makeParser: (sink: CodeSink) => CodeParser) {
    this.#parser = makeParser({
      code: (text) => this.#sink?.code(text),
      unreadable: () => this.#sink?.unreadable(),
    });
  }

  listen(sink: CodeSink | null): void {
    this.#sink = sink;
    // What has begun was held before the scanner for somebody else, or for nobody.
    this.#parser.abandon();
  }

  receive(bytes: Uint8Array): void {
    this.#parser.push(bytes, this.#sink !== null);
    clearTimeout(this.#timer);
    if (this.#parser.running) this.#timer = setTimeout(this.#pause, CODE_PAUSE_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#sink = null;
    this.#parser.forget();
  }

  readonly #pause = (): void => {
    this.#parser.breakOff();
    this.#timer = setTimeout(() => this.#parser.forget(), REST_OF_CODE_MS - CODE_PAUSE_MS);
  };
}
