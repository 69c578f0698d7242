import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FakeDevice } from '../fake-client.ts';
import { FakeRefusal } from '../fake-process.ts';
import { benchPage } from './bench-page.ts';
import { forgetSpoken, type SpeechFakes, spokenSoFar } from './spoken.ts';

const BODY_MAX_BYTES = 16 * 1024;

/** What a fake answers when it has something other than JSON to give, such as a printed PDF. */
interface Document {
  contentType: string;
  base64: string;
}

/**
 * `METHOD /DEVICE/rest` becomes the call `METHOD /rest` of that fake device; `/state` and `/cards` gather. `GET /speech` is
 * what was heard, `DELETE /speech` forgets it, `PUT /headphones {"plugged":true}` plugs them in.
 */
export function createBenchServer(devices: ReadonlyMap<string, FakeDevice>, kioskUrl: string): Server {
  return createServer((request, response) => {
    void answer(devices, kioskUrl, request, response).catch((error: unknown) => {
      if (error instanceof FakeRefusal) return json(response, error.status, { error: error.message });
      json(response, 500, { error: String(error) });
    });
  });
}

async function answer(
  devices: ReadonlyMap<string, FakeDevice>,
  kioskUrl: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (request.method === 'GET' && path === '/') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(benchPage(kioskUrl));
    return;
  }
  if (request.method === 'GET' && path === '/state') {
    const states = await Promise.all(
      [...devices].map(async ([name, device]) => [name, await device.call('GET /state')] as const),
    );
    return json(response, 200, Object.fromEntries(states));
  }
  if (request.method === 'GET' && path === '/cards') {
    return json(response, 200, await cardsOf(devices));
  }
  const speech = path === '/speech' ? speechOf(devices) : null;
  if (speech !== null && request.method === 'DELETE') await forgetSpoken(speech);
  if (speech !== null) return json(response, 200, await spokenSoFar(speech));
  const jack = devices.get('headphone-jack');
  if (path === '/headphones' && jack !== undefined) {
    return json(response, 200, await jack.call(`${request.method} /jack`, await body(request)));
  }
  const [, name = '', ...rest] = path.split('/');
  const device = devices.get(name);
  if (device === undefined) return json(response, 404, { error: `there is no device ${name}` });
  const result = await device.call(`${request.method} /${rest.join('/')}`, await body(request));
  if (isDocument(result)) {
    response.writeHead(200, { 'content-type': result.contentType, 'cache-control': 'no-store' });
    response.end(Buffer.from(result.base64, 'base64'));
    return;
  }
  json(response, 200, result);
}

function speechOf(devices: ReadonlyMap<string, FakeDevice>): SpeechFakes | null {
  const [engine, soundCard, jack] = ['speech-engine', 'sound-card', 'headphone-jack'].map((name) =>
    devices.get(name),
  );
  return engine === undefined || soundCard === undefined || jack === undefined
    ? null
    : { engine, soundCard, jack };
}

/** The sample cards by their names, and the reader each fits; of two with one name the identity card. */
async function cardsOf(devices: ReadonlyMap<string, FakeDevice>): Promise<Record<string, unknown>> {
  const cards: Record<string, unknown> = {};
  for (const [reader, device] of devices) {
    if (!reader.endsWith('card-reader')) continue;
    const stories = await device.call<Record<string, { story: string }>>('GET /cards');
    for (const [name, { story }] of Object.entries(stories)) cards[name] ??= { reader, story };
  }
  return cards;
}

async function body(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_MAX_BYTES) throw new FakeRefusal(400, 'the body is too long');
    chunks.push(chunk);
  }
  if (bytes === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new FakeRefusal(400, 'the body is not JSON');
  }
}

function isDocument(result: unknown): result is Document {
  return typeof result === 'object' && result !== null && 'base64' in result && 'contentType' in result;
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${JSON.stringify(value)}\n`);
}
