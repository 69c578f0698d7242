import { randomBytes } from '../ports/noise.ts';
import type { WireStamp } from '../ports/wire.ts';
import type { Cable, PlugIn } from './cables.ts';
import type { SampleCard } from './cards.ts';
import { type Answer, behavioursOf, chain, type Faults, NO_FAULTS } from './faults.ts';
import { type Dialect, type Request, type RequestName, RequestReader } from './requests.ts';
import { frameOf, type ModuleTraits, SecurityModule, status } from './security-module.ts';

export interface FakeReaderOptions {
  readonly dialect: Dialect;
  readonly traits: ModuleTraits;
  readonly plugIn: PlugIn;
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
  readonly #requests: RequestReader;
  readonly #counts = new Map<string, number>();
  readonly #lastByteOf = new Map<RequestName, WireStamp>();
  #cable: Cable | null = null;
  /** Power is switched one time after the other. */
  #switching: Promise<void> = Promise.resolve();
  #bytesOfFormerLives = 0;
  /** Raised when the power goes, so that nothing of the life before reaches the wire. */
  #life = 0;
  #readyAt = 0;
  /** The maker's hand-shake is done, or there is none. */
  #listens = false;
  #queue: Request[] = [];
  #busy = false;
  #faults: Faults = NO_FAULTS;
  #silent = false;

  constructor(options: FakeReaderOptions) {
    this.#options = options;
    this.#module = new SecurityModule(options.traits, options.workFactor);
    this.#requests = new RequestReader(options.dialect);
  }

  get port(): string | null {
    return this.#cable?.port ?? null;
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
      power: this.#cable !== null,
      port: this.port,
      card: this.card?.name ?? null,
      cardState: this.#module.cardState,
      faults: this.#faults,
      silent: this.#silent,
      requests: Object.fromEntries(this.#counts),
      bytesWritten: this.#bytesOfFormerLives + bytesOut(this.#cable),
      // By request: the next answer follows at once, and would hide when this one's last byte went out.
      lastByteOf: Object.fromEntries(this.#lastByteOf),
    };
  }

  setPower(on: boolean): Promise<void> {
    this.#switching = this.#switching.then(() => (on ? this.#plugIn() : this.unplug()));
    return this.#switching;
  }

  async #plugIn(): Promise<void> {
    if (this.#cable !== null) return;
    this.#module.reset();
    this.#listens = !this.#options.dialect.handshake;
    this.#readyAt = performance.now() + this.#options.bootMs;
    this.#cable = await this.#options.plugIn((bytes) => this.#hear(bytes));
    if (this.#faults.babble) void this.#babble(this.#life);
  }

  /** At once, also when the process ends. */
  unplug(): void {
    this.#life += 1;
    this.#queue = [];
    this.#busy = false;
    this.#silent = false;
    this.#requests.clear();
    this.#bytesOfFormerLives += bytesOut(this.#cable);
    this.#cable?.close();
    this.#cable = null;
  }

  setFaults(faults: Faults): void {
    const babbled = this.#faults.babble;
    this.#faults = faults;
    this.#silent = false;
    if (faults.babble && !babbled && this.#cable !== null) void this.#babble(this.#life);
  }

  #hear(bytes: Uint8Array): void {
    // A module that is starting, and one that has gone silent, loses what is sent to it.
    if (performance.now() < this.#readyAt || this.#silent || this.#faults.babble) return;
    for (const request of this.#requests.push(bytes)) {
      if (request.type === 'handshake') this.#listens = true;
      if (!this.#listens) {
        this.#count('beforeHandshake');
        continue;
      }
      this.#count(request.type === 'request' ? request.name : request.type);
      if (this.#queue.length < MAX_QUEUED_REQUESTS) this.#queue.push(request);
    }
    if (!this.#busy) void this.#work(this.#life);
  }

  #count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
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
    const line = this.#cable?.line;
    if (line === undefined) return;
    if (request.type === 'wrongChecksum' || request.type === 'unknownCommand') {
      const refusal = frameOf(status(request.type === 'wrongChecksum' ? 0x10 : 0x21));
      await line.send({ bytes: refusal }, alive);
      return;
    }
    const name = request.type === 'request' ? request.name : request.type;
    await sleep(this.#module.workMs(name));
    if (!alive()) return;
    const answer = this.#decide(name, () =>
      request.type === 'handshake' ? request.answer : frameOf(this.#module.answer(request.name)),
    );
    if (answer === null) return;
    await sleep(answer.delayMs);
    await line.send(answer, alive);
    if (line.lastByte !== null) this.#lastByteOf.set(name, line.lastByte);
  }

  #decide(request: RequestName, healthy: () => Uint8Array): Answer | null {
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
    return chain(behaviours, () => ({ delayMs: 0, bytes: healthy() }))(request);
  }

  async #babble(life: number): Promise<void> {
    const line = this.#cable?.babble;
    const babbling = () => life === this.#life && this.#faults.babble;
    while (line !== undefined && babbling()) {
      await line.send({ bytes: randomBytes(BABBLE_PIECE_BYTES) }, babbling);
    }
  }
}

/** Where babble has its own way out, its bytes count, too. */
const bytesOut = (cable: Cable | null): number =>
  cable === null
    ? 0
    : cable.line.bytesWritten + (cable.babble === cable.line ? 0 : cable.babble.bytesWritten);

const sleep = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
