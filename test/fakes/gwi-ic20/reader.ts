import { randomBytes } from 'node:crypto';
import type { ChipCard } from '../chip-card/chip-card.ts';
import { type Faults, NO_FAULTS } from './faults.ts';
import type { ReportPort } from './report-ports.ts';
import { REPORT_BYTES, RequestReader, reportsOf } from './reports.ts';

type Command = NonNullable<Faults['on']>[number];

/** As the recorded reader needed. */
const WORK_MS: Record<Command, number> = { information: 30, powerOn: 200, transmit: 30, powerOff: 15 };
/** How long it waits for a chip that says nothing. */
const GIVES_UP_MS = 3_400;
const DONE = Uint8Array.of(0x00, 0x00);
const NO_ANSWER = Uint8Array.of(0x10, 0x07);
/** As recorded: not understood, then the length of the model and its name. */
const INFORMATION = Buffer.concat([
  Buffer.from('0101e80000000000010101013132303808', 'hex'),
  Buffer.from('GWI-IC20', 'ascii'),
]);
const CARD_SLOT = 0x00;
/** Begins a message. */
const MARK = 0x02;

export interface FakeReaderOptions {
  readonly plug: (onReport: (report: Uint8Array) => void) => ReportPort;
  /** 1 = the working times of the recorded reader. */
  readonly workFactor: number;
  /** Makes the card that is put in by the fault `swapAfterCommands`. */
  readonly exchange: (to: string) => ChipCard;
}

/** The whole device: its cable, its slot, and what is wrong with it today. Its slot for a module is empty. */
export class FakeReader {
  readonly #options: FakeReaderOptions;
  readonly #requests = new RequestReader();
  readonly #counts = new Map<string, number>();
  #port: ReportPort | null = null;
  /** Raised when the power goes, so that nothing of the life before is sent. */
  #life = 0;
  #work: Promise<void> = Promise.resolve();
  #card: ChipCard | null = null;
  #isPowered = false;
  #faults: Faults = NO_FAULTS;
  #faultsAt = 0;
  #commands = 0;

  constructor(options: FakeReaderOptions) {
    this.#options = options;
  }

  get card(): ChipCard | null {
    return this.#card;
  }

  get port(): string | null {
    return this.#port?.name ?? null;
  }

  put(card: ChipCard): void {
    this.#card = card;
  }

  take(): void {
    this.#powerOff();
    this.#card = null;
  }

  setFaults(faults: Faults): void {
    this.#faults = faults;
    this.#faultsAt = this.#commands;
  }

  setPower(on: boolean): void {
    if (on === (this.#port !== null)) return;
    this.#life += 1;
    this.#work = Promise.resolve();
    this.#requests.clear();
    if (on) {
      this.#port = this.#options.plug((report) => this.#hear(report));
      return;
    }
    this.#powerOff();
    this.#port?.unplug();
    this.#port = null;
  }

  state(): Record<string, unknown> {
    return {
      power: this.#port !== null,
      port: this.port,
      card: this.#card?.name ?? null,
      powered: this.#isPowered,
      faults: this.#faults,
      requests: Object.fromEntries(this.#counts),
      chip: this.#card?.state() ?? null,
    };
  }

  #hear(report: Uint8Array): void {
    for (const request of this.#requests.push(report)) {
      const life = this.#life;
      // What is damaged on the way is not answered.
      if (request !== null) this.#work = this.#work.then(() => this.#answer(request, life));
    }
  }

  async #answer(request: Uint8Array, life: number): Promise<void> {
    if (life !== this.#life) return;
    const command = commandOf(request);
    if (command === null) return;
    this.#counts.set(command, (this.#counts.get(command) ?? 0) + 1);
    const faults = this.#faults.on?.includes(command) === false ? NO_FAULTS : this.#faults;
    await sleep(WORK_MS[command] * this.#options.workFactor);
    const answer = this.#execute(command, request);
    if (answer === NO_ANSWER && this.#card !== null) await sleep(GIVES_UP_MS * this.#options.workFactor);
    await sleep(faults.delayMs);
    if (life !== this.#life) return;
    if (faults !== NO_FAULTS && faults.once) this.#faults = NO_FAULTS;
    if (!faults.silent) this.#send(answer, faults);
    if (command === 'transmit') this.#afterCommand();
  }

  #execute(command: Command, request: Uint8Array): Uint8Array {
    switch (command) {
      case 'information':
        return Buffer.concat([DONE, INFORMATION]);
      case 'powerOn': {
        if (request[4] !== CARD_SLOT) return NO_ANSWER;
        this.#powerOff();
        const atr = this.#card?.powerOn() ?? null;
        this.#isPowered = atr !== null;
        return atr === null ? NO_ANSWER : Buffer.concat([DONE, atr]);
      }
      case 'transmit': {
        this.#commands += 1;
        const answer =
          this.#isPowered && request[2] === CARD_SLOT ? this.#card?.process(request.subarray(3)) : null;
        return answer === null || answer === undefined ? NO_ANSWER : Buffer.concat([DONE, answer]);
      }
      case 'powerOff':
        if (request[2] === CARD_SLOT) this.#powerOff();
        return DONE;
    }
  }

  #powerOff(): void {
    if (this.#isPowered) this.#card?.powerOff();
    this.#isPowered = false;
  }

  #send(answer: Uint8Array, faults: Faults): void {
    const { noise, status, truncated, twice, wrongChecksum } = faults;
    const payload = status === undefined ? answer : Buffer.from(status, 'hex');
    const reports = reportsOf(payload, { wrongChecksum });
    const sent = truncated ? reports.slice(0, -1) : reports;
    if (noise) this.#port?.send(randomBytes(REPORT_BYTES).map((byte) => (byte === MARK ? 0 : byte)));
    for (const report of twice ? [...sent, ...sent] : sent) this.#port?.send(report);
  }

  #afterCommand(): void {
    const { resetAfterCommands, swapAfterCommands, to } = this.#faults;
    const number = this.#commands - this.#faultsAt;
    if (number === resetAfterCommands) this.#card?.reset();
    if (number === swapAfterCommands && to !== undefined) {
      this.take();
      this.put(this.#options.exchange(to));
    }
  }
}

function commandOf(request: Uint8Array): Command | null {
  switch (Buffer.from(request.subarray(0, 2)).toString('hex')) {
    case '3111':
      return 'information';
    case '3222':
      return 'powerOn';
    case '3226':
      return 'transmit';
    case '3223':
      return 'powerOff';
    default:
      return null;
  }
}

const sleep = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));
