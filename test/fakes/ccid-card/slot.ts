import { connect, type Socket } from 'node:net';
import type { ChipCard } from '../chip-card/chip-card.ts';
import { FakeRefusal } from '../fake-process.ts';
import {
  apduMessage,
  atrMessage,
  cardRemoveMessage,
  initMessage,
  type ReaderMessage,
  ReaderMessageParser,
  readerAddMessage,
} from './vscard-codec.ts';

const RECONNECT_MS = 100;

/**
 * The slot of a CCID reader that QEMU plays: the reader is on the USB bus of a virtual machine, the card is here. QEMU
 * keeps the socket open while the reader is unplugged; the card then simply hears nothing.
 */
export class CcidSlot {
  readonly #path: string;
  #socket: Socket | null = null;
  /** The reader has answered our greeting. */
  #greeted = false;
  #card: ChipCard | null = null;
  #commands = 0;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
    this.#connect();
  }

  get card(): ChipCard | null {
    return this.#card;
  }

  insert(card: ChipCard): void {
    if (this.#greeted) this.#present(card);
    this.#card = card;
  }

  remove(): void {
    if (this.#card === null) return;
    this.#card.powerOff();
    this.#card = null;
    if (this.#greeted) this.#socket?.write(cardRemoveMessage());
  }

  state(): Record<string, unknown> {
    return { connected: this.#greeted, card: this.#card?.state() ?? null, commands: this.#commands };
  }

  close(): void {
    this.#closed = true;
    this.#socket?.destroy();
  }

  #connect(): void {
    const parser = new ReaderMessageParser();
    const socket = connect(this.#path);
    this.#socket = socket;
    socket.on('connect', () => socket.write(initMessage()));
    socket.on('data', (chunk) => {
      for (const message of parser.push(chunk)) this.#hear(message);
    });
    // The machine has not started yet, or has ended.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#greeted = false;
      this.#card?.powerOff();
      if (!this.#closed) setTimeout(() => this.#connect(), RECONNECT_MS);
    });
  }

  #hear(message: ReaderMessage): void {
    switch (message.type) {
      case 'init':
        this.#greeted = true;
        this.#socket?.write(readerAddMessage('slot'));
        if (this.#card !== null) this.#present(this.#card);
        return;
      case 'error':
        if (message.code !== 0) throw new Error(`ccid-card: the reader refuses, code ${message.code}`);
        return;
      case 'apdu':
        this.#commands += 1;
        this.#answer(message.command);
        return;
      case 'other':
        throw new Error(`ccid-card: message ${message.number} is unknown`);
    }
  }

  #present(card: ChipCard): void {
    const atr = card.powerOn();
    if (atr === null)
      throw new FakeRefusal(409, `${card.name} gives no answer to reset, which QEMU cannot show`);
    this.#socket?.write(atrMessage(atr));
  }

  #answer(command: Uint8Array): void {
    const answer = this.#card?.process(command) ?? null;
    // A mute card: the reader's own time runs out.
    if (answer !== null) this.#socket?.write(apduMessage(answer));
  }
}
