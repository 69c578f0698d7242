import { randomBytes } from 'node:crypto';
import type { Binding } from '../../bindings/binding.ts';
import {
  answersCvrHandshake,
  CVR_FRAME_BYTES,
  CVR_NONCE_BYTES,
  type CvrHandshake,
  encodeCvrHandshake,
} from '../../framing/cvr-handshake.ts';
import type { Greeting } from './conversation.ts';

/** The reader answers at once; beside its 17 bytes this leaves room for an adapter that holds bytes back. */
const ANSWER_TIMEOUT_MS = 150;
/** What came before the answer and may have noise in it. */
const MAX_RECEIVED_BYTES = 8 * CVR_FRAME_BYTES;

/**
 * Tries one hand-shake after the other until the reader answers one. A reader that answers none may have been greeted
 * before, or be one that needs no greeting: that is for the command behind it to find out.
 */
export class CvrGreeting implements Greeting {
  readonly #binding: Pick<Binding, 'write'>;
  readonly #handshakes: readonly CvrHandshake[];
  readonly #timeoutMs: number;
  #received = new Uint8Array(0);
  #waiting: {
    readonly handshake: CvrHandshake;
    readonly nonce: Uint8Array;
    answered(yes: boolean): void;
  } | null = null;
  #ended = false;

  /** @param byteMs what one byte takes on the wire */
  constructor(binding: Pick<Binding, 'write'>, handshakes: readonly CvrHandshake[], byteMs: number) {
    this.#binding = binding;
    this.#handshakes = handshakes;
    this.#timeoutMs = ANSWER_TIMEOUT_MS + 2 * CVR_FRAME_BYTES * byteMs;
  }

  async greet(): Promise<void> {
    for (const handshake of this.#handshakes) {
      if (this.#ended || (await this.#try(handshake))) return;
    }
  }

  receive(bytes: Uint8Array): void {
    if (this.#waiting === null) return;
    this.#received = Buffer.concat([this.#received, bytes]).subarray(-MAX_RECEIVED_BYTES);
    const { handshake, nonce, answered } = this.#waiting;
    if (answersCvrHandshake(handshake, nonce, this.#received)) answered(true);
  }

  end(): void {
    this.#ended = true;
    this.#waiting?.answered(false);
  }

  #try(handshake: CvrHandshake): Promise<boolean> {
    const nonce = randomBytes(CVR_NONCE_BYTES);
    this.#received = new Uint8Array(0);
    return new Promise((resolve) => {
      const answered = (yes: boolean) => {
        clearTimeout(timer);
        this.#waiting = null;
        resolve(yes);
      };
      const timer = setTimeout(() => answered(false), this.#timeoutMs);
      this.#waiting = { handshake, nonce, answered };
      this.#binding.write(encodeCvrHandshake(handshake, nonce));
    });
  }
}
