import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { ChipCard } from '../chip-card/chip-card.ts';
import { stamp, type WireStamp } from '../ports/wire.ts';
import { type Faults, NO_FAULTS } from './faults.ts';
import { encodeVpcdAnswer, type VpcdRequest, VpcdRequestReader } from './vpcd-codec.ts';

/** The service may not be there yet when a card is put in. */
const RECONNECT_MS = 100;
/** How long a reader waits for a chip that says nothing. */
const READER_GIVES_UP_MS = 1_000;
/** Tells that something is there; what it is called is asked once it is powered. */
const SOMETHING = Uint8Array.of(0x3b);
/** Longer than any ATR: vpcd finds something in the reader and fails to power it, as a reader does with a mute chip. */
const NO_ATR = new Uint8Array(40);

/** The slot of a reader: a card in it is a connection to vpcd. */
export class Slot {
  readonly #port: number;
  readonly #exchange: (from: string) => ChipCard;
  #card: ChipCard | null = null;
  #socket: Socket | null = null;
  #connected = false;
  /** null: not powered, or mute. */
  #atr: Uint8Array | null = null;
  #powered = false;
  #faults: Faults = NO_FAULTS;
  #faultsAt = 0;
  #commands = 0;
  #lastByteOfCommand: WireStamp | null = null;
  /** Raised when a card is put in or taken, so that nothing of the one before is answered. */
  #life = 0;

  /** @param exchange makes the card that is put in by the fault `swapAfterCommands` */
  constructor(port: number, exchange: (to: string) => ChipCard) {
    this.#port = port;
    this.#exchange = exchange;
  }

  get card(): ChipCard | null {
    return this.#card;
  }

  put(card: ChipCard): void {
    this.take();
    this.#card = card;
    this.#connect();
  }

  take(): void {
    this.#life += 1;
    this.#card = null;
    this.#losePower();
    this.#disconnect();
  }

  setFaults(faults: Faults): void {
    this.#faults = faults;
    this.#faultsAt = this.#commands;
  }

  state(): Record<string, unknown> {
    return {
      port: this.#port,
      card: this.#card?.name ?? null,
      connected: this.#connected,
      powered: this.#powered,
      commands: this.#commands,
      lastByteOf: { command: this.#lastByteOfCommand },
      faults: this.#faults,
      chip: this.#card?.state() ?? null,
    };
  }

  #connect(): void {
    const life = this.#life;
    const requests = new VpcdRequestReader();
    const socket = connect(this.#port, '127.0.0.1');
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('connect', () => {
      this.#connected = true;
    });
    socket.on('data', (bytes) => {
      for (const request of requests.push(bytes)) {
        if (life === this.#life) void this.#hear(request, life);
      }
    });
    // Refused while nobody listens, reset when the service ends: either way it closes.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#connected = false;
      this.#losePower();
      setTimeout(() => {
        if (life === this.#life && this.#socket === null) this.#connect();
      }, RECONNECT_MS);
    });
  }

  #disconnect(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#connected = false;
    socket?.destroy();
  }

  #losePower(): void {
    if (this.#powered) this.#card?.powerOff();
    this.#powered = false;
    this.#atr = null;
  }

  #send(body: Uint8Array): void {
    this.#socket?.write(encodeVpcdAnswer(body));
  }

  async #hear(request: VpcdRequest, life: number): Promise<void> {
    const card = this.#card;
    if (card === null) return;
    switch (request.type) {
      case 'powerOff':
        this.#losePower();
        return;
      case 'powerOn':
        this.#powered = true;
        this.#atr = card.powerOn();
        return;
      case 'reset':
        this.#powered = true;
        this.#atr = card.reset();
        return;
      case 'atr':
        this.#send(this.#powered ? (this.#atr ?? NO_ATR) : SOMETHING);
        return;
      case 'command':
        await this.#command(card, request.bytes, life);
    }
  }

  async #command(card: ChipCard, command: Uint8Array, life: number): Promise<void> {
    const faults = this.#faults;
    this.#commands += 1;
    const number = this.#commands - this.#faultsAt;
    if (faults.hang) return;
    if (faults.takeAfterCommands !== undefined && number > faults.takeAfterCommands) {
      this.take();
      return;
    }
    const answer = this.#atr === null || faults.mute ? null : card.process(command);
    if (answer === null) {
      await sleep(READER_GIVES_UP_MS);
      if (life === this.#life) this.#giveUp();
      return;
    }
    await sleep(faults.delayMs);
    if (life !== this.#life) return;
    this.#lastByteOfCommand = stamp();
    this.#send(faults.garbageBytes === undefined ? answer : randomBytes(faults.garbageBytes));
    if (number === faults.resetAfterCommands) card.reset();
    if (number === faults.swapAfterCommands && faults.to !== undefined) this.#swap(faults);
  }

  /**
   * vpcd knows no word for "it does not answer". An empty answer ends its connection and breaks the exchange off; a new
   * one is made before the service looks for the card again.
   */
  #giveUp(): void {
    const socket = this.#socket;
    socket?.write(encodeVpcdAnswer(new Uint8Array()));
    socket?.end();
    this.#socket = null;
    this.#losePower();
    this.#connect();
  }

  #swap({ to = '', swapGapMs }: Faults): void {
    this.take();
    const life = this.#life;
    setTimeout(() => {
      if (life === this.#life) this.put(this.#exchange(to));
    }, swapGapMs);
  }
}

const sleep = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
