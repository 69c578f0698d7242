import { PseudoTerminal } from '../ports/pseudo-terminal.ts';
import { type Sending, Wire, type WireStamp } from '../ports/wire.ts';
import { CardPath } from './card-path.ts';
import { type CommandKind, FaultSwitch, type Faults, randomBytes } from './faults.ts';
import { type FrameShape, frameOf, HostFrames } from './host-frames.ts';

/** What one model makes of the commands. */
export interface Firmware {
  readonly shape: FrameShape;
  /** Nothing is executed before the host asks for it with ENQ. */
  readonly needsEnquiry: boolean;
  readonly address: number;
  kindOf(text: Uint8Array): CommandKind;
  /** @returns the text of the answer */
  execute(text: Uint8Array): Promise<Uint8Array>;
  /** The supply has come: everything that was told it is forgotten. */
  start(): void;
  readonly initialised: boolean;
}

export interface MotorisedReaderOptions {
  readonly link: string;
  readonly baud: number;
  /** From the supply's coming until it hears anything. */
  readonly bootMs: number;
  /** 1 = the times of a real reader. */
  readonly workFactor: number;
}

export interface FirmwareSurroundings {
  readonly path: CardPath;
  readonly faults: FaultSwitch;
}

const ACK = 0x06;
const NAK = 0x15;
const EOT = 0x04;
/** How long the supply is away when it fails for a moment. */
const BROWN_OUT_MS = 700;
const BABBLE_PIECE_BYTES = 32;

/** The whole device: its cable, its line, its card path, its firmware, and what is wrong with it today. */
export class MotorisedReader {
  readonly #options: MotorisedReaderOptions;
  readonly #firmware: Firmware;
  readonly #frames: HostFrames;
  readonly #faults = new FaultSwitch();
  readonly path: CardPath;
  readonly #wire: Wire;
  #terminal: PseudoTerminal | null = null;
  #supply = false;
  /** Raised when the supply goes, so that nothing of the life before reaches the line. */
  #life = 0;
  /** Raised when the host cancels. */
  #job = 0;
  #readyAt = 0;
  #waitsForEnquiry: Uint8Array | null = null;
  #lastAnswer: Uint8Array | null = null;
  /** An answer that waits to cross an EOT. */
  #withheld: Uint8Array | null = null;
  #busy = false;
  #sending: Promise<void> = Promise.resolve();
  readonly #counts = new Map<string, number>();
  readonly #lastByteOf = new Map<CommandKind, WireStamp>();
  /** CLA INS P1 P2 of what reached the card; no data, which may be a PIN. */
  readonly #cardCommands: string[] = [];

  constructor(options: MotorisedReaderOptions, firmware: (surroundings: FirmwareSurroundings) => Firmware) {
    this.#options = options;
    this.path = new CardPath({
      faults: this.#faults,
      workFactor: options.workFactor,
      onPowerLoss: () => this.#brownOut(),
    });
    this.#firmware = firmware({ path: this.path, faults: this.#faults });
    this.#frames = new HostFrames(this.#firmware.shape);
    this.#wire = new Wire((bytes) => this.#terminal?.write(bytes), options.baud);
  }

  get port(): string | null {
    return this.#terminal?.port ?? null;
  }

  get hasSupply(): boolean {
    return this.#supply && performance.now() >= this.#readyAt;
  }

  setFaults(faults: Faults): void {
    const babbled = this.#faults.all.babble;
    this.#faults.set(faults);
    if (faults.babble && !babbled) void this.#babble(this.#life);
  }

