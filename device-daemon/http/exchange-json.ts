import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

interface JsonRequest {
  readonly method: 'GET' | 'POST';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly answerMaxBytes: number;
  /** Ends the whole conversation: a peer that sends a byte now and then does not hold it up. */
  readonly signal: AbortSignal;
}

export interface JsonAnswer {
  readonly status: number;
  /** Undefined where it is not JSON, which is not of any schema either. */
  readonly body: unknown;
}

/** @returns null where there is no whole answer in time */
export function exchangeJson(
  address: URL,
  { method, body, answerMaxBytes, signal }: JsonRequest,
): Promise<JsonAnswer | null> {
  const send = address.protocol === 'https:' ? httpsRequest : httpRequest;
  const payload = body === undefined ? null : Buffer.from(JSON.stringify(body));
  return new Promise((resolve) => {
    const unavailable = () => resolve(null);
    const request = send(
      address,
      {
        method,
        signal,
        // A kept connection that the other side has just closed would make this request wait for nothing.
        agent: false,
        headers: {
          accept: 'application/json',
          ...(payload === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': payload.length }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > answerMaxBytes) request.destroy();
          else chunks.push(chunk);
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: jsonOf(Buffer.concat(chunks).toString('utf8')) }),
        );
        response.on('error', unavailable);
        response.on('close', unavailable);
      },
    );
    request.on('error', unavailable);
    request.on('close', unavailable);
    request.end(payload ?? undefined);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
