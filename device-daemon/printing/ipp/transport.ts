import {
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { err, ok, type Result } from '#shared/result.ts';

/** Why no usable answer came. */
export type TransportFailure =
  /** Nothing was sent: no such host, or nobody listens there. */
  | { readonly type: 'notConnected'; readonly detail: string }
  /** The connection was lost after it stood: whether the printer has acted is unknown. */
  | { readonly type: 'connectionLost'; readonly detail: string }
  /** Connected, but mute for too long: whether the printer has acted is unknown. */
  | { readonly type: 'timeOut' }
  | { readonly type: 'canceled' }
  /** An answer that is no IPP: a web page, an HTTP error, noise, or endless. */
  | { readonly type: 'badAnswer'; readonly detail: string };

interface PostOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** A job is sent on a connection of its own: a kept one may just be closing, and then nobody knows what arrived. */
  readonly freshConnection?: boolean;
}

/** One HTTP POST of `application/ipp`; RFC 8010 section 4. */
export interface IppTransport {
  post(parts: readonly Uint8Array[], options: PostOptions): Promise<Result<Buffer, TransportFailure>>;
  close(): void;
}

/** A printer's attributes are some 10 kB; with media-col-database and icons 100 kB. */
const MAX_ANSWER_BYTES = 1_048_576;
const IPP_PORT = 631;
const KEEP_ALIVE_MS = 10_000;

/** `ipp://host[:631]/path` is HTTP, `ipps://` is HTTPS on the same port (RFC 3510, RFC 7472). */
export function httpUrlOf(printerUri: string): Result<URL, 'notAnIppUri'> {
  const match = /^(ipps?):\/\/(.+)$/i.exec(printerUri);
  if (match === null) return err('notAnIppUri');
  const secure = match[1]?.toLowerCase() === 'ipps';
  // A URL drops the port that is the default of its scheme, so 80 or 443 must be asked for in the text.
  const authority = /^[^/?#]*/.exec(match[2] ?? '')?.[0] ?? '';
  const hasPort = /:\d+$/.test(authority);
  try {
    const url = new URL(`${secure ? 'https' : 'http'}://${match[2]}`);
    if (!hasPort) url.port = String(IPP_PORT);
    return ok(url);
  } catch {
    return err('notAnIppUri');
  }
}

export function createIppTransport(url: URL): IppTransport {
  const secure = url.protocol === 'https:';
  const agentOptions = { keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS, maxSockets: 4, noDelay: true };
  const agent = secure ? new HttpsAgent(agentOptions) : new HttpAgent(agentOptions);
  return {
    async post(parts, options) {
      const first = await postOnce(url, agent, parts, options);
      // A kept connection that the printer closed in the same moment: nothing was done with the request.
      return !first.ok && first.error.type === 'connectionLost' && first.error.detail === STALE_CONNECTION
        ? postOnce(url, agent, parts, { ...options, freshConnection: true })
        : first;
    },
    close: () => agent.destroy(),
  };
}

const STALE_CONNECTION = 'kept connection was stale';

function postOnce(
  url: URL,
  agent: HttpAgent | HttpsAgent,
  parts: readonly Uint8Array[],
  { timeoutMs, signal, freshConnection }: PostOptions,
): Promise<Result<Buffer, TransportFailure>> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve(err({ type: 'canceled' }));
      return;
    }
    const requestOptions: RequestOptions = {
      method: 'POST',
      agent: freshConnection ? false : agent,
      headers: {
        'content-type': 'application/ipp',
        'content-length': parts.reduce((sum, part) => sum + part.length, 0),
        accept: 'application/ipp',
        ...(freshConnection ? { connection: 'close' } : {}),
      },
    };
    const request =
      url.protocol === 'https:' ? httpsRequest(url, requestOptions) : httpRequest(url, requestOptions);
    request.setNoDelay(true);
    let connected = false;
    let answered = false;
    const finish = (result: Result<Buffer, TransportFailure>) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(result);
      if (!result.ok) request.destroy();
    };
    const timer = setTimeout(
      () => finish(err(connected ? { type: 'timeOut' } : { type: 'notConnected', detail: 'timeOut' })),
      timeoutMs,
    );
    const onAbort = () => finish(err({ type: 'canceled' }));
    signal?.addEventListener('abort', onAbort, { once: true });
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (connected = true));
      else connected = true;
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const detail = error.code ?? error.name;
      if (!connected) finish(err({ type: 'notConnected', detail }));
      else if (detail.startsWith('HPE_')) finish(err({ type: 'badAnswer', detail }));
      else {
        const stale = request.reusedSocket && !answered && (detail === 'ECONNRESET' || detail === 'EPIPE');
        finish(err({ type: 'connectionLost', detail: stale ? STALE_CONNECTION : detail }));
      }
    });
    request.on('response', (response) => {
      answered = true;
      collect(response, finish);
    });
    for (const part of parts) request.write(part);
    request.end();
  });
}

function collect(
  response: IncomingMessage,
  finish: (result: Result<Buffer, TransportFailure>) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const type = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (response.statusCode !== 200 || type !== 'application/ipp') {
    response.resume();
    finish(err({ type: 'badAnswer', detail: `HTTP ${response.statusCode}` }));
    return;
  }
  response.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) finish(err({ type: 'badAnswer', detail: 'answer too long' }));
    else chunks.push(chunk);
  });
  response.on('end', () => finish(ok(Buffer.concat(chunks))));
  response.on('error', () => finish(err({ type: 'connectionLost', detail: 'in the answer' })));
}
