import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import {
  decodeRequest,
  encodeAnswer,
  jobGroup,
  OPERATION,
  printerGroup,
  type Request,
  STATUS,
} from './ipp-answers.ts';
import { type FakeJob, JOB_STATE, type PaperPath } from './paper-path.ts';

/** Where the next document's connection breaks; used up by it. */
type Drop = 'beforeRead' | 'midDocument' | 'beforeAnswer';

export interface Faults {
  dropConnection: Drop | null;
  /** Before every answer. */
  answerDelayMs: number;
  /** Every answer is noise. */
  garbage: boolean;
}

const PATH = '/ipp/print';
/** Nothing a kiosk prints is larger. */
const MAX_REQUEST_BYTES = 32 * 1_048_576;

/** The network side of the printer: HTTP and IPP/2.0, with a plug that can be pulled. */
export class IppServer {
  readonly faults: Faults = { dropConnection: null, answerDelayMs: 0, garbage: false };
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #startedAt = Date.now();
  #port: number;
  #on = false;

  constructor(
    readonly path: PaperPath,
    port: number,
  ) {
    this.#port = port;
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on('connection', (socket) => {
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      // A peer that resets is an everyday event for a printer.
      socket.on('error', () => socket.destroy());
    });
  }

  get on(): boolean {
    return this.#on;
  }

  get uri(): string {
    return `ipp://127.0.0.1:${this.#port}${PATH}`;
  }

