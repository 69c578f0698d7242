import { PROTOCOL_VERSION, SUBPROTOCOL, TOKEN_SUBPROTOCOL_PREFIX } from '#shared/protocol/header.ts';
import type {
  CommandName,
  CommandPayload,
  Completion,
  Event,
  Unsolicited,
} from '#shared/protocol/messages.ts';
import { assertNever } from '#shared/result.ts';
import { decodeMessage } from './decode.ts';
import type { Call, CallOutcome, Link, LinkFact } from './link.ts';

const RECONNECT_MS = [250, 500, 1000, 2000, 4000] as const;
/** The daemon's close code for a page that a newer one has replaced. */
const CLOSED_REPLACED = 4005;

interface PendingCall {
  readonly name: CommandName;
  readonly onEvent: (event: Event) => void;
  settle(outcome: CallOutcome<CommandName>): void;
}

export interface TokenSource {
  /** The token this document was loaded with. */
  readonly first: string;
  /** Fetches a fresh one; fails while the daemon is away. */
  fresh(): Promise<string>;
}

/** The line over the WebSocket: reconnects for ever, tells facts, and ends every pending call when it breaks. */
export class WebSocketLink implements Link {
  /** Belongs to the page that holds the socket; `/records` asks for it. */
  token: string;
  readonly #listeners = new Set<(fact: LinkFact) => void>();
  readonly #pending = new Map<number, PendingCall>();
  #socket: WebSocket | null = null;
  #nextId = 1;
  #failures = 0;

  constructor(
    private readonly url: string,
    private readonly tokens: TokenSource,
  ) {
    this.token = tokens.first;
  }

  open(): void {
    const socket = new WebSocket(this.url, [SUBPROTOCOL, `${TOKEN_SUBPROTOCOL_PREFIX}${this.token}`]);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#hear(String(data));
    socket.onclose = ({ code }) => this.#closed(code);
  }

  listen(listener: (fact: LinkFact) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  command<Name extends CommandName>(
    name: Name,
    payload: CommandPayload<Name>,
    onEvent: (event: Event) => void = () => undefined,
  ): Call<Name> {
    const requestId = this.#nextId;
    this.#nextId += 1;
    const outcome = new Promise<CallOutcome<Name>>((resolve) => {
      this.#pending.set(requestId, {
        name,
        onEvent,
        // What is settled under a name was checked by that name's schema.
        settle: (settled) => resolve(settled as CallOutcome<Name>),
      });
    });
    if (!this.#send(name, requestId, payload)) this.#settle(requestId, { code: 'linkLost' });
    return { outcome, cancel: () => this.#cancel(requestId) };
  }

  #send(name: CommandName, requestId: number, payload: unknown): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(
      JSON.stringify({ header: { type: 'command', name, requestId, version: PROTOCOL_VERSION }, payload }),
    );
    return true;
  }

  #cancel(requestId: number): void {
    if (this.#pending.has(requestId)) this.command('Common.Cancel', { requestIds: [requestId] });
  }

  #settle(requestId: number, outcome: CallOutcome<CommandName>): void {
    this.#pending.get(requestId)?.settle(outcome);
    this.#pending.delete(requestId);
  }

  #hear(text: string): void {
    const message = decodeMessage(text);
    if (message === null) return;
    const { header } = message;
    switch (header.type) {
      case 'acknowledge':
        if (header.status !== undefined) this.#settle(header.requestId, { code: 'linkLost' });
        return;
      case 'event':
        this.#pending.get(header.requestId)?.onEvent(message as Event);
        return;
      case 'completion':
        return this.#settle(header.requestId, outcomeOf(message as Completion));
      case 'unsolicited':
        if (header.name === 'Kiosk.HelloEvent') this.#failures = 0;
        return this.#tell(factOf(message as Unsolicited));
      default:
        return assertNever(header, 'message type');
    }
  }

  #closed(code: number): void {
    this.#socket = null;
    for (const requestId of [...this.#pending.keys()]) this.#settle(requestId, { code: 'linkLost' });
    if (code === CLOSED_REPLACED) return this.#tell({ type: 'link.replaced' });
    this.#tell({ type: 'link.lost' });
    const wait = RECONNECT_MS[Math.min(this.#failures, RECONNECT_MS.length - 1)] ?? 0;
    this.#failures += 1;
    setTimeout(() => void this.#reconnect(), wait);
  }

  /** A daemon that was started anew knows no token of before, so every reconnection begins with a fresh one. */
  async #reconnect(): Promise<void> {
    try {
      this.token = await this.tokens.fresh();
    } catch {
      // The daemon is away: opening fails as well, and its close comes back here later.
    }
    this.open();
  }

  #tell(fact: LinkFact): void {
    for (const listener of this.#listeners) listener(fact);
  }
}

function outcomeOf({ header, payload }: Completion): CallOutcome<CommandName> {
  switch (header.completionCode) {
    case 'success':
      return { code: 'success', payload: payload as never };
    case 'commandErrorCode':
      return { code: 'commandErrorCode', errorCode: (payload as { errorCode: never }).errorCode };
    default:
      return { code: header.completionCode };
  }
}

function factOf(message: Unsolicited): LinkFact {
  const { name } = message.header;
  switch (name) {
    case 'Kiosk.HelloEvent':
      return { type: 'link.opened', hello: message.payload as never };
    case 'Common.StatusChangedEvent':
      return { type: 'device.statusChanged', changed: message.payload as never };
    case 'Kiosk.AvailabilityChangedEvent':
      return { type: 'kiosk.availabilityChanged', changed: message.payload as never };
    case 'CardReader.MediaRemovedEvent':
      return { type: 'card.removed', reader: (message.payload as { reader: never }).reader };
    case 'CardReader.MediaRetainedEvent':
      return { type: 'card.retained', reader: (message.payload as { reader: never }).reader };
    case 'Printer.MediaTakenEvent':
      return { type: 'paper.taken' };
    case 'Keypad.KeyPressedEvent':
      return { type: 'key.pressed', key: (message.payload as { key: never }).key };
    case 'Staff.CallAnsweredEvent':
      return { type: 'staff.answered' };
    case 'Session.EndedEvent':
      return { type: 'session.ended', reason: (message.payload as { reason: never }).reason };
    default:
      return assertNever(name, 'unsolicited message');
  }
}
