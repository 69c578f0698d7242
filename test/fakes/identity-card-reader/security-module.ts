import type { SampleCard } from './cards.ts';
import type { RequestName } from './requests.ts';

/**
 * The security module (SAM-V) of a reader: what it answers depends on what was done with the card before.
 *
 * ```
 *   empty ──lay──▶ lying ──find 9F──▶ found ──select──▶ selected ──read──▶ read
 *     ▲                                                                     │ find: 80 until lifted
 *     └──────────────────────────────── lift ───────────────────────────────┘
 * ```
 * A card that was read answers `read`, `newest address` and `card body number` as long as it lies there.
 */
export interface ModuleTraits {
  /** It finds a card that was read and still lies there. */
  readonly findsAgain: boolean;
  /** It reads a card that was found and not selected. */
  readonly selectOptional: boolean;
}

type CardState = 'empty' | 'lying' | 'found' | 'selected' | 'read';

/** Typical times of a module; reading a chip over the air is what takes long. */
const WORK_MS: Record<RequestName, number> = {
  handshake: 5,
  initialise: 20,
  reset: 20,
  status: 2,
  moduleId: 3,
  find: 15,
  select: 20,
  readBase: 200,
  newestAddress: 12,
  cardBodyNumber: 12,
};

export const status = (sw3: number): Uint8Array => Uint8Array.of(0, 0, sw3);
const withData = (sw3: number, ...data: Uint8Array[]): Uint8Array => Buffer.concat([status(sw3), ...data]);

/** `05.03-20140101-0000000001-0000000002` */
const MODULE_ID = Buffer.from('05000300455033010100000002000000', 'hex');

/** The CVR-100AU's: of the 24 bytes of its answer nothing but their number is known. */
const INITIALISED = new Uint8Array(13);

export class SecurityModule {
  card: SampleCard | null = null;
  cardState: CardState = 'empty';
  readonly #traits: ModuleTraits;
  readonly #workFactor: number;

  /** @param workFactor 1 = the times of a real module, 0 = none */
  constructor(traits: ModuleTraits, workFactor: number) {
    this.#traits = traits;
    this.#workFactor = workFactor;
  }

  lay(card: SampleCard): void {
    this.card = card;
    this.cardState = 'lying';
  }

  lift(): void {
    this.card = null;
    this.cardState = 'empty';
  }

  /** Power on: a card that lies there is new to it. */
  reset(): void {
    this.cardState = this.card === null ? 'empty' : 'lying';
  }

  workMs(name: RequestName): number {
    return WORK_MS[name] * this.#workFactor;
  }

  /** Decided after the work is done: a card taken away meanwhile is gone. */
  answer(name: Exclude<RequestName, 'handshake'>): Uint8Array {
    switch (name) {
      case 'initialise':
        return withData(0x90, INITIALISED);
      case 'status':
        return status(0x90);
      case 'moduleId':
        return withData(0x90, MODULE_ID);
      case 'reset':
        this.reset();
        return status(0x90);
      case 'find':
        return this.#find();
      case 'select':
        return this.#select();
      case 'readBase':
        return this.#readBase();
      case 'newestAddress': {
        if (this.card === null || this.cardState !== 'read') return status(0x41);
        const entries = this.card.newestAddresses;
        return entries.length === 0 ? status(0x91) : withData(0x90, ...entries);
      }
      case 'cardBodyNumber':
        return this.cardState === 'read' ? withData(0x90, new Uint8Array(28)) : status(0x41);
    }
  }

  #find(): Uint8Array {
    if (this.card === null || (this.cardState === 'read' && !this.#traits.findsAgain)) return status(0x80);
    this.cardState = 'found';
    return withData(0x9f, new Uint8Array(4));
  }

  #select(): Uint8Array {
    if (this.cardState !== 'found' && this.cardState !== 'selected') return status(0x81);
    this.cardState = 'selected';
    return withData(0x90, new Uint8Array(8));
  }

  #readBase(): Uint8Array {
    const { cardState } = this;
    const selected = cardState === 'selected' || (cardState === 'found' && this.#traits.selectOptional);
    if (this.card === null || (!selected && cardState !== 'read')) return status(0x41);
    switch (this.card.defect) {
      case 'unrecognisedType':
        return status(0x40);
      case 'damaged':
        return status(0x41);
      case 'counterfeit':
        return status(0x32);
      case null:
        this.cardState = 'read';
        return withData(0x90, Uint8Array.of(0x01, 0x00, 0x04, 0x00), this.card.textBlock, this.card.photo);
    }
  }
}

export function frameOf(body: Uint8Array): Uint8Array {
  const length = body.length + 1;
  const checked = Buffer.concat([Uint8Array.of(length >> 8, length & 0xff), body]);
  const checksum = checked.reduce((sum, byte) => sum ^ byte, 0);
  return Buffer.concat([Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69), checked, Uint8Array.of(checksum)]);
}
