import type { ChipCard } from '../chip-card/chip-card.ts';
import { FakeRefusal } from '../fake-process.ts';
import type { FaultSwitch } from './faults.ts';

/**
 * The way of a card through a motorised reader, and what a person can do with it.
 *
 * ```
 *    person         shutter                                        bin
 *      │  insert      ║   motor draws in                            ▲
 *      └────────────▶ ║ ─────────────▶ inside ◀──▶ contacts         │ capture
 *      ◀──────────── gate ◀──────────────┴────────────┘─────────────┘
 *         take        ║       eject
 * ```
 * The shutter is open while a card is being put in or stands at the gate. Without supply nothing moves, and the card
 * stays where it is.
 */
export type Place = 'gate' | 'inside' | 'contacts';
export type Target = Place | 'bin';

/** `pulled`: its owner was quicker · `stopped`: the supply went away on the way */
export type MoveEnd = 'done' | 'noCard' | 'jam' | 'pulled' | 'binFull' | 'stopped';

/** Typical times of such a reader. */
const MOTOR_MS = { insert: 1200, gate: 1300, inside: 700, contacts: 900, bin: 1600 } as const;

export interface CardPathOptions {
  readonly faults: FaultSwitch;
  /** 1 = the times of a real motor. */
  readonly workFactor: number;
  /** The supply goes away in the middle of a move. */
  readonly onPowerLoss: () => void;
}

export class CardPath {
  readonly #options: CardPathOptions;
  /** Raised when the supply goes: no motor of the life before goes on. */
  #life = 0;
  #moving = false;
  #atr: Uint8Array | null = null;
  card: ChipCard | null = null;
  place: Place = 'gate';
  entryPermitted = false;
  /** Where the motor takes a card that is put in. */
  stop: Place = 'inside';
  captured = 0;
  readonly statistics = { inserted: 0, taken: 0, moves: 0, jams: 0, resets: 0, apdus: 0 };

  constructor(options: CardPathOptions) {
    this.#options = options;
  }

  /** The chip has its supply and has answered to reset. */
  get isActive(): boolean {
    return this.#atr !== null;
  }

  get shutter(): 'open' | 'closed' {
    return this.card !== null && this.place === 'gate' ? 'open' : 'closed';
  }

  get isMoving(): boolean {
    return this.#moving;
  }

  /** A person puts a card to the gate; the motor takes it. */
  insert(card: ChipCard, hasSupply: boolean): void {
    if (this.card !== null) throw new FakeRefusal(409, `${this.card.name} is in the reader`);
    if (!hasSupply || !this.entryPermitted) throw new FakeRefusal(409, 'the shutter is closed');
    this.card = card;
    this.place = 'gate';
    this.statistics.inserted += 1;
    void this.#drawIn();
  }

  async #drawIn(): Promise<void> {
    this.#moving = true;
    const life = this.#life;
    await this.#motor('insert');
    if (life !== this.#life) return;
    this.#moving = false;
    // Pulled back by its owner.
    if (this.card === null) return;
    if (this.#isJammedOn('insert')) {
      this.statistics.jams += 1;
      return;
    }
    this.place = this.stop;
  }

  /** A person takes the card that stands at the gate. */
  take(): void {
    if (this.card === null) throw new FakeRefusal(409, 'no card is in the reader');
    if (this.place !== 'gate') throw new FakeRefusal(409, `${this.card.name} does not stand at the gate`);
    this.#out();
    this.statistics.taken += 1;
  }

  async move(target: Target): Promise<MoveEnd> {
    if (this.card === null) return 'noCard';
    const { faults } = this.#options;
    this.statistics.moves += 1;
    this.powerOff();
    const life = this.#life;
    const from = this.place;
    this.#moving = true;
    const half = MOTOR_MS[target] / 2;
    await this.#wait(half);
    if (faults.all.powerLossDuring === 'move' && faults.strikes('powerLossDuring') !== null) {
      this.#options.onPowerLoss();
    }
    if (life !== this.#life) return 'stopped';
    if (from !== 'gate' && target === 'gate' && faults.strikes('pulledWhileEjecting') !== null) {
      this.#moving = false;
      this.#out();
      this.statistics.taken += 1;
      return 'pulled';
    }
    await this.#wait(half);
    if (life !== this.#life) return 'stopped';
    this.#moving = false;
    if (this.card === null) return 'pulled';
    const jam = target === 'gate' ? 'eject' : target === 'bin' ? 'capture' : 'insert';
    if (this.#isJammedOn(jam)) {
      this.statistics.jams += 1;
      return 'jam';
    }
    if (target !== 'bin') {
      this.place = target;
      return 'done';
    }
    if (faults.holds('binFull')) return 'binFull';
    this.#out();
    this.captured += 1;
    return 'done';
  }

  /** The motor turns without a card, to find out where one is. */
  async search(): Promise<void> {
    await this.#wait(MOTOR_MS.inside);
  }

  /** Contacts up; for a reader that is initialised, and for a card that a hand has moved. */
  lift(): void {
    this.powerOff();
    if (this.place === 'contacts') this.place = 'inside';
  }

  /** @returns the ATR; null when the chip does not answer */
  powerOn(): Uint8Array | null {
    this.statistics.resets += 1;
    this.#atr = this.#options.faults.strikes('mute') === null ? (this.card?.powerOn() ?? null) : null;
    return this.#atr;
  }

  reset(): Uint8Array | null {
    this.statistics.resets += 1;
    this.#atr = this.#options.faults.strikes('mute') === null ? (this.card?.reset() ?? null) : null;
    return this.#atr;
  }

  powerOff(): void {
    this.#atr = null;
    this.card?.powerOff();
  }

  /** @returns null when the chip has fallen mute */
  process(command: Uint8Array): Uint8Array | null {
    this.statistics.apdus += 1;
    return this.card?.process(command) ?? null;
  }

  /** What the chip said at its reset it would speak. */
  get protocol(): 'T=0' | 'T=1' {
    return this.#atr !== null && speaksT1(this.#atr) ? 'T=1' : 'T=0';
  }

  supplyFails(): void {
    this.#life += 1;
    this.#moving = false;
    this.entryPermitted = false;
    this.stop = 'inside';
    this.powerOff();
  }

  state(): Record<string, unknown> {
    return {
      card: this.card?.name ?? null,
      position: this.card === null ? 'none' : this.place,
      moving: this.#moving,
      shutter: this.shutter,
      entryPermitted: this.entryPermitted,
      chipActive: this.isActive,
      binCount: this.captured,
      statistics: { ...this.statistics },
    };
  }

  #isJammedOn(what: 'insert' | 'eject' | 'capture'): boolean {
    const { faults } = this.#options;
    return faults.all.jamOn === what && faults.strikes('jamOn') !== null;
  }

  #out(): void {
    this.powerOff();
    this.card = null;
    this.place = 'gate';
  }

  #motor(what: keyof typeof MOTOR_MS): Promise<void> {
    return this.#wait(MOTOR_MS[what]);
  }

  #wait(ms: number): Promise<void> {
    const scaled = ms * this.#options.workFactor;
    return scaled <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, scaled));
  }
}

/** ISO 7816-3: a TDi whose low half is 1. */
function speaksT1(atr: Uint8Array): boolean {
  let index = 1;
  let present = (atr[1] ?? 0) >> 4;
  for (;;) {
    const following = [1, 2, 4].filter((bit) => (present & bit) !== 0).length;
    if ((present & 8) === 0) return false;
    index += following + 1;
    const td = atr[index] ?? 0;
    if ((td & 0x0f) === 1) return true;
    present = td >> 4;
  }
}
