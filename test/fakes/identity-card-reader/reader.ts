import type { SampleCard } from './cards.ts';
import { type Answer, behavioursOf, chain, type Faults, NO_FAULTS, randomBytes } from './faults.ts';
import { PseudoTerminal } from './pseudo-terminal.ts';
import { type Request, type RequestName, RequestReader } from './requests.ts';
import { frameOf, SecurityModule, status } from './security-module.ts';
import { Wire, type WireStamp } from './wire.ts';

export interface FakeReaderOptions {
  readonly link: string;
  readonly baud: number;
  /** From power on until the module hears anything. */
  readonly bootMs: number;
  /** 1 = the working times of a real module. */
  readonly workFactor: number;
}

/** A module answers one request after the other and does not keep many waiting. */
const MAX_QUEUED_REQUESTS = 4;
const BABBLE_PIECE_BYTES = 32;

/** The whole device: its cable, its wire, its module, and what is wrong with it today. */
export class FakeReader {
  readonly #options: FakeReaderOptions;
  readonly #module: SecurityModule;
  readonly #requests = new RequestReader();
  readonly #counts = new Map<string, number>();
  readonly #lastByteOf = new Map<RequestName, WireStamp>();
  #terminal: PseudoTerminal | null = null;
  #wire: Wire;
  /** Raised when the power goes, so that nothing of the life before reaches the wire. */
  #life = 0;
  #readyAt = 0;
  #queue: Request[] = [];
  #busy = false;
  #faults: Faults = NO_FAULTS;
  #silent = false;

  constructor(options: FakeReaderOptions) {
    this.#options = options;
    this.#module = new SecurityModule(options.workFactor);
    this.#wire = new Wire((bytes) => this.#terminal?.write(bytes), options.baud);
  }

  get port(): string | null {
    return this.#terminal?.port ?? null;
  }

  get card(): SampleCard | null {
    return this.#module.card;
  }

  layCard(card: SampleCard): void {
    this.#module.lay(card);
  }

  liftCard(): void {
    this.#module.lift();
  }

  state(): Record<string, unknown> {
    return {
      power: this.#terminal !== null,
      link: this.#options.link,
      port: this.port,
      card: this.card?.name ?? null,
      cardState: this.#module.cardState,
      faults: this.#faults,
      silent: this.#silent,
      requests: Object.fromEntries(this.#counts),
      bytesWritten: this.#wire.bytesWritten,
      // By request: the next answer follows at once, and would hide when this one's last byte went out.
      lastByteOf: Object.fromEntries(this.#lastByteOf),
    };
  }

  setPower(on: boolean): void {
    if (on === (this.#terminal !== null)) return;
    this.#life += 1;
    this.#queue = [];
    this.#busy = false;
    this.#silent = false;
    this.#requests.clear();
    if (!on) {
      this.#terminal?.close();
      this.#terminal = null;
      return;
    }
    this.#module.reset();
    this.#readyAt = performance.now() + this.#options.bootMs;
    this.#terminal = new PseudoTerminal(this.#options.link, (bytes) => this.#hear(bytes));
    if (this.#faults.babble) void this.#babble(this.#life);
  }

  setFaults(faults: Faults): void {
    const babbled = this.#faults.babble;
    this.#faults = faults;
    this.#silent = false;
    if (faults.babble && !babbled && this.#terminal !== null) void this.#babble(this.#life);
  }

  #hear(bytes: Uint8Array): void {
    // A module that is starting, and one that has gone silent, loses what is sent to it.
    if (performance.now() < this.#readyAt || this.#silent || this.#faults.babble) return;
    for (const request of this.#requests.push(bytes)) {
      const name = request.type === 'request' ? request.name : request.type;
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
      if (this.#queue.length < MAX_QUEUED_REQUESTS) this.#queue.push(request);
    }
    if (!this.#busy) void this.#work(this.#life);
  }

  async #work(life: number): Promise<void> {
    this.#busy = true;
    for (let request = this.#queue.shift(); request !== undefined; request = this.#queue.shift()) {
      await this.#answer(request, life);
      if (life !== this.#life) return;
    }
    this.#busy = false;
  }

  async #answer(request: Request, life: number): Promise<void> {
    const alive = () => life === this.#life && !this.#silent && !this.#faults.babble;
    if (request.type !== 'request') {
      await this.#wire.send(
        { bytes: frameOf(status(request.type === 'wrongChecksum' ? 0x10 : 0x21)) },
        alive,
      );
      return;
    }
    await sleep(this.#module.workMs(request.name));
    if (!alive()) return;
    const answer = this.#decide(request.name);
    if (answer === null) return;
    await sleep(answer.delayMs);
    await this.#wire.send(answer, alive);
    if (this.#wire.lastByte !== null) this.#lastByteOf.set(request.name, this.#wire.lastByte);
  }

  #decide(request: RequestName): Answer | null {
    const faults = this.#faults;
    const concerned = faults.on === undefined || faults.on.includes(request);
    const behaviours = concerned
      ? behavioursOf(faults, {
          liftCard: () => this.#module.lift(),
          fallSilent: () => {
            this.#silent = true;
          },
        })
      : [];
    if (concerned && faults.once) this.#faults = NO_FAULTS;
    return chain(behaviours, (name) => ({ delayMs: 0, bytes: frameOf(this.#module.answer(name)) }))(request);
  }

  async #babble(life: number): Promise<void> {
    const babbling = () => life === this.#life && this.#faults.babble;
    while (babbling()) await this.#wire.send({ bytes: randomBytes(BABBLE_PIECE_BYTES) }, babbling);
  }
}

const sleep = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
