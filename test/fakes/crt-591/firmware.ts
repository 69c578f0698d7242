import type { CardPath, MoveEnd, Target } from '../motorised-reader/card-path.ts';
import type { CommandKind, FaultSwitch } from '../motorised-reader/faults.ts';
import type { Firmware, FirmwareSurroundings } from '../motorised-reader/motorised-reader.ts';

const KINDS: Readonly<Record<number, CommandKind>> = {
  48: 'initialise',
  49: 'status',
  50: 'move',
  51: 'entry',
};
const CARD_KINDS: Readonly<Record<number, CommandKind>> = {
  48: 'reset',
  49: 'powerOff',
  51: 'apdu',
  52: 'apdu',
  56: 'reset',
  57: 'apdu',
};

const HOST = 0x43;
const DONE = 0x50;
const FAILED = 0x4e;
const FAILED_AS_PRINTED = 0x45;

const MODEL = Buffer.from('CRT-591-M001 V1.02', 'ascii');
const SERIAL_NUMBER = Buffer.from('9900000001', 'ascii');
const NOTHING = new Uint8Array();

/** How a command ended: its data, or the two characters of an error. */
type Ending = Uint8Array | string;

const MOVES: Readonly<Record<number, Target>> = {
  48: 'gate',
  49: 'contacts',
  50: 'inside',
  51: 'bin',
  57: 'gate',
};

const ERROR_OF: Readonly<Record<Exclude<MoveEnd, 'done'>, string>> = {
  noCard: 'A0',
  jam: '10',
  pulled: '45',
  binFull: 'A1',
  stopped: 'B0',
};

/**
 * What a CRT-591 makes of its commands: nothing is taken before it is initialised (B0), and nothing about a card that a
 * hand has moved until it is initialised again (45). Its stacker is empty, no SAM is in its sockets, and it has no
 * contactless reader.
 */
export class Crt591Firmware implements Firmware {
  readonly shape = { start: 0xf2, addressed: true };
  readonly needsEnquiry = false;
  readonly address: number;
  readonly #path: CardPath;
  readonly #faults: FaultSwitch;
  initialised = false;
  #cardIsLost = false;

  constructor({ path, faults }: FirmwareSurroundings, address: number) {
    this.#path = path;
    this.#faults = faults;
    this.address = address;
  }

  start(): void {
    this.initialised = false;
    this.#cardIsLost = false;
  }

  kindOf(text: Uint8Array): CommandKind {
    const [, cm = 0, pm = 0] = text;
    if (cm === 0x51) return CARD_KINDS[pm] ?? 'other';
    return KINDS[cm] ?? 'other';
  }