  setCable(plugged: boolean): void {
    if (plugged === (this.#terminal !== null)) return;
    if (plugged) {
      this.#terminal = new PseudoTerminal(this.#options.link, (bytes) => this.#hear(bytes));
      return;
    }
    this.#terminal?.close();
    this.#terminal = null;
  }

  setSupply(on: boolean): void {
    if (on === this.#supply) return;
    this.#supply = on;
    this.#life += 1;
    this.#busy = false;
    this.#waitsForEnquiry = null;
    this.#lastAnswer = null;
    this.#withheld = null;
    this.#frames.clear();
    this.path.supplyFails();
    this.#firmware.start();
    if (on) {
      this.#readyAt = performance.now() + this.#options.bootMs;
      if (this.#faults.all.babble) void this.#babble(this.#life);
    }
  }

  state(): Record<string, unknown> {
    return {
      power: this.#supply,
      plugged: this.#terminal !== null,
      link: this.#options.link,
      port: this.port,
      initialised: this.#firmware.initialised,
      ...this.path.state(),
      faults: this.#faults.all,
      commands: Object.fromEntries(this.#counts),
      cardCommands: [...this.#cardCommands],
      bytesWritten: this.#wire.bytesWritten,
      // By command: what follows at once would hide when this one's last byte went out.
      lastByteOf: Object.fromEntries(this.#lastByteOf),
    };
  }

  #brownOut(): void {
    this.setSupply(false);
    const life = this.#life;
    setTimeout(() => {
      if (life === this.#life) this.setSupply(true);
    }, BROWN_OUT_MS);
  }

  #count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  #hear(bytes: Uint8Array): void {
    if (!this.hasSupply || this.#faults.all.silent || this.#faults.all.babble) return;
    for (const heard of this.#frames.push(bytes, performance.now())) {
      switch (heard.type) {
        case 'command':
          if (heard.address === this.#firmware.address) this.#hearCommand(heard.text);
          break;
        case 'mangled':
          this.#count('mangled');
          this.#say(Uint8Array.of(NAK));
          break;
        case 'enq':
          this.#count('enq');
          if (this.#waitsForEnquiry !== null) void this.#work(this.#waitsForEnquiry);
          this.#waitsForEnquiry = null;
          break;
        case 'nak':
          this.#count('nak');
          if (this.#lastAnswer !== null) this.#say(this.#lastAnswer);
          break;
        case 'eot':
          this.#hearCancel();
          break;
        case 'ack':
          this.#count('ack');
          this.#lastAnswer = null;
          break;
      }
    }
  }

  #hearCommand(text: Uint8Array): void {
    // Half duplex: a unit that works does not listen.
    if (this.#busy) return;
    const kind = this.#firmware.kindOf(text);
    if (this.#faults.strikes('nak', kind) !== null) {
      this.#count('refusedWithNak');
      this.#say(Uint8Array.of(NAK));
      return;
    }
    this.#count(kind);
    this.#lastAnswer = null;
    if (this.#faults.strikes('noAck', kind) === null) this.#say(Uint8Array.of(ACK));
    if (this.#firmware.needsEnquiry) this.#waitsForEnquiry = text;
    else void this.#work(text);
  }

  #hearCancel(): void {
    this.#count('eot');
    if (this.#withheld !== null) {
      const crossing = this.#withheld;
      this.#withheld = null;
      this.#say(crossing);
      return;
    }
    // The motor cannot be called back, but nobody waits for the answer any more.
    this.#job += 1;
    this.#waitsForEnquiry = null;
    this.#lastAnswer = null;
    this.#say(Uint8Array.of(EOT));
  }

  async #work(text: Uint8Array): Promise<void> {
    const kind = this.#firmware.kindOf(text);
    const life = this.#life;
    this.#job += 1;
    const job = this.#job;
    this.#busy = true;
    if (kind === 'apdu') {
      this.#cardCommands.push(this.#cardHeaderOf(text));
      const { powerLossDuring } = this.#faults.all;
      if (powerLossDuring === 'apdu' && this.#faults.strikes('powerLossDuring') !== null) {
        this.#brownOut();
        return;
      }
    }
    const answer = await this.#firmware.execute(text);
    const isAlive = () => life === this.#life && job === this.#job && !this.#faults.all.silent;
    if (life === this.#life) this.#busy = false;
    if (!isAlive()) return;
    await this.#answer(answer, kind, isAlive);
  }

  /** The first four bytes of the command to the card, wherever the model puts it. */
  #cardHeaderOf(text: Uint8Array): string {
    const from = this.#firmware.needsEnquiry ? 4 : 3;
    return Buffer.from(text.subarray(from, from + 4)).toString('hex');
  }

  async #answer(text: Uint8Array, kind: CommandKind, isAlive: () => boolean): Promise<void> {
    const faults = this.#faults;
    const whole = frameOf(this.#firmware.shape, this.#firmware.address, text);
    const delayMs = faults.strikes('delayMs', kind);
    if (delayMs !== null && delayMs !== undefined)
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    if (!isAlive()) return;
    if (faults.strikes('loseAnswer', kind) !== null) return;
    if (faults.strikes('eotCross', kind) !== null) {
      this.#withheld = whole;
      return;
    }
    this.#lastAnswer = whole;
    this.#send(
      { bytes: this.#disturbed(whole, kind), oneByteWrites: faults.strikes('oneByteWrites', kind) !== null },
      isAlive,
      () => this.#wire.lastByte !== null && this.#lastByteOf.set(kind, this.#wire.lastByte),
    );
  }

  #disturbed(frame: Uint8Array, kind: CommandKind): Uint8Array {
    const faults = this.#faults;
    let bytes: Uint8Array = Buffer.from(frame);
    if (faults.strikes('wrongBcc', kind) !== null) bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 0x55;
    const truncate = faults.strikes('truncate', kind);
    if (truncate !== null && truncate !== undefined) bytes = bytes.subarray(0, truncate);
    if (faults.strikes('garble', kind) !== null) bytes = randomBytes(bytes.length);
    const noise = faults.strikes('noise', kind);
    return noise === null || noise === undefined ? bytes : Buffer.concat([randomBytes(noise), bytes]);
  }

  #say(bytes: Uint8Array): void {
    const life = this.#life;
    this.#send({ bytes }, () => life === this.#life);
  }

  /** One thing after the other: a line has no room for two. */
  #send(sending: Sending, isAlive: () => boolean, onSent?: () => void): void {
    this.#sending = this.#sending.then(() => this.#wire.send(sending, isAlive)).then(onSent);
  }

  async #babble(life: number): Promise<void> {
    const isBabbling = () => life === this.#life && this.#faults.all.babble && this.#terminal !== null;
    while (isBabbling()) await this.#wire.send({ bytes: randomBytes(BABBLE_PIECE_BYTES) }, isBabbling);
  }
}