  async setPower(on: boolean): Promise<void> {
    if (on === this.#on) return;
    this.#on = on;
    this.path.powered = on;
    if (on) {
      await new Promise<void>((resolve, reject) => {
        this.#server.once('error', reject);
        this.#server.listen(this.#port, '127.0.0.1', () => {
          this.#server.off('error', reject);
          resolve();
        });
      });
      this.#port = (this.#server.address() as AddressInfo).port;
    } else {
      const closed = new Promise((resolve) => this.#server.close(resolve));
      for (const socket of this.#sockets) socket.destroy();
      await closed;
    }
    this.path.advance();
  }

  async #serve(http: IncomingMessage, response: ServerResponse): Promise<void> {
    const socket = http.socket;
    const body = await this.#read(http);
    if (body === null) {
      socket.destroy();
      return;
    }
    if (http.method !== 'POST' || http.headers['content-type'] !== 'application/ipp') {
      response.writeHead(http.method === 'POST' ? 415 : 405).end();
      return;
    }
    const answer = this.#answer(body);
    if (this.faults.answerDelayMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, this.faults.answerDelayMs));
    }
    if (this.faults.dropConnection === 'beforeAnswer' && carriesDocument(body)) {
      this.faults.dropConnection = null;
      socket.destroy();
      return;
    }
    const bytes = this.faults.garbage ? randomBytes(64) : answer;
    response.writeHead(200, { 'content-type': 'application/ipp', 'content-length': bytes.length });
    response.end(bytes);
  }

  /** @returns null when the connection is to be dropped, or was */
  async #read(http: IncomingMessage): Promise<Buffer | null> {
    const chunks: Buffer[] = [];
    let size = 0;
    const announced = Number(http.headers['content-length'] ?? 0);
    try {
      for await (const chunk of http) {
        chunks.push(chunk as Buffer);
        size += (chunk as Buffer).length;
        if (size > MAX_REQUEST_BYTES) return null;
        const drop = this.faults.dropConnection;
        if (drop === null || drop === 'beforeAnswer') continue;
        const soFar = Buffer.concat(chunks);
        if (!carriesDocument(soFar)) continue;
        if (drop === 'beforeRead') {
          this.faults.dropConnection = null;
          return null;
        }
        if (size >= announced / 2) {
          this.faults.dropConnection = null;
          this.#tornDocument(soFar);
          return null;
        }
      }
    } catch {
      // The peer went away in the middle of its own request.
      this.#tornDocument(Buffer.concat(chunks));
      return null;
    }
    return Buffer.concat(chunks);
  }

  /** The attributes have arrived, the document has not: a printer makes the job and gives it up. */
  #tornDocument(soFar: Buffer): void {
    if (!carriesDocument(soFar)) return;
    const request = decodeRequest(soFar);
    if (request === null || request.operation !== OPERATION.printJob) return;
    this.path.abort(this.#create(request), 'submission-interrupted');
  }

  #answer(body: Buffer): Buffer {
    const request = decodeRequest(body);
    if (request === null) return encodeAnswer(body.length >= 8 ? body.readInt32BE(4) : 0, STATUS.badRequest);
    if (request.majorVersion !== 1 && request.majorVersion !== 2) {
      return encodeAnswer(request.requestId, STATUS.versionNotSupported);
    }
    switch (request.operation) {
      case OPERATION.getPrinterAttributes:
        return encodeAnswer(request.requestId, STATUS.ok, [
          printerGroup(request, this.path, this.uri, this.#startedAt),
        ]);
      case OPERATION.validateJob:
        return encodeAnswer(
          request.requestId,
          formatAccepted(request) ? STATUS.ok : STATUS.formatNotSupported,
        );
      case OPERATION.printJob: {
        if (!formatAccepted(request)) return encodeAnswer(request.requestId, STATUS.formatNotSupported);
        const job = this.#create(request);
        this.path.submit(job, body.subarray(request.dataOffset));
        return this.#jobAnswer(request, job);
      }
      case OPERATION.createJob:
        return this.#jobAnswer(request, this.#create(request));
      case OPERATION.sendDocument: {
        const job = this.#jobOf(request);
        if (job === null) return encodeAnswer(request.requestId, STATUS.notFound);
        if (job.document !== null) return encodeAnswer(request.requestId, STATUS.notPossible);
        this.path.submit(job, body.subarray(request.dataOffset));
        return this.#jobAnswer(request, job);
      }
      case OPERATION.getJobs:
        return this.#listJobs(request);
      case OPERATION.getJobAttributes: {
        const job = this.#jobOf(request);
        return job === null
          ? encodeAnswer(request.requestId, STATUS.notFound)
          : this.#jobAnswer(request, job);
      }
      case OPERATION.cancelJob: {
        const job = this.#jobOf(request);
        if (job === null) return encodeAnswer(request.requestId, STATUS.notFound);
        return encodeAnswer(request.requestId, this.path.cancel(job) ? STATUS.ok : STATUS.notPossible);
      }
      default:
        return encodeAnswer(request.requestId, STATUS.operationNotSupported);
    }
  }

  #listJobs(request: Request): Buffer {
    const completed = request.values.get('which-jobs')?.[0] === 'completed';
    const limit = Number(request.values.get('limit')?.[0] ?? Number.POSITIVE_INFINITY);
    const jobs = this.path.jobs
      .filter((job) => job.state >= JOB_STATE.canceled === completed)
      // RFC 8011 4.2.6.2: the latest first when completed, the next to be printed first otherwise.
      .sort((one, other) => (completed ? other.id - one.id : one.id - other.id))
      .slice(0, limit);
    return encodeAnswer(
      request.requestId,
      STATUS.ok,
      jobs.map((job) => jobGroup(request, job, this.uri, this.#startedAt)),
    );
  }

  #create(request: Request): FakeJob {
    return this.path.create(
      String(request.values.get('job-name')?.[0] ?? 'untitled'),
      String(request.values.get('requesting-user-name')?.[0] ?? 'anonymous'),
    );
  }

  #jobOf(request: Request): FakeJob | null {
    const uri = String(request.values.get('job-uri')?.[0] ?? '');
    const id = Number(request.values.get('job-id')?.[0] ?? /\/(\d+)$/.exec(uri)?.[1]);
    return this.path.jobs.find((job) => job.id === id) ?? null;
  }

  #jobAnswer(request: Request, job: FakeJob): Buffer {
    return encodeAnswer(request.requestId, STATUS.ok, [jobGroup(request, job, this.uri, this.#startedAt)]);
  }
}

function carriesDocument(body: Buffer): boolean {
  if (body.length < 4) return false;
  const operation = body.readUInt16BE(2);
  return operation === OPERATION.printJob || operation === OPERATION.sendDocument;
}

function formatAccepted(request: Request): boolean {
  const format = request.values.get('document-format')?.[0] ?? 'application/octet-stream';
  return format === 'application/pdf' || format === 'application/octet-stream';
}
