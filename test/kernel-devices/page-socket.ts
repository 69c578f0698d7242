import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { pageToken } from '#test/protocol/transcript.ts';

interface Message {
  readonly header: {
    readonly type: string;
    readonly name: string;
    readonly requestId?: number;
    readonly completionCode?: string;
  };
  readonly payload?: Record<string, unknown>;
}

const ANSWER_TIMEOUT_MS = 60_000;

/** The page's end of the socket: sends commands, and keeps everything that comes. */
export class PageSocket {
  readonly heard: Message[] = [];
  #nextId = 1;

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data) => this.heard.push(JSON.parse(data.toString()) as Message));
  }

  static async open(kioskUrl: string): Promise<PageSocket> {
    const token = await pageToken(kioskUrl);
    const socket = new WebSocket(`${kioskUrl.replace('http', 'ws')}socket`, ['kiosk.v1', `token.${token}`], {
      origin: kioskUrl.replace(/\/$/, ''),
    });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new PageSocket(socket);
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  /** @returns its number, by which its messages are known */
  send(name: string, payload: object = {}): number {
    const requestId = this.#nextId;
    this.#nextId += 1;
    this.socket.send(
      JSON.stringify({ header: { type: 'command', name, requestId, version: '1.0' }, payload }),
    );
    return requestId;
  }

  completion(requestId: number): Promise<Message> {
    return this.#message(
      `the completion of command ${requestId}`,
      ({ header }) => header.type === 'completion' && header.requestId === requestId,
    );
  }

  event(name: string): Promise<Message> {
    return this.#message(name, ({ header }) => header.type !== 'command' && header.name === name);
  }

  close(): void {
    this.socket.terminate();
  }

  async #message(what: string, isIt: (message: Message) => boolean): Promise<Message> {
    const deadline = performance.now() + ANSWER_TIMEOUT_MS;
    for (;;) {
      const found = this.heard.find(isIt);
      if (found !== undefined) return found;
      if (performance.now() > deadline)
        throw new Error(`${what} did not come; heard ${JSON.stringify(this.heard.slice(-10))}`);
      await sleep(20);
    }
  }
}
