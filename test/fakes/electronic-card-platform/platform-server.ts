import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { PullableServer } from '../ports/pullable-server.ts';
import type { CodeIssuer } from './code-issuer.ts';
import { type Faults, NO_FAULTS } from './faults.ts';

/** Longer than anybody waits for a scanned code. */
const SLOW_MS = 8_000;
const BODY_MAX_BYTES = 4 * 1024;

const Question = v.strictObject({
  code: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{8,512}$/)),
  channel: v.pipe(v.string(), v.nonEmpty()),
});

/**
 * The platform's side of `POST /check {code, channel}`: `{"outcome":"holder","number":…,"name":…}` or
 * `{"outcome":"refused"}`. A code is used up by being asked about, whether the answer arrives or not.
 */
export class PlatformServer {
  faults: Faults = NO_FAULTS;
  /** Questions that came, answered or not. */
  checks = 0;
  /** As the last question named it. */
  channel: string | null = null;
  readonly #server: PullableServer;

  constructor(
    private readonly codes: CodeIssuer,
    port: number,
  ) {
    this.#server = new PullableServer(port, (request, response) => void this.#serve(request, response));
  }

  get port(): number {
    return this.#server.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  async setFaults(faults: Faults): Promise<void> {
    this.faults = faults;
    await this.#server.setDown(faults.down);
  }

  open(): Promise<void> {
    return this.#server.open();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.url !== '/check')
      return send(response, 404, { error: 'not found' });
    const question = v.safeParse(Question, await body(request));
    if (!question.success) return send(response, 400, { error: v.summarize(question.issues) });
    this.checks += 1;
    this.channel = question.output.channel;
    const holder = this.faults.refuseAll ? null : this.codes.redeem(question.output.code);
    if (this.faults.slow) await late(response);
    if (this.faults.garbage) return void response.writeHead(200).end('<html>系统维护中</html>');
    if (holder === null) return send(response, 200, { outcome: 'refused' });
    send(response, 200, { outcome: 'holder', number: holder.number, name: holder.name });
  }
}

/** Ends early when the caller hangs up. */
function late(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, SLOW_MS);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** @returns undefined for what is too long, broke off or is no JSON: no schema takes it */
async function body(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > BODY_MAX_BYTES) return undefined;
      chunks.push(chunk);
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    if (!request.destroyed && !(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}
