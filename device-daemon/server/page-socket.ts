import * as v from 'valibot';
import type { WebSocket } from 'ws';
import {
  type AcknowledgeStatus,
  CommandHeader,
  type CompletionCode,
  PROTOCOL_VERSION,
} from '#shared/protocol/header.ts';
import {
  COMMANDS,
  type CommandName,
  type EventName,
  type EventPayload,
  isCommandName,
  type UnsolicitedName,
  type UnsolicitedPayload,
} from '#shared/protocol/messages.ts';
import type { Logger } from '../audit/logger.ts';
import type {
  CommandHandler,
  CommandHandlers,
  CommandOutcome,
  HandledCommandName,
} from './command-handlers.ts';

/** Commands of one page that may run at once. The page needs three; more is a page that has lost count. */
export const RUNNING_COMMANDS_MAX = 16;
const PING_INTERVAL_MS = 15_000;
/** A page that does not read: past this the socket is given up, so that the daemon's memory stays its own. */
const UNSENT_MAX_BYTES = 1024 * 1024;
const MESSAGE_MAX_BYTES = 64 * 1024;

/** Application close codes, beside those of RFC 6455. */
export const CLOSE_CODES = { replacedByNewerPage: 4005, notReading: 4007, stopping: 1001 } as const;

type AbortReason = 'timeOut' | 'canceled' | 'pageGone';

interface RunningCommand {
  readonly name: CommandName;
  readonly outlivesPage: boolean;
  readonly abort: AbortController;
}

/**
 * The socket of the one page: commands in, acknowledge, events and completion out.
 *
 * ```
 *  text ─▶ envelope ─▶ acknowledge ─▶ payload ─▶ handler ─▶ completion
 *             └▶ refused             └▶ invalidData  └▶ timeOut, canceled
 * ```
 */
export class PageSocket {
  readonly #running = new Map<number, RunningCommand>();
  readonly #pinging: NodeJS.Timeout;
  #answeredPing = true;

  constructor(
    private readonly socket: WebSocket,
    private readonly handlers: CommandHandlers,
    private readonly logger: Logger,
    private readonly onCompleted: (command: string, code: CompletionCode) => void,
  ) {
    socket.on('message', (data, isBinary) => this.#receive(isBinary ? null : data.toString()));
    socket.on('pong', () => {
      this.#answeredPing = true;
    });
    // An error is always followed by close, which does what is to be done.
    socket.on('error', (error) => logger.warn('page socket failed', { reason: error.message }));
    socket.on('close', () => this.#end());
    this.#pinging = setInterval(() => this.#ping(), PING_INTERVAL_MS);
    this.#pinging.unref();
  }

  tell<Name extends UnsolicitedName>(name: Name, payload: UnsolicitedPayload<Name>): void {
    this.#send({ type: 'unsolicited', name, version: PROTOCOL_VERSION }, payload);
  }

  close(code: (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES]): void {
    // What it still says and waits for is over now, not when a frozen page answers the close.
    this.socket.removeAllListeners('message');
    this.#end();
    this.socket.close(code);
  }

  #receive(text: string | null): void {
    const message = text === null || text.length > MESSAGE_MAX_BYTES ? null : parseObject(text);
    const header = v.safeParse(CommandHeader, message?.['header']);
    if (!header.success) {
      const claimed = claimedHeader(message?.['header']);
      const status = header.issues.every((issue) => issue.path?.[0]?.key === 'requestId')
        ? 'invalidRequestID'
        : 'invalidMessage';
      this.#acknowledge(claimed.name, claimed.requestId, status);
      return;
    }
    const { name, requestId, timeout } = header.output;
    if (this.#running.has(requestId)) return this.#acknowledge(name, requestId, 'invalidRequestID');
    if (this.#running.size >= RUNNING_COMMANDS_MAX)
      return this.#acknowledge(name, requestId, 'tooManyRequests');
    this.#acknowledge(name, requestId);
    if (!isCommandName(name)) return this.#complete(name, requestId, 'unsupportedCommand');
    const payload = v.safeParse(COMMANDS[name].payload, message?.['payload'] ?? {});
    if (!payload.success) {
      return this.#complete(name, requestId, 'invalidData', {}, describeIssues(payload.issues));
    }
    if (name === 'Common.Cancel') {
      this.#cancel((payload.output as { requestIds?: number[] }).requestIds ?? [...this.#running.keys()]);
      return this.#complete(name, requestId, 'success');
    }
    void this.#run(name, requestId, payload.output, timeout ?? 0);
  }

  async #run(
    name: HandledCommandName,
    requestId: number,
    payload: unknown,
    timeoutMs: number,
  ): Promise<void> {
    // The table pairs each name with its own payload; the payload was checked by that name's schema just now.
    const handler = this.handlers[name] as CommandHandler<typeof name>;
    const running: RunningCommand = {
      name,
      outlivesPage: handler.outlivesPage,
      abort: new AbortController(),
    };
    this.#running.set(requestId, running);
    const timer = timeoutMs === 0 ? null : setTimeout(() => this.#abort(running, 'timeOut'), timeoutMs);
    const outcome = await handler.run(payload as never, {
      signal: running.abort.signal,
      event: (eventName, eventPayload) => this.#event(eventName, requestId, eventPayload),
    });
    if (timer !== null) clearTimeout(timer);
    this.#running.delete(requestId);
    this.#completeWith(name, requestId, outcome, running.abort.signal);
  }

  #completeWith(
    name: HandledCommandName,
    requestId: number,
    outcome: CommandOutcome<HandledCommandName>,
    signal: AbortSignal,
  ): void {
    switch (outcome.completionCode) {
      case 'success':
        return this.#complete(name, requestId, 'success', outcome.payload);
      case 'commandErrorCode':
        return this.#complete(name, requestId, 'commandErrorCode', { errorCode: outcome.errorCode });
      case 'canceled':
        return this.#complete(name, requestId, signal.reason === 'timeOut' ? 'timeOut' : 'canceled');
      default:
        return this.#complete(name, requestId, outcome.completionCode, {}, outcome.errorDescription);
    }
  }

  #cancel(requestIds: readonly number[]): void {
    for (const requestId of requestIds) {
      const running = this.#running.get(requestId);
      if (running !== undefined) this.#abort(running, 'canceled');
    }
  }

  #abort(running: RunningCommand, reason: AbortReason): void {
    running.abort.abort(reason);
  }

