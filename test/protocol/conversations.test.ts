import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import { type Stack, startStack } from '../../scripts/stack.mjs';
import { playTranscript } from './transcript.ts';

const PORTS = { kiosk: 18340, bench: 18349, printer: 18331, records: 18350 };
let folder: string;
let stack: Stack;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiosk-conversations-'));
  stack = await startStack({ folder, ports: PORTS });
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true });
});
/** Whatever a conversation left behind, the next finds an empty reader and a printer with paper. */
afterEach(async () => {
  const bench = (method: string, path: string, body?: object) =>
    fetch(new URL(path, stack.benchUrl), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  await bench('PUT', '/identity-card-reader/power', { on: true });
  await bench('DELETE', '/identity-card-reader/card');
  await bench('PUT', '/printer/power', { on: true });
  await bench('PUT', '/printer/state', { paper: 'full', toner: 'full', cover: 'closed' });
  await stack.waitUntilReady();
});

describe('the kiosk holds the conversation', () => {
  test.each([
    'card-is-read-and-lifted',
    'session-is-ended-by-the-person',
    'read-times-out-and-is-cancelled',
    'second-read-is-out-of-sequence',
    'messages-that-are-refused',
    'request-number-in-use',
    'newer-page-takes-over',
    'cards-that-cannot-be-used',
    'reader-is-unplugged-and-plugged',
    'statement-without-a-session',
    'statement-is-printed-and-taken',
  ])('%s', (name) => playTranscript(name, stack));
});
