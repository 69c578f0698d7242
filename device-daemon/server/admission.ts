import type { IncomingHttpHeaders } from 'node:http';
import { SUBPROTOCOL, TOKEN_HEADER, TOKEN_SUBPROTOCOL_PREFIX } from '#shared/protocol/header.ts';
import type { PageTokens } from './page-tokens.ts';

/** Why somebody is turned away before a socket or an answer exists. Each is a row of docs/failure-codes.md. */
export type RefusalReason =
  | 'wrongHost'
  | 'wrongOrigin'
  | 'wrongToken'
  | 'wrongSubprotocol'
  | 'olderPage'
  | 'secondClient'
  | 'tooManyAttempts'
  | 'stopping';

export const REFUSAL_STATUS: Readonly<Record<RefusalReason, number>> = {
  wrongSubprotocol: 400,
  wrongHost: 403,
  wrongOrigin: 403,
  wrongToken: 403,
  olderPage: 409,
  secondClient: 409,
  tooManyAttempts: 429,
  stopping: 503,
};

export type Admission =
  | { readonly admitted: true; readonly rank: number }
  | { readonly admitted: false; readonly reason: RefusalReason };

const refuse = (reason: RefusalReason): Admission => ({ admitted: false, reason });

/**
 * A name of this machine that a browser may use. Any other Host is a page elsewhere whose name was made to point here
 * (DNS rebinding).
 */
export function isOwnHost(headers: IncomingHttpHeaders, port: number): boolean {
  return headers.host === `127.0.0.1:${port}` || headers.host === `localhost:${port}`;
}

/** The page's own origin, literally; a missing Origin is a program, not our page. */
function isOwnOrigin(headers: IncomingHttpHeaders): boolean {
  return headers.origin !== undefined && headers.origin === `http://${headers.host}`;
}

/**
 * Decides on a WebSocket upgrade from its headers alone.
 * @param currentRank rank of the page that holds the socket now, null if none does
 */
export function admitSocket(
  headers: IncomingHttpHeaders,
  port: number,
  tokens: PageTokens,
  currentRank: number | null,
): Admission {
  if (!isOwnHost(headers, port)) return refuse('wrongHost');
  if (!isOwnOrigin(headers)) return refuse('wrongOrigin');
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  if (!offered.includes(SUBPROTOCOL)) return refuse('wrongSubprotocol');
  const token = offered.find((name) => name.startsWith(TOKEN_SUBPROTOCOL_PREFIX));
  const rank = token === undefined ? null : tokens.rankOf(token.slice(TOKEN_SUBPROTOCOL_PREFIX.length));
  if (rank === null) return refuse('wrongToken');
  if (currentRank !== null && rank === currentRank) return refuse('secondClient');
  if (currentRank !== null && rank < currentRank) return refuse('olderPage');
  return { admitted: true, rank };
}

/** Decides on a request for records: only the page that holds the socket may ask. */
export function admitRecordsRequest(
  headers: IncomingHttpHeaders,
  port: number,
  tokens: PageTokens,
  currentRank: number | null,
): Admission {
  if (!isOwnHost(headers, port)) return refuse('wrongHost');
  if (headers.origin !== undefined && !isOwnOrigin(headers)) return refuse('wrongOrigin');
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return refuse('wrongOrigin');
  const token = headers[TOKEN_HEADER];
  const rank = typeof token === 'string' ? tokens.rankOf(token) : null;
  if (rank === null || rank !== currentRank) return refuse('wrongToken');
  return { admitted: true, rank };
}

/**
 * Decides on a form of the page for staff: it must have been filled in on this very origin. A page elsewhere can send a
 * form here, but not in our name.
 */
export function admitStaffForm(headers: IncomingHttpHeaders, port: number): RefusalReason | null {
  if (!isOwnHost(headers, port)) return 'wrongHost';
  if (!isOwnOrigin(headers)) return 'wrongOrigin';
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' ? null : 'wrongOrigin';
}

/** At most this many upgrades in the window: a page that reloads in a loop, or a program that guesses tokens. */
export const ATTEMPTS_MAX = 30;
export const ATTEMPTS_WINDOW_MS = 10_000;

export class AttemptLimit {
  #attempts: number[] = [];

  /** @param now milliseconds of any steady clock */
  allows(now: number): boolean {
    this.#attempts = this.#attempts.filter((at) => now - at < ATTEMPTS_WINDOW_MS);
    if (this.#attempts.length >= ATTEMPTS_MAX) return false;
    this.#attempts.push(now);
    return true;
  }
}