  #acknowledge(name: string, requestId: number, status?: AcknowledgeStatus): void {
    const refusal = status === undefined ? {} : { status };
    if (status !== undefined) this.logger.warn('command refused', { status });
    this.#send({ type: 'acknowledge', name, requestId, version: PROTOCOL_VERSION, ...refusal });
  }

  #event<Name extends EventName>(name: Name, requestId: number, payload: EventPayload<Name>): void {
    this.#send({ type: 'event', name, requestId, version: PROTOCOL_VERSION }, payload);
  }

  #complete(
    name: string,
    requestId: number,
    completionCode: CompletionCode,
    payload: unknown = {},
    errorDescription?: string,
  ): void {
    const description = errorDescription === undefined ? {} : { errorDescription };
    this.#send(
      { type: 'completion', name, requestId, version: PROTOCOL_VERSION, completionCode, ...description },
      payload,
    );
    const command = isCommandName(name) ? name : 'unknown';
    this.logger.info('command completed', { command, completionCode });
    this.onCompleted(command, completionCode);
  }

  #send(header: Record<string, unknown>, payload?: unknown): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > UNSENT_MAX_BYTES) {
      this.logger.warn('page does not read', { unsentBytes: this.socket.bufferedAmount });
      this.socket.terminate();
      return;
    }
    this.socket.send(JSON.stringify(payload === undefined ? { header } : { header, payload }));
  }

  #ping(): void {
    if (!this.#answeredPing) {
      this.logger.warn('page does not answer pings');
      this.socket.terminate();
      return;
    }
    this.#answeredPing = false;
    this.socket.ping();
  }

  #end(): void {
    clearInterval(this.#pinging);
    for (const running of this.#running.values()) {
      if (!running.outlivesPage) this.#abort(running, 'pageGone');
    }
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    // Not JSON: answered as invalidMessage.
    return null;
  }
}

/** What a message that is refused says of itself, so that its sender can find it again. */
function claimedHeader(header: unknown): { name: string; requestId: number } {
  const claimed = (header ?? {}) as { name?: unknown; requestId?: unknown };
  return {
    name: typeof claimed.name === 'string' ? claimed.name.slice(0, 64) : '',
    requestId: typeof claimed.requestId === 'number' ? claimed.requestId : 0,
  };
}

/** Names the keys that are wrong, never their values. */
function describeIssues(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .map(
      (issue) =>
        `${issue.path?.map((item) => String(item.key)).join('.') ?? 'payload'}: ${issue.expected ?? issue.type}`,
    )
    .join('; ');
}
