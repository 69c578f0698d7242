import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { createIppClient, type IppClient } from './client.ts';
import { decodeIpp, encodeIpp, type IppGroup } from './codec.ts';
import { createIppTransport, httpUrlOf } from './transport.ts';

type Behaviour = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;

let behaviour: Behaviour = (_request, response) => response.end();
const connections = { count: 0 };

/** A printer that misbehaves as the test says, on a real socket. */
async function clientOf(next: Behaviour): Promise<IppClient> {
  behaviour = next;
  connections.count = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    behaviour(request, response, Buffer.concat(chunks));
  });
  server.on('connection', () => {
    connections.count += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const uri = `ipp://127.0.0.1:${(server.address() as AddressInfo).port}/ipp/print`;
  const url = httpUrlOf(uri);
  if (!url.ok) throw new Error(url.error);
  const client = createIppClient(uri, createIppTransport(url.value));
  onTestFinished(() => {
    client.close();
    server.closeAllConnections();
    server.close();
  });
  return client;
}

function answer(body: Buffer, code: number, groups: readonly IppGroup[] = []): Buffer {
  return encodeIpp({ version: { major: 2, minor: 0 }, code, requestId: body.readUInt32BE(4), groups });
}

const ipp = (response: ServerResponse, bytes: Uint8Array) =>
  response.writeHead(200, { 'content-type': 'application/ipp' }).end(bytes);

const job = (state: number): IppGroup => ({
  tag: 0x02,
  attributes: [
    { name: 'job-id', values: [{ type: 'integer', tag: 0x21, value: 7 }] },
    { name: 'job-state', values: [{ type: 'integer', tag: 0x23, value: state }] },
  ],
});

afterEach(() => {
  behaviour = (_request, response) => response.end();
});

describe('the IPP client', () => {
  test('asks as RFC 8011 wants it and keeps its connection', async () => {
    const asked: Buffer[] = [];
    const client = await clientOf((_request, response, body) => {
      asked.push(body);
      ipp(response, answer(body, 0x0000, [job(5)]));
    });

    expect(await client.getJobAttributes(7)).toMatchObject({
      ok: true,
      value: { id: 7, state: 'processing' },
    });
    expect(await client.getJobs('completed')).toMatchObject({ ok: true, value: [{ id: 7 }] });

    expect(connections.count).toBe(1);
    const first = decodeIpp(asked[0] ?? Buffer.alloc(0));
    if (!first.ok) throw new Error(first.error.type);
    expect(first.value.message).toMatchObject({ version: { major: 2, minor: 0 }, code: 0x0009 });
    expect(first.value.message.groups[0]?.attributes.map((attribute) => attribute.name)).toEqual([
      'attributes-charset',
      'attributes-natural-language',
      'printer-uri',
      'job-id',
      'requesting-user-name',
      'requested-attributes',
    ]);
  });

  test('sends a document on a connection of its own, right behind the attributes', async () => {
    const document = Buffer.from('%PDF-1.7 and so on');
    let received: Buffer | null = null;
    const client = await clientOf((request, response, body) => {
      const decoded = decodeIpp(body);
      received = decoded.ok ? body.subarray(decoded.value.dataOffset) : null;
      expect(request.headers.connection).toBe('close');
      ipp(response, answer(body, 0x0001, [job(3)]));
    });

    const sent = await client.printJob({ jobName: 'kiosk-1', format: 'application/pdf' }, document);

    expect(sent).toMatchObject({ ok: true, value: { id: 7, state: 'pending' } });
    expect(received).toEqual(document);
  });

  test('a refusal keeps its status and words', async () => {
    const client = await clientOf((_request, response, body) =>
      ipp(
        response,
        answer(body, 0x0507, [
          {
            tag: 0x01,
            attributes: [{ name: 'status-message', values: [{ type: 'text', tag: 0x41, value: 'busy' }] }],
          },
        ]),
      ),
    );
    expect(await client.cancelJob(7)).toEqual({
      ok: false,
      error: { type: 'refused', status: 0x0507, message: 'busy' },
    });
  });

  test.each<[string, Behaviour, object]>([
    [
      'a web page',
      (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      { type: 'badAnswer' },
    ],
    [
      'an HTTP error',
      (_request, response) => response.writeHead(503).end(),
      { type: 'badAnswer', detail: 'HTTP 503' },
    ],
    ['an empty answer', (_request, response) => ipp(response, Buffer.alloc(0)), { type: 'badAnswer' }],
    [
      'the answer to another question',
      (_request, response, body) => {
        const other = answer(body, 0);
        other.writeUInt32BE(0xdead, 4);
        ipp(response, other);
      },
      { type: 'badAnswer', detail: 'another request-id' },
    ],
    [
      'an answer without end',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/ipp' });
        const block = Buffer.alloc(65_536, 0x44);
        const more = () => {
          while (!response.destroyed && response.write(block));
          if (!response.destroyed) response.once('drain', more);
        };
        more();
      },
      { type: 'badAnswer', detail: 'answer too long' },
    ],
    ['a connection cut', (request) => request.socket.destroy(), { type: 'connectionLost' }],
    [
      'a connection cut in the answer',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/ipp', 'content-length': 100 });
        response.write(Buffer.alloc(10));
        setTimeout(() => response.destroy(), 20);
      },
      { type: 'connectionLost' },
    ],
    ['no HTTP at all', (request) => request.socket.end('220 ftp ready\r\n'), { type: 'badAnswer' }],
    ['silence', () => undefined, { type: 'timeOut' }],
  ])('%s is a value', async (_what, misbehave, failure) => {
    const client = await clientOf(misbehave);
    const result = await client.getPrinterAttributes(['printer-state'], { timeoutMs: 300 });
    expect(result).toMatchObject({ ok: false, error: failure });
  });

  test('any noise as an answer is a value', async () => {
    let noise: Uint8Array = new Uint8Array();
    const client = await clientOf((_request, response) => ipp(response, noise));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        noise = bytes;
        expect(await client.getJobs('not-completed')).toMatchObject({ ok: false });
      }),
      { numRuns: 200 },
    );
  });

  test('nobody listening is told apart from a lost connection', async () => {
    const url = httpUrlOf('ipp://127.0.0.1:1/ipp/print');
    if (!url.ok) throw new Error(url.error);
    const client = createIppClient('ipp://127.0.0.1:1/ipp/print', createIppTransport(url.value));
    expect(await client.getJobAttributes(1)).toEqual({
      ok: false,
      error: { type: 'notConnected', detail: 'ECONNREFUSED' },
    });
  });

  test('a signal ends a call that waits', async () => {
    const client = await clientOf(() => undefined);
    const controller = new AbortController();
    const call = client.getJobAttributes(1, { signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    expect(await call).toEqual({ ok: false, error: { type: 'canceled' } });
    expect(await client.getJobAttributes(1, { signal: controller.signal })).toEqual({
      ok: false,
      error: { type: 'canceled' },
    });
  });
});

describe('printer URIs', () => {
  test.each([
    ['ipp://printer/ipp/print', 'http://printer:631/ipp/print'],
    ['ipp://127.0.0.1:8631/ipp/print', 'http://127.0.0.1:8631/ipp/print'],
    ['ipps://printer.example/ipp/print', 'https://printer.example:631/ipp/print'],
    ['ipps://printer.example:443/x', 'https://printer.example/x'],
    ['ipp://[::1]/ipp/print', 'http://[::1]:631/ipp/print'],
    ['IPP://h:80/', 'http://h/'],
  ])('%s', (uri, expected) => {
    const url = httpUrlOf(uri);
    expect(url.ok && url.value.href).toBe(expected);
  });

  test.each(['http://printer/', 'ipp:', 'ipp://', 'usb:001', ''])('%s is none', (uri) => {
    expect(httpUrlOf(uri)).toEqual({ ok: false, error: 'notAnIppUri' });
  });
});
