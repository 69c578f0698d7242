import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as v from 'valibot';
import { AuthenticateRequest, answerTo } from './answers.ts';

/** `PUT /faults`: what goes wrong from now on. A call replaces all of it; `{}` makes it well again. */
export const AuthorityFaults = v.strictObject({
  /** Every answer comes so much later. */
  delayMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(60_000)), 0),
  /** It knows no card at all. */
  refuse: v.optional(v.boolean(), false),
  /** It computes with the keys of somewhere else. */
  wrongKeys: v.optional(v.boolean(), false),
  /** Connections are cut before anything is answered. */
  down: v.optional(v.boolean(), false),
});
export type AuthorityFaults = v.InferOutput<typeof AuthorityFaults>;

const REQUEST_MAX_BYTES = 16 * 1024;

/** Holds the invented root keys, and computes what an HSM would. */
export class FakeAuthority {
  readonly server: Server;
  faults: AuthorityFaults = v.parse(AuthorityFaults, {});
  readonly #counts = { requests: 0, answered: 0, refused: 0, malformed: 0 };
  #lastRequest: AuthenticateRequest | null = null;

  constructor() {
    this.server = createServer((request, response) => {
      // Whoever hangs up while asking gets no answer.
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  state(): Record<string, unknown> {
    return { faults: this.faults, ...this.#counts, lastRequest: this.#lastRequest };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.faults.down) {
      request.socket.destroy();
      return;
    }
    this.#counts.requests += 1;
    const body = await bodyOf(request);
    if (this.faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, this.faults.delayMs));
    if (request.method !== 'POST' || request.url !== '/authenticate') return reply(response, 404, {});
    const parsed = v.safeParse(AuthenticateRequest, body);
    if (!parsed.success) {
      this.#counts.malformed += 1;
      return reply(response, 400, { error: v.summarize(parsed.issues) });
    }
    this.#lastRequest = parsed.output;
    const answer = this.faults.refuse ? null : answerTo(parsed.output, this.faults.wrongKeys);
    if (answer === null) {
      this.#counts.refused += 1;
      return reply(response, 403, { error: 'no keys for such cards' });
    }
    this.#counts.answered += 1;
    reply(response, 200, answer);
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= REQUEST_MAX_BYTES) chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    // The schema refuses it.
    return undefined;
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
