import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import {
  ATTEMPTS_MAX,
  ATTEMPTS_WINDOW_MS,
  AttemptLimit,
  admitRecordsRequest,
  admitSocket,
  admitStaffForm,
} from './admission.ts';
import { PageTokens } from './page-tokens.ts';

const PORT = 8640;
const HOST = `127.0.0.1:${PORT}`;

function page(token: string, changed: IncomingHttpHeaders = {}): IncomingHttpHeaders {
  return {
    host: HOST,
    origin: `http://${HOST}`,
    'sec-websocket-protocol': `kiosk.v1, token.${token}`,
    ...changed,
  };
}

describe('a socket', () => {
  test('of the page that was loaded last is admitted', () => {
    const tokens = new PageTokens();
    expect(admitSocket(page(tokens.issue()), PORT, tokens, null)).toEqual({ admitted: true, rank: 1 });
  });

  test('of a newer page is admitted while an older one is connected', () => {
    const tokens = new PageTokens();
    tokens.issue();
    expect(admitSocket(page(tokens.issue()), PORT, tokens, 1)).toEqual({ admitted: true, rank: 2 });
  });

  const refused: [name: string, changed: IncomingHttpHeaders, reason: string][] = [
    ['whose Host is a name that points here', { host: 'kiosk.example:8640' }, 'wrongHost'],
    ['whose Host has another port', { host: '127.0.0.1:80' }, 'wrongHost'],
    ['without a Host', { host: undefined }, 'wrongHost'],
    ['from another origin', { origin: 'https://example.org' }, 'wrongOrigin'],
    ['from the same host by https', { origin: `https://${HOST}` }, 'wrongOrigin'],
    ['from the other name of this machine', { origin: `http://localhost:${PORT}` }, 'wrongOrigin'],
    ['from a sandboxed frame', { origin: 'null' }, 'wrongOrigin'],
    ['of a program that sends no Origin', { origin: undefined }, 'wrongOrigin'],
    ['without the protocol version', { 'sec-websocket-protocol': 'token.x' }, 'wrongSubprotocol'],
    ['without a token', { 'sec-websocket-protocol': 'kiosk.v1' }, 'wrongToken'],
    ['with a made-up token', { 'sec-websocket-protocol': 'kiosk.v1, token.abc' }, 'wrongToken'],
  ];
  test.each(refused)('%s is refused', (_name, changed, reason) => {
    const tokens = new PageTokens();
    expect(admitSocket(page(tokens.issue(), changed), PORT, tokens, null)).toEqual({
      admitted: false,
      reason,
    });
  });

  test('with the token of the connected page is refused', () => {
    const tokens = new PageTokens();
    expect(admitSocket(page(tokens.issue()), PORT, tokens, 1)).toEqual({
      admitted: false,
      reason: 'secondClient',
    });
  });

  test('of an older page than the connected one is refused', () => {
    const tokens = new PageTokens();
    const older = tokens.issue();
    tokens.issue();
    expect(admitSocket(page(older), PORT, tokens, 2)).toEqual({ admitted: false, reason: 'olderPage' });
  });

  test('with a token that is long forgotten is refused', () => {
    const tokens = new PageTokens();
    const first = tokens.issue();
    for (let load = 0; load < 8; load += 1) tokens.issue();
    expect(admitSocket(page(first), PORT, tokens, null)).toEqual({ admitted: false, reason: 'wrongToken' });
  });
});

describe('a request for records', () => {
  const request = (token: string, changed: IncomingHttpHeaders = {}): IncomingHttpHeaders => ({
    host: HOST,
    'x-kiosk-token': token,
    'sec-fetch-site': 'same-origin',
    ...changed,
  });

  test('of the page that holds the socket is admitted', () => {
    const tokens = new PageTokens();
    expect(admitRecordsRequest(request(tokens.issue()), PORT, tokens, 1)).toEqual({
      admitted: true,
      rank: 1,
    });
  });

  test.each<[string, IncomingHttpHeaders, number | null, string]>([
    ['of a page without a socket', {}, null, 'wrongToken'],
    ['of a page that was replaced', {}, 2, 'wrongToken'],
    ['without a token', { 'x-kiosk-token': undefined }, 1, 'wrongToken'],
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 1, 'wrongOrigin'],
    ['from another origin', { origin: 'http://example.org' }, 1, 'wrongOrigin'],
    ['through another name', { host: 'kiosk.example' }, 1, 'wrongHost'],
  ])('%s is refused', (_name, changed, rank, reason) => {
    const tokens = new PageTokens();
    expect(admitRecordsRequest(request(tokens.issue(), changed), PORT, tokens, rank)).toEqual({
      admitted: false,
      reason,
    });
  });
});

describe('a form of the page for staff', () => {
  const form = (changed: IncomingHttpHeaders = {}): IncomingHttpHeaders => ({
    host: HOST,
    origin: `http://${HOST}`,
    'sec-fetch-site': 'same-origin',
    ...changed,
  });

  test('that was filled in there is taken, also from a browser that does not say where', () => {
    expect(admitStaffForm(form(), PORT)).toBeNull();
    expect(admitStaffForm(form({ 'sec-fetch-site': undefined }), PORT)).toBeNull();
  });

  test.each<[string, IncomingHttpHeaders, string]>([
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 'wrongOrigin'],
    ['from an address that somebody typed', { 'sec-fetch-site': 'none' }, 'wrongOrigin'],
    ['from another origin', { origin: 'https://example.org' }, 'wrongOrigin'],
    ['from a sandboxed frame', { origin: 'null' }, 'wrongOrigin'],
    ['of a program that names no origin', { origin: undefined }, 'wrongOrigin'],
    ['through another name', { host: `kiosk.example:${PORT}` }, 'wrongHost'],
  ])('%s is refused', (_name, changed, reason) => {
    expect(admitStaffForm(form(changed), PORT)).toBe(reason);
  });
});

test('a client that tries too often waits until its attempts are old', () => {
  const limit = new AttemptLimit();
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) expect(limit.allows(attempt)).toBe(true);
  expect(limit.allows(ATTEMPTS_MAX)).toBe(false);
  expect(limit.allows(ATTEMPTS_MAX + ATTEMPTS_WINDOW_MS)).toBe(true);
});
