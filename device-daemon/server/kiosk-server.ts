import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { PROTOCOL_VERSION, SUBPROTOCOL } from '#shared/protocol/header.ts';
import type { UnsolicitedName, UnsolicitedPayload } from '#shared/protocol/messages.ts';
import type { DeviceState } from '#shared/protocol/states.ts';
import type { Logger } from '../audit/logger.ts';
import type { StaffDesk } from '../staff/staff-desk.ts';
import {
  AttemptLimit,
  admitSocket,
  admitStaffForm,
  isOwnHost,
  REFUSAL_STATUS,
  type RefusalReason,
} from './admission.ts';
import type { CommandHandlers } from './command-handlers.ts';
import type { KioskState } from './kiosk-state.ts';
import type { Metrics } from './metrics.ts';
import type { PageFiles } from './page-files.ts';
import { CLOSE_CODES, PageSocket } from './page-socket.ts';
import { PageTokens } from './page-tokens.ts';
import type { RecordsProxy } from './records-proxy.ts';
import { SECURITY_HEADERS, STAFF_PAGE_HEADERS } from './security-headers.ts';
import { SELF_TEST_STYLE, selfTestPage } from './self-test-page.ts';
import { applyStaffForm, isStaffFormPath, STAFF_FORMS } from './staff-section.ts';

const MESSAGE_MAX_BYTES = 64 * 1024;
/** What this kiosk is not meant to have is not missing. */
const WELL = new Set<DeviceState>(['online', 'deviceBusy', 'noDevice']);

interface CurrentPage {
  readonly rank: number;
  readonly socket: PageSocket;
}

export interface KioskServerParts {
  readonly terminalId: string;
  readonly page: PageFiles;
  readonly records: RecordsProxy;
  readonly handlers: CommandHandlers;
  readonly state: KioskState;
  readonly staff: StaffDesk;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Told when the last page has gone, so that a visit nobody watches can be ended. */
  readonly onPageGone: () => void;
  /** @param sameLoad it is the load that was here last, with all it knew; else it begins anew */
  readonly onPageCame: (sameLoad: boolean) => void;
}