  async execute(text: Uint8Array): Promise<Uint8Array> {
    const [head, cm = 0, pm = 0] = text;
    const ending = head === HOST ? await this.#run(cm, pm, text.subarray(3)) : '00';
    if (typeof ending !== 'string') {
      return Buffer.concat([Uint8Array.of(DONE, cm, pm), this.#status(), ending]);
    }
    const failed = this.#faults.all.failByte45 ? FAILED_AS_PRINTED : FAILED;
    return Buffer.concat([Uint8Array.of(failed, cm, pm), Buffer.from(ending, 'ascii')]);
  }

  #status(): Uint8Array {
    const { card, place } = this.#path;
    const st0 = card === null ? '0' : place === 'gate' ? '1' : '2';
    return Buffer.from(`${st0}0${this.#faults.holds('binFull') ? '1' : '0'}`, 'ascii');
  }

  async #run(cm: number, pm: number, data: Uint8Array): Promise<Ending> {
    if (cm === 0x30) return this.#initialise(pm);
    if (!this.initialised) return 'B0';
    switch (cm) {
      case 0x31:
        return pm === 0x30 ? NOTHING : pm === 0x31 ? this.#sensors() : '01';
      case 0x32:
        return this.#move(pm);
      case 0x33:
        if (pm !== 0x30 && pm !== 0x31) return '01';
        this.#path.entryPermitted = pm === 0x30;
        return NOTHING;
      case 0x50:
        return pm === 0x30 ? this.#cardType() : '03';
      case 0x51:
        return this.#cardCommand(pm, data);
      case 0x52:
        return samCommand(pm);
      case 0xa2:
        return Buffer.concat([Uint8Array.of(SERIAL_NUMBER.length), SERIAL_NUMBER]);
      case 0xa4:
        return MODEL;
      case 0xa5:
        return Buffer.from(String(this.#path.captured).padStart(3, '0'), 'ascii');
      case 0x60:
      case 0xa6:
        return '03';
      default:
        return '00';
    }
  }

  async #initialise(pm: number): Promise<Ending> {
    const target = ({ 48: 'gate', 49: 'bin', 51: null } as const)[pm];
    if (target === undefined) return '01';
    this.#path.lift();
    this.#path.entryPermitted = false;
    await this.#path.search();
    if (target !== null && this.#path.card !== null) {
      const end = await this.#path.move(target);
      if (end !== 'done') return ERROR_OF[end];
    }
    this.initialised = true;
    this.#cardIsLost = false;
    return MODEL;
  }

  /** Eight places, `1` where something is seen. */
  #sensors(): Uint8Array {
    const { card, place } = this.#path;
    const seen = [card !== null && place === 'gate', card !== null && place !== 'gate'];
    return Buffer.from(
      seen
        .map((sees) => (sees ? '1' : '0'))
        .join('')
        .padEnd(8, '0'),
      'ascii',
    );
  }

  async #move(pm: number): Promise<Ending> {
    const target = MOVES[pm];
    if (target === undefined) return '01';
    if (this.#isMovedByHand()) return '45';
    const end = await this.#path.move(target);
    return end === 'done' ? NOTHING : ERROR_OF[end];
  }

  #isMovedByHand(): boolean {
    if (this.#path.card !== null && this.#faults.strikes('movedByHand') !== null) {
      this.#path.lift();
      this.#cardIsLost = true;
    }
    return this.#cardIsLost;
  }

  #cardType(): Ending {
    if (this.#isMovedByHand()) return '45';
    const { card, place } = this.#path;
    if (card === null || place !== 'contacts') return '02';
    const atr = this.#path.powerOn();
    const type = atr === null ? '00' : this.#path.protocol === 'T=1' ? '11' : '10';
    this.#path.powerOff();
    return Buffer.from(type, 'ascii');
  }

  #cardCommand(pm: number, data: Uint8Array): Ending {
    if (this.#isMovedByHand()) return '45';
    const { card, place } = this.#path;
    if (pm === 0x31) {
      this.#path.powerOff();
      return NOTHING;
    }
    if (pm === 0x32) return Buffer.from(this.#path.isActive ? '10' : '00', 'ascii');
    if (card === null || place !== 'contacts') return '02';
    switch (pm) {
      case 0x30:
        if (![0x30, 0x33, 0x35].includes(data[0] ?? 0)) return '04';
        return this.#answerToReset(this.#path.powerOn());
      case 0x38:
        return this.#path.isActive ? this.#answerToReset(this.#path.reset()) : '65';
      case 0x33:
      case 0x34:
      case 0x39: {
        if (!this.#path.isActive) return '65';
        if (data.length < 4 || data.length > 261) return '04';
        const meant = pm === 0x33 ? 'T=0' : pm === 0x34 ? 'T=1' : this.#path.protocol;
        if (meant !== this.#path.protocol) return '62';
        return this.#path.process(data) ?? '68';
      }
      default:
        return '01';
    }
  }

  #answerToReset(atr: Uint8Array | null): Ending {
    if (atr === null) return '63';
    return Buffer.concat([Uint8Array.of(this.#path.protocol === 'T=1' ? 0x31 : 0x30), atr]);
  }
}

/** The sockets are empty: a reset is not answered, and there is nothing to be asked or switched off. */
const samCommand = (pm: number): Ending => (pm === 0x30 ? '63' : pm === 0x31 || pm === 0x40 ? NOTHING : '65');
