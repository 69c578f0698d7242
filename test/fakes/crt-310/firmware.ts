import type { CardPath, MoveEnd, Place, Target } from '../motorised-reader/card-path.ts';
import type { CommandKind, FaultSwitch } from '../motorised-reader/faults.ts';
import type { Firmware, FirmwareSurroundings } from '../motorised-reader/motorised-reader.ts';

const KINDS: Readonly<Record<number, CommandKind>> = {
  48: 'initialise',
  49: 'status',
  50: 'move',
  46: 'entry',
  47: 'entry',
};
const CARD_KINDS: Readonly<Record<number, CommandKind>> = {
  47: 'reset',
  48: 'reset',
  49: 'apdu',
  50: 'apdu',
};

const REFUSED = 0x4e;
const UNDEFINED = 0x00;
const PARAMETER = 0x01;
const NOT_NOW = 0x02;
const WRONG_DATA = 0x04;

const DONE = 0x59;
const DONE_T1 = 0x5a;
const FAILED = 0x4e;
const NO_CARD = 0x45;
const WRONG_PLACE = 0x57;

const MODEL = Buffer.from('CRT-310-N V3.00', 'ascii');
/** Status word included. */
const LONGEST_RESPONSE = 257;

/** How a command ended: what follows CM and PM, or the code of a refusal. */
type Ending = Uint8Array | number;

/** `loose`: pushed out so far that only friction keeps it. */
const MOVES: Readonly<Record<number, { readonly target: Target; readonly loose?: true }>> = {
  46: { target: 'inside' },
  47: { target: 'contacts' },
  48: { target: 'gate', loose: true },
  49: { target: 'gate' },
  51: { target: 'bin' },
};

const STOPS: Readonly<Record<number, Place>> = { 48: 'gate', 49: 'gate', 50: 'inside', 51: 'contacts' };

const LETTER_OF: Readonly<Record<MoveEnd, number>> = {
  done: DONE,
  noCard: NO_CARD,
  jam: FAILED,
  pulled: NO_CARD,
  binFull: FAILED,
  stopped: FAILED,
};

/**
 * What a CRT-310 makes of its commands: each is executed when ENQ asks for it, and none before it is initialised.
 */
export class Crt310Firmware implements Firmware {
  readonly shape = { start: 0x02, addressed: false };
  readonly needsEnquiry = true;
  readonly address = 0;
  readonly #path: CardPath;
  readonly #faults: FaultSwitch;
  initialised = false;
  #loose = false;

  constructor({ path, faults }: FirmwareSurroundings) {
    this.#path = path;
    this.#faults = faults;
  }

  start(): void {
    this.initialised = false;
  }

  kindOf(text: Uint8Array): CommandKind {
    const [cm = 0, pm = 0] = text;
    if (cm === 0x37) return CARD_KINDS[pm] ?? 'other';
    if (cm === 0x33) return pm === 0x31 ? 'powerOff' : 'reset';
    return KINDS[cm] ?? 'other';
  }

  async execute(text: Uint8Array): Promise<Uint8Array> {
    const [cm = 0, pm = 0] = text;
    const ending = await this.#run(cm, pm, text.subarray(2));
    return typeof ending === 'number'
      ? Uint8Array.of(REFUSED, cm, ending)
      : Buffer.concat([Uint8Array.of(cm, pm), ending]);
  }

