import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { err, ok, type Result } from '#shared/result.ts';

/** Why there was no answer, in words that hold nothing of what was asked or answered. */
export type Trouble =
  | { readonly why: 'noConnection'; readonly code: string }
  | { readonly why: 'tooLate' | 'callerGone' | 'tooLong' | 'notOfTheSchema' }
  | { readonly why: 'status'; readonly status: number };

export interface Question {
  readonly url: URL;
  /** JSON */
  readonly body: string;
  readonly deadlineMs: number;
  readonly answerMaxBytes: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly callerGone?: AbortSignal;
}

/**
 * `POST`s to another system, once. Each call has a connection of its own, because one that was kept open may be closed
 * by the other side in the moment of the call, and this could not be told from a call that got through.
 * @returns the JSON of an answer with status 200; undefined stands for what is no JSON
 */
export async function askOnce(question: Question): Promise<Result<unknown, Trouble>> {
  const { callerGone, deadlineMs } = question;
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const response = await send(
      question,
      callerGone === undefined ? deadline : AbortSignal.any([callerGone, deadline]),
    );
    if (response.statusCode !== 200) {
      response.destroy();
      return err({ why: 'status', status: response.statusCode ?? 0 });
    }
    return await readAnswer(response, question.answerMaxBytes);
  } catch (error) {
    if (callerGone?.aborted) return err({ why: 'callerGone' });
    if (deadline.aborted) return err({ why: 'tooLate' });
    // Whatever a socket or a TLS handshake can fail with carries a code; a mistake of ours does not.
    if (error instanceof Error && 'code' in error && typeof error.code === 'string')
      return err({ why: 'noConnection', code: error.code });
    throw error;
  }
}

function send({ url, body }: Question, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = request(
      url,
      {
        method: 'POST',
        agent: false,
        signal,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      resolve,
    );
    sent.on('error', reject);
    sent.setNoDelay(true);
    sent.end(body);
  });
}

async function readAnswer(response: IncomingMessage, maxBytes: number): Promise<Result<unknown, Trouble>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return err({ why: 'tooLong' });
    chunks.push(chunk);
  }
  return ok(jsonOf(Buffer.concat(chunks)));
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // Not JSON is not of any schema either: the caller's check refuses it.
    return undefined;
  }
}
