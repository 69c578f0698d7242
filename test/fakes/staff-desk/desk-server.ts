import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { PullableServer } from '../ports/pullable-server.ts';
import type { Desk } from './desk.ts';
import { type Faults, NO_FAULTS } from './faults.ts';
import { Message } from './messages.ts';

const BODY_MAX_BYTES = 16 * 1024;
const WAIT_MAX_S = 60;

/** The desk's side of `POST /messages` and `GET /calls/ID?wait=25`. */
export class DeskServer {
  faults: Faults = NO_FAULTS;
  /** Messages that came and were not of the protocol. */
  malformed = 0;
  readonly #server: PullableServer;

  constructor(
    private readonly desk: Desk,
    port: number,
  ) {
    this.#server = new PullableServer(port, (request, response) => {
      // Whoever hangs up while asking gets no answer.
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  get port(): number {
    return this.#server.port;
  }

  async setFaults(faults: Faults): Promise<void> {
    this.faults = faults;
    await this.#server.setDown(faults.down);
  }

  open(): Promise<void> {
    return this.#server.open();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { delayMs } = this.faults;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://desk');
    if (request.method === 'POST' && pathname === '/messages') return this.#message(request, response);
    const [, callId] = /^\/calls\/([^/]+)$/.exec(pathname) ?? [];
    if (request.method === 'GET' && callId !== undefined) {
      const waitS = Math.min(Number(searchParams.get('wait') ?? 0), WAIT_MAX_S);
      return this.#call(callId, waitS, response);
    }
    send(response, 404, { error: 'nothing here' });
  }

  async #message(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parsed = v.safeParse(Message, await bodyOf(request));
    if (this.faults.status !== undefined) return send(response, this.faults.status, {});
    if (!parsed.success) {
      this.malformed += 1;
      return send(response, 400, { error: v.summarize(parsed.issues) });
    }
    this.desk.take(parsed.output);
    if (this.faults.loseAnswers) response.destroy();
    else send(response, 200, {});
  }

  async #call(callId: string, waitS: number, response: ServerResponse): Promise<void> {
    const hungUp = new AbortController();
    response.once('close', () => hungUp.abort());
    const until = performance.now() + waitS * 1_000;
    while (this.desk.stateOf(callId) === 'open' && performance.now() < until && !hungUp.signal.aborted)
      await this.desk.change(until - performance.now(), hungUp.signal);
    const state = this.desk.stateOf(callId);
    if (state === 'open' || state === 'answered') send(response, 200, { state });
    else send(response, 404, { error: 'no such call' });
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= BODY_MAX_BYTES) chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    // The schema refuses it.
    return undefined;
  }
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}