  async #run(cm: number, pm: number, data: Uint8Array): Promise<Ending> {
    if (cm === 0x30) return this.#initialise(pm);
    if (!this.initialised) return NOT_NOW;
    switch (cm) {
      case 0x31:
        return pm === 0x30 ? this.#status() : pm === 0x2f ? this.#sensors() : PARAMETER;
      case 0x2e: {
        const stop = STOPS[pm];
        if (stop === undefined) return PARAMETER;
        this.#path.stop = stop;
        return Uint8Array.of(DONE);
      }
      case 0x2f:
        return this.#entry(pm, data[0]);
      case 0x32:
        return this.#move(pm);
      case 0x33:
        return this.#contacts(pm);
      case 0x37:
        return this.#cardCommand(pm, data);
      default:
        return UNDEFINED;
    }
  }

  async #initialise(pm: number): Promise<Ending> {
    if (pm !== 0x30 && pm !== 0x31 && pm !== 0x32) return PARAMETER;
    this.#path.lift();
    this.#path.entryPermitted = false;
    await this.#path.search();
    if (pm !== 0x30 && this.#path.card !== null) await this.#path.move(pm === 0x31 ? 'gate' : 'bin');
    this.initialised = true;
    return MODEL;
  }

  #status(): Uint8Array {
    const { card, place, entryPermitted } = this.#path;
    const gate = this.#loose ? 0x48 : 0x49;
    const s1 = card === null ? 0x4e : { gate, inside: 0x4a, contacts: 0x4b }[place];
    return Uint8Array.of(s1, entryPermitted ? 0x4a : 0x4e, 0x4e);
  }

  /** Six light barriers, the shutter, and the switch behind it. */
  #sensors(): Uint8Array {
    const { card, place, shutter } = this.#path;
    const at = (here: boolean) => (card !== null && here ? 0x31 : 0x30);
    const open = shutter === 'open' ? 0x31 : 0x30;
    const inside = at(place !== 'gate');
    return Uint8Array.of(at(place === 'gate'), inside, inside, 0x30, 0x30, 0x30, open, at(place === 'gate'));
  }

  #entry(pm: number, rear: number | undefined): Ending {
    if (pm < 0x31 || pm > 0x34) return PARAMETER;
    if (rear !== undefined && rear !== 0x30 && rear !== 0x31) return WRONG_DATA;
    // By the magnetic stripe alone no chip card gets in.
    this.#path.entryPermitted = pm === 0x33;
    return Uint8Array.of(DONE);
  }

  async #move(pm: number): Promise<Ending> {
    const move = MOVES[pm];
    if (move === undefined) return PARAMETER;
    if (this.#isMovedByHand()) return Uint8Array.of(WRONG_PLACE);
    const end = await this.#path.move(move.target);
    if (end === 'done') this.#loose = move.loose === true;
    return Uint8Array.of(LETTER_OF[end]);
  }

  /** Found out once; the next command finds the card where it is. */
  #isMovedByHand(): boolean {
    if (this.#path.card === null || this.#faults.strikes('movedByHand') === null) return false;
    this.#path.lift();
    return true;
  }

  /** @returns the letter for what keeps the contacts from the card; null when nothing does */
  #obstacle(): number | null {
    if (this.#path.card === null) return NO_CARD;
    return this.#isMovedByHand() || this.#path.place !== 'contacts' ? WRONG_PLACE : null;
  }

  #contacts(pm: number): Ending {
    if (pm !== 0x30 && pm !== 0x31) return PARAMETER;
    if (pm === 0x31) {
      this.#path.powerOff();
      return Uint8Array.of(DONE);
    }
    return Uint8Array.of(this.#obstacle() ?? DONE);
  }

  #cardCommand(pm: number, data: Uint8Array): Ending {
    const obstacle = this.#obstacle();
    if (obstacle !== null) return Uint8Array.of(obstacle);
    switch (pm) {
      case 0x30:
        return this.#answered(this.#path.powerOn());
      case 0x2f:
        // The supply stays on when a cold reset was not answered.
        return this.#answered(this.#path.isActive ? this.#path.reset() : this.#path.powerOn());
      case 0x31:
      case 0x32:
        return this.#apdu(pm === 0x31 ? 'T=0' : 'T=1', data);
      default:
        return PARAMETER;
    }
  }

  #apdu(meant: 'T=0' | 'T=1', data: Uint8Array): Ending {
    const length = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
    const command = data.subarray(2);
    if (length !== command.length || length < 4 || length > 262) return WRONG_DATA;
    if (!this.#path.isActive || meant !== this.#path.protocol) return Uint8Array.of(FAILED);
    return this.#answered(this.#path.process(command));
  }

  /** More than its buffer holds is as good as no answer. */
  #answered(bytes: Uint8Array | null): Uint8Array {
    if (bytes === null || bytes.length > LONGEST_RESPONSE) return Uint8Array.of(FAILED);
    const letter = this.#path.protocol === 'T=1' ? DONE_T1 : DONE;
    return Buffer.concat([Uint8Array.of(letter, bytes.length >> 8, bytes.length & 0xff), bytes]);
  }
}