/** The daemon's one loopback origin: page, socket, records, health and metrics. */
export class KioskServer {
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_MAX_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  });
  readonly #tokens = new PageTokens();
  readonly #attempts = new AttemptLimit();
  #current: CurrentPage | null = null;
  #lastRank: number | null = null;
  #stopping = false;

  constructor(private readonly parts: KioskServerParts) {
    this.#http = createServer({ noDelay: true, keepAlive: true }, (request, response) => {
      void this.#answer(request, response);
    });
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    parts.state.on('statusChanged', (changed) => this.tell('Common.StatusChangedEvent', changed));
    parts.state.on('availabilityChanged', (changed) => this.tell('Kiosk.AvailabilityChangedEvent', changed));
  }

  /** @returns the port, which differs from the wanted one where that is 0 */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(port, '127.0.0.1', () => resolve(this.#port));
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#current?.socket.close(CLOSE_CODES.stopping);
    this.#http.closeIdleConnections();
    await new Promise<void>((resolve) => {
      this.#http.close(() => resolve());
      setTimeout(() => this.#http.closeAllConnections(), 500).unref();
    });
  }

  /** Tells the page, if there is one. */
  tell<Name extends UnsolicitedName>(name: Name, payload: UnsolicitedPayload<Name>): void {
    this.#current?.socket.tell(name, payload);
  }

  get #port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (!isOwnHost(request.headers, this.#port)) return this.#refuse(response, 'wrongHost');
    if (path.startsWith('/records/')) {
      const rank = this.#current?.rank ?? null;
      return this.parts.records.answer(request, response, path, {
        port: this.#port,
        tokens: this.#tokens,
        rank,
      });
    }
    if (request.method === 'POST' && isStaffFormPath(path))
      return this.#takeStaffForm(request, response, path);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return send(response, 405, 'text/plain', 'GET only\n');
    switch (path) {
      case '/':
        return send(
          response,
          200,
          'text/html; charset=utf-8',
          this.parts.page.document(this.#tokens.issue()),
        );
      case '/health':
        return send(response, 200, 'application/json', JSON.stringify(this.#health()));
      case '/metrics':
        return send(response, 200, this.parts.metrics.contentType, await this.parts.metrics.text());
      case '/self-test':
        for (const [name, value] of Object.entries(STAFF_PAGE_HEADERS)) response.setHeader(name, value);
        return send(
          response,
          200,
          'text/html; charset=utf-8',
          selfTestPage(this.parts.terminalId, this.parts.state, this.parts.staff.report),
        );
      case '/self-test.css':
        return send(response, 200, 'text/css; charset=utf-8', SELF_TEST_STYLE);
      default:
        break;
    }
    if (!path.startsWith('/assets/')) return send(response, 404, 'text/plain', 'Nothing here\n');
    request.url = path.slice('/assets'.length);
    this.parts.page.serveAsset(request, response, () => send(response, 404, 'text/plain', 'Nothing here\n'));
  }

  #health() {
    const { status, availability } = this.parts.state;
    const devices = Object.entries(status);
    const starting = devices.some(([, device]) => device.device === 'starting');
    const well = devices.every(([, { device }]) => WELL.has(device));
    return {
      status: starting ? 'starting' : well ? 'ok' : 'degraded',
      ...availability,
      devices: status,
      staff: this.parts.staff.report,
    };
  }

  /** What it carries is in its address. */
  #takeStaffForm(request: IncomingMessage, response: ServerResponse, path: keyof typeof STAFF_FORMS): void {
    const refusal = admitStaffForm(request.headers, this.#port);
    request.resume();
    if (refusal !== null) return this.#refuse(response, refusal);
    applyStaffForm(STAFF_FORMS[path], this.parts.staff);
    response.writeHead(303, { location: '/self-test', 'content-length': 0, 'cache-control': 'no-store' });
    response.end();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refuse = (status: number, reason: string) => {
      socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    socket.on('error', (error) => this.parts.logger.debug('upgrade failed', { reason: error.message }));
    if (request.url !== '/socket') return refuse(404, 'notFound');
    const admission = this.#admit(request);
    if (!admission.admitted) {
      this.#note(admission.reason);
      return refuse(REFUSAL_STATUS[admission.reason], admission.reason);
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      this.#current?.socket.close(CLOSE_CODES.replacedByNewerPage);
      const page = new PageSocket(webSocket, this.parts.handlers, this.parts.logger, (command, code) =>
        this.parts.metrics.commandCompleted(command, code),
      );
      const current: CurrentPage = { rank: admission.rank, socket: page };
      this.#current = current;
      webSocket.once('close', () => {
        if (this.#current !== current) return;
        this.#current = null;
        this.parts.logger.info('page gone');
        this.parts.onPageGone();
      });
      this.parts.logger.info('page connected');
      this.parts.onPageCame(admission.rank === this.#lastRank);
      this.#lastRank = admission.rank;
      page.tell('Kiosk.HelloEvent', {
        protocolVersion: PROTOCOL_VERSION,
        terminalId: this.parts.terminalId,
        ...this.parts.state.availability,
        status: this.parts.state.status,
        sessionOpen: this.parts.state.sessionOpen,
      });
    });
  }

  #admit(request: IncomingMessage) {
    if (this.#stopping) return { admitted: false, reason: 'stopping' } as const;
    if (!this.#attempts.allows(performance.now()))
      return { admitted: false, reason: 'tooManyAttempts' } as const;
    return admitSocket(request.headers, this.#port, this.#tokens, this.#current?.rank ?? null);
  }

  #refuse(response: ServerResponse, reason: RefusalReason): void {
    this.#note(reason);
    send(response, REFUSAL_STATUS[reason], 'text/plain', `${reason}\n`);
  }

  #note(reason: RefusalReason): void {
    this.parts.logger.warn('connection refused', { reason });
    this.parts.metrics.refused(reason);
  }
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  response.end(body);
}
