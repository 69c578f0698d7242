import { randomBytes } from '../ports/noise.ts';
import { PseudoTerminal } from '../ports/pseudo-terminal.ts';
import { Wire } from '../ports/wire.ts';
import { type Faults, NO_FAULTS } from './faults.ts';
import { isDigit } from './keys.ts';
import { answerOf, type Request, type RequestName, RequestReader } from './requests.ts';

export interface FakePinPadOptions {
  readonly link: string;
  readonly baud: number;
  /** From power on, and from a reset, until it hears anything. */
  readonly bootMs: number;
}

const STUCK_KEY_REPEAT_MS = 40;
const DONE = 0x60;

/** The whole device: its cable, its keys, and what is wrong with it today. It keeps no digit that was pressed. */
export class FakePinPad {
  readonly #options: FakePinPadOptions;
  readonly #requests = new RequestReader();
  readonly #counts = new Map<string, number>();
  #terminal: PseudoTerminal | null = null;
  #wire: Wire;
  /** Raised when the power goes, so that nothing of the life before reaches the wire. */
  #life = 0;
  #readyAt = 0;
  #keyboardOpen = false;
  #tone = false;
  #keysSent = 0;
  #keysDropped = 0;
  #keysOfEntry = 0;
  #entries = 0;
  #faults: Faults = NO_FAULTS;

  constructor(options: FakePinPadOptions) {
    this.#options = options;
    this.#wire = new Wire((bytes) => this.#terminal?.write(bytes), options.baud);
  }

  get port(): string | null {
    return this.#terminal?.port ?? null;
  }

  state(): Record<string, unknown> {
    return {
      power: this.#terminal !== null,
      link: this.#options.link,
      port: this.port,
      keyboardOpen: this.#keyboardOpen,
      tone: this.#tone,
      entries: this.#entries,
      keysSent: this.#keysSent,
      keysDropped: this.#keysDropped,
      requests: Object.fromEntries(this.#counts),
      faults: this.#faults,
    };
  }

  setPower(on: boolean): void {
    if (on === (this.#terminal !== null)) return;
    this.#life += 1;
    this.#restart();
    if (on) {
      this.#terminal = new PseudoTerminal(this.#options.link, (bytes) => this.#hear(bytes));
    } else {
      this.#terminal?.close();
      this.#terminal = null;
    }
  }

  setFaults(faults: Faults): void {
    this.#faults = faults;
  }

  /** @returns when the last one is pressed */
  async press(keys: readonly number[], gapMs: number): Promise<void> {
    for (const [index, key] of keys.entries()) {
      if (index > 0) await sleep(gapMs);
      this.#press(key);
    }
  }

  #press(key: number): void {
    if (!this.#keyboardOpen) {
      this.#keysDropped += 1;
      return;
    }
    this.#sendKey(key);
    if (this.#faults.keyStuck && isDigit(key)) void this.#repeat(key, this.#life);
    const { powerLossDuringEntry } = this.#faults;
    if (powerLossDuringEntry !== undefined && this.#keysOfEntry >= powerLossDuringEntry) {
      this.#faults = NO_FAULTS;
      // The last key is on the wire when the power goes.
      const life = this.#life;
      setTimeout(() => {
        if (life === this.#life) this.setPower(false);
      }, 20);
    }
  }

  #sendKey(key: number): void {
    this.#keysSent += 1;
    this.#keysOfEntry += 1;
    void this.#wire.send({ bytes: Uint8Array.of(key) }, () => true);
  }

  async #repeat(key: number, life: number): Promise<void> {
    const down = () => life === this.#life && this.#keyboardOpen && this.#faults.keyStuck;
    for (await sleep(STUCK_KEY_REPEAT_MS); down(); await sleep(STUCK_KEY_REPEAT_MS)) this.#sendKey(key);
  }

  #restart(): void {
    this.#requests.clear();
    this.#keyboardOpen = false;
    this.#tone = false;
    this.#readyAt = performance.now() + this.#options.bootMs;
  }

  #hear(bytes: Uint8Array): void {
    if (performance.now() < this.#readyAt) return;
    for (const request of this.#requests.push(bytes)) {
      const name = request.type === 'request' ? request.name : request.type;
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
      void this.#answer(request, this.#life);
    }
  }

  async #answer(request: Request, life: number): Promise<void> {
    const name = request.type === 'request' ? request.name : null;
    const faults = this.#faults;
    const concerned = faults.on === undefined || (name !== null && faults.on.includes(name));
    const wrong = concerned ? faults : NO_FAULTS;
    if (concerned && faults.once) this.#faults = NO_FAULTS;

    const answer =
      wrong.returnCode !== undefined
        ? answerOf(wrong.returnCode)
        : name === null
          ? answerOf(request.type === 'wrongChecksum' ? 0xe9 : 0xeb)
          : this.#obey(name);
    if (wrong.delayMs !== undefined) await sleep(wrong.delayMs);
    if (life !== this.#life) return;
    if (!wrong.silent) await this.#wire.send({ bytes: spoiled(answer, wrong) }, () => life === this.#life);
    // The first key comes behind the answer.
    if (life === this.#life && name === 'openKeyboard' && wrong.returnCode === undefined)
      this.#openKeyboard();
  }

  #openKeyboard(): void {
    if (this.#keyboardOpen) return;
    this.#keyboardOpen = true;
    this.#entries += 1;
    this.#keysOfEntry = 0;
  }

  #obey(name: RequestName): Uint8Array {
    switch (name) {
      case 'information':
        return answerOf(DONE, this.#information());
      case 'reset':
        this.#restart();
        return answerOf(DONE);
      case 'openKeyboard':
        return answerOf(DONE);
      case 'closeKeyboard':
        this.#keyboardOpen = false;
        return answerOf(DONE);
      case 'keyTone':
        this.#tone = true;
        return answerOf(DONE);
    }
  }

  /** In the order of the pad's manual: user, keys, settings, function, model, hardware, firmware, date, serial. */
  #information(): string {
    const settings = (this.#keyboardOpen ? 0x02 : 0) | (this.#tone ? 0x04 : 0);
    return [
      ''.padEnd(50),
      '3132331B343536083738390D2E30232A4142434445464748',
      settings.toString(16).toUpperCase().padStart(2, '0').padEnd(20, '0'),
      'A0000000',
      'ZT598B',
      '100',
      '203',
      '2026',
      '0001',
    ].join('');
  }
}

function spoiled(answer: Uint8Array, { noise, truncate, wrongBcc }: Faults): Uint8Array {
  let bytes: Uint8Array = Uint8Array.from(answer);
  if (wrongBcc) bytes[bytes.length - 1] = bytes.at(-1) === 0x30 ? 0x31 : 0x30;
  if (truncate !== undefined) bytes = bytes.subarray(0, truncate);
  return noise === undefined ? bytes : Buffer.concat([randomBytes(noise), bytes, randomBytes(noise)]);
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
