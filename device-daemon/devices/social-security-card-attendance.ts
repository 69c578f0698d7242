import type { SocialSecurityCardErrorCode } from '#shared/protocol/cards.ts';
import type { Result } from '#shared/result.ts';
import { assertNever } from '#shared/result.ts';
import type { SocialSecurityCard } from '../cards/social-security-card/social-security-card.ts';
import type {
  CardFault,
  ChipCardOutcome,
  ChipCardReader,
  ChipCardReaderStatus,
} from '../drivers/chip-card-reader.ts';
import { isLinkFault, type LinkFault } from '../drivers/link-fault.ts';
import type { ReadProgress } from './read-progress.ts';

/**
 * Which card is in the reader, as far as people are concerned.
 * - `unread`: there, and nobody has asked for it yet
 * - `held`: read, and its owner's visit is on
 * - `returned`: to be taken out; `sinceMs` on the clock of `performance.now`
 * - `jammed`: stuck; `nextTryMs` when the motor tries again
 */
export type Presence =
  | { readonly type: 'unknown' | 'absent' | 'unread' | 'held' }
  | { readonly type: 'returned'; readonly sinceMs: number }
  | { readonly type: 'jammed'; readonly triesLeft: number; readonly nextTryMs: number };

/** A read that waits for its card. */
export interface WaitingRead {
  readonly progress: ReadProgress;
  settle(outcome: Result<SocialSecurityCard, SocialSecurityCardErrorCode>): void;
}

/** What the attendance knows of the rest of the device. */
export interface AttendanceDesk {
  readonly waiting: WaitingRead | null;
  readonly presence: Presence;
  /** The visit is over and its card is to be given back. */
  readonly releaseWanted: boolean;
  setPresence(presence: Presence): void;
  /** The card's position as the reader tells it, for what people are told of the device. */
  noteStatus(status: ChipCardReaderStatus): void;
  /** Reads what is on the powered card. */
  readCard(
    reader: ChipCardReader,
    atr: Uint8Array,
  ): Promise<Result<SocialSecurityCard, SocialSecurityCardErrorCode | LinkFault>>;
  /** A card of the visit that is on is expected inside. */
  readonly expectsCard: boolean;
  /** The reader was away while a card was held: is this the same one? */
  recognise(reader: ChipCardReader, atr: Uint8Array): Promise<Result<boolean, LinkFault>>;
  held(card: SocialSecurityCard): void;
  /** It is in the bin. */
  retained(): void;
  captureFailed(fault: CardFault | LinkFault): void;
}

export interface AttendanceOptions {
  readonly reader: ChipCardReader;
  readonly desk: AttendanceDesk;
  /** How long an ejected card may stand in the slot. */
  readonly takeCardMs: number;
}

/** How soon a card that is put in or taken is noticed. */
const POLL_MS = 150;
/** Nobody waits for a card: how soon a lost reader is noticed. */
const IDLE_POLL_MS = 500;
/** A card that is pushed in stands in the slot for a moment; longer than this it is not being pushed. */
const ENTERING_MS = 3_000;
const JAM_RETRY_MS = 10_000;
const JAM_TRIES = 3;
/** So many failed exchanges in a row, and the line is no good. */
const MAX_FAULTS_IN_A_ROW = 3;

interface Job {
  run(reader: ChipCardReader): Promise<void>;
  /** The reader went before its turn came. */
  abandon(): void;
}
type Turn = LinkFault | null;

/** Serves one working reader: lets cards in while a read wants one, watches the one inside, gives it back. */
export class SocialSecurityCardAttendance {
  readonly #reader: ChipCardReader;
  readonly #desk: AttendanceDesk;
  readonly #takeCardMs: number;
  readonly #jobs: Job[] = [];
  #ended = false;
  #windingUp: (() => void) | null = null;
  #pausing: { timer: NodeJS.Timeout; end: () => void } | null = null;
  #entry: 'permitted' | 'refused' | 'unknown' = 'unknown';
  /** Told to insert a card: in this read. */
  #invited: WaitingRead | null = null;
  #enteringSinceMs: number | null = null;

  constructor(options: AttendanceOptions) {
    this.#reader = options.reader;
    this.#desk = options.desk;
    this.#takeCardMs = options.takeCardMs;
  }

  /** @returns why it ended; after the signal the reason means nothing */
  async run(signal: AbortSignal): Promise<LinkFault> {
    const fault = await this.#serve(signal);
    this.#ended = true;
    for (const job of this.#jobs.splice(0)) job.abandon();
    this.#windingUp?.();
    return fault;
  }

  async #serve(signal: AbortSignal): Promise<LinkFault> {
    signal.addEventListener('abort', () => this.hurry(), { once: true });
    let faults = 0;
    while (!signal.aborted) {
      const fault = await this.#turn();
      if (signal.aborted) break;
      faults = fault === null ? 0 : faults + 1;
      if (fault !== null && (fault.type === 'broken' || faults >= MAX_FAULTS_IN_A_ROW)) return fault;
      if (this.#jobs.length === 0) await this.#pause(this.#intervalMs());
    }
    return { type: 'silent' };
  }

  /** Ends with an empty reader and a closed gate, as far as the reader will. @returns when that is so, or it has gone */
  windUp(): Promise<void> {
    if (this.#ended) return Promise.resolve();
    return new Promise((resolve) => {
      this.#windingUp = resolve;
      this.hurry();
    });
  }

  /** Something changed: the next turn comes now instead of at the end of the pause. */
  hurry(): void {
    if (this.#pausing === null) return;
    clearTimeout(this.#pausing.timer);
    this.#pausing.end();
  }

  /**
   * Runs `task` between two looks at the reader, so that one exchange never meets another.
   * @returns null when the reader went before its turn came: nothing was done
   */
  perform<T>(task: (reader: ChipCardReader) => Promise<T>): Promise<T | null> {
    if (this.#ended) return Promise.resolve(null);
    return new Promise((resolve, reject) => {
      this.#jobs.push({
        run: (reader) => task(reader).then(resolve, reject),
        abandon: () => resolve(null),
      });
      this.hurry();
    });
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.#pausing = null;
        resolve();
      };
      this.#pausing = { timer: setTimeout(end, ms), end };
    });
  }

  #intervalMs(): number {
    const { presence, waiting } = this.#desk;
    return waiting !== null || presence.type !== 'absent' ? POLL_MS : IDLE_POLL_MS;
  }

  async #turn(): Promise<Turn> {
    if (this.#windingUp !== null) return this.#closeDown(this.#windingUp);
    const job = this.#jobs.shift();
    if (job !== undefined) {
      await job.run(this.#reader);
      return null;
    }
    if (this.#desk.releaseWanted && this.#desk.presence.type === 'held') return this.#giveBack();
    const status = await this.#reader.status();
    if (!status.ok) return this.#onFault(status.error);
    this.#desk.noteStatus(status.value);
    const { position, collision } = status.value;
    if (position !== 'atGate') this.#enteringSinceMs = null;
    switch (position) {
      case 'none':
        if (this.#desk.presence.type !== 'absent') this.#desk.setPresence({ type: 'absent' });
        return this.#mindTheGate();
      case 'atGate':
        return this.#cardAtGate();
      case 'inside':
      case 'atContacts':
        return this.#cardInside(position, collision);
      case 'unknown':
        // Its supply was away: whatever was known of the card is void, until it has been asked again.
        if (this.#desk.presence.type !== 'unknown') this.#desk.setPresence({ type: 'unknown' });
        return null;
      default:
        return assertNever(position);
    }
  }

  async #closeDown(done: () => void): Promise<Turn> {
    const { mover } = this.#reader;
    if (mover !== null) {
      const status = await this.#reader.status();
      if (!status.ok) return this.#onFault(status.error);
      const { position } = status.value;
      if (position === 'inside' || position === 'atContacts') {
        const returned = await this.#giveBack();
        if (returned !== null) return returned;
      }
      const refused = await mover.refuseEntry();
      if (!refused.ok) return this.#onFault(refused.error);
    }
    this.#windingUp = null;
    done();
    return null;
  }

  /** Nothing is in the reader: cards are let in while somebody waits for one. */
  async #mindTheGate(): Promise<Turn> {
    const { waiting } = this.#desk;
    const wanted = waiting === null ? 'refused' : 'permitted';
    const { mover } = this.#reader;
    if (mover !== null && this.#entry !== wanted) {
      const moved = await (waiting === null ? mover.refuseEntry() : mover.permitEntry());
      if (!moved.ok) return this.#onFault(moved.error);
      this.#entry = wanted;
    }
    if (waiting !== null && this.#invited !== waiting) {
      this.#invited = waiting;
      waiting.progress.insertCard();
    }
    return null;
  }

  async #cardAtGate(): Promise<Turn> {
    const { presence, waiting } = this.#desk;
    const now = performance.now();
    if (presence.type === 'returned') {
      return now - presence.sinceMs < this.#takeCardMs ? null : this.#capture();
    }
    this.#enteringSinceMs ??= now;
    const isEntering = waiting !== null && presence.type === 'absent' && this.#entry === 'permitted';
    if (isEntering && now - this.#enteringSinceMs < ENTERING_MS) return null;
    // It was let in and does not go in: held back, put in the wrong way, or stuck where its owner can still pull it.
    if (isEntering) waiting.settle({ ok: false, error: 'chipNotAnswering' });
    this.#returned();
    return null;
  }

  async #cardInside(position: 'inside' | 'atContacts', collision: boolean): Promise<Turn> {
    const { presence, waiting } = this.#desk;
    const hasMotor = this.#reader.mover !== null;
    switch (presence.type) {
      case 'held':
        return null;
      case 'returned':
        // A hand has to take it. A motor that says so though it has ejected the card is tried again.
        return hasMotor ? this.#giveBack() : null;
      case 'jammed':
        return performance.now() < presence.nextTryMs || presence.triesLeft === 0 ? null : this.#giveBack();
      case 'unknown':
        return this.#leftFromBefore(position);
      case 'absent':
      case 'unread':
        if (waiting !== null) return this.#read(waiting, position, collision);
        // A card that slipped in while the gate was being closed.
        if (hasMotor) return this.#giveBack();
        if (presence.type === 'absent') this.#desk.setPresence({ type: 'unread' });
        return null;
      default:
        return assertNever(presence);
    }
  }

  /** The reader has just come and holds a card: the visit's own, or one that somebody left in it. */
  async #leftFromBefore(position: 'inside' | 'atContacts'): Promise<Turn> {
    if (this.#desk.expectsCard) {
      const powered = await this.#power(position);
      if (!powered.ok && isLinkFault(powered.error)) return powered.error;
      const known = powered.ok ? await this.#desk.recognise(this.#reader, powered.value) : null;
      if (known !== null && !known.ok) return known.error;
      if (known?.value === true) {
        this.#desk.setPresence({ type: 'held' });
        return null;
      }
      // Another one in its place: the visit's own has left.
      this.#desk.setPresence({ type: 'absent' });
    }
    // Whose it is nobody knows: a motor gives it back, and a hand has to take it out once before it counts.
    return this.#giveBack();
  }

  async #read(waiting: WaitingRead, position: 'inside' | 'atContacts', collision: boolean): Promise<Turn> {
    this.#desk.setPresence({ type: 'unread' });
    waiting.progress.mediaInserted();
    if (collision) return this.#refuse(waiting, 'cardCollision');
    const powered = await this.#power(position);
    if (!powered.ok) {
      if (isLinkFault(powered.error)) return powered.error;
      return this.#refuse(waiting, errorCodeOf(powered.error));
    }
    const read = await this.#desk.readCard(this.#reader, powered.value);
    if (!read.ok) {
      if (typeof read.error !== 'string') return read.error;
      return this.#refuse(waiting, read.error);
    }
    // Cancelled meanwhile: nobody is there for this card any more.
    if (this.#desk.waiting !== waiting) return this.#giveBack();
    this.#desk.setPresence({ type: 'held' });
    this.#desk.held(read.value);
    waiting.settle({ ok: true, value: read.value });
    return null;
  }

  async #power(position: 'inside' | 'atContacts'): Promise<ChipCardOutcome<Uint8Array>> {
    const { mover } = this.#reader;
    if (mover !== null && position === 'inside') {
      const moved = await mover.moveToContacts();
      if (!moved.ok) return moved;
    }
    return this.#reader.powerOn('card');
  }

  async #refuse(waiting: WaitingRead, errorCode: SocialSecurityCardErrorCode): Promise<Turn> {
    waiting.settle({ ok: false, error: errorCode });
    // Gone, or at the edge of the field: the next look says so, and until then it is not tried again.
    if (errorCode === 'noMedia') {
      this.#returned();
      return null;
    }
    return errorCode === 'mediaJam' ? this.#jammed() : this.#giveBack();
  }

  /** Off the contacts and to the gate; where there is no motor a hand has to do it. */
  async #giveBack(): Promise<Turn> {
    const off = await this.#reader.powerOff('card');
    if (!off.ok && isLinkFault(off.error)) return off.error;
    const { mover } = this.#reader;
    if (mover !== null) {
      const ejected = await mover.eject();
      if (!ejected.ok) {
        if (isLinkFault(ejected.error)) return ejected.error;
        if (ejected.error.type !== 'noCard') return this.#jammed();
      }
      // The gate had to open for it.
      this.#entry = 'unknown';
    }
    this.#returned();
    return null;
  }

  #returned(): void {
    this.#desk.setPresence({ type: 'returned', sinceMs: performance.now() });
  }

  #jammed(): Turn {
    const { presence } = this.#desk;
    const triesLeft = presence.type === 'jammed' ? presence.triesLeft - 1 : JAM_TRIES;
    this.#desk.setPresence({ type: 'jammed', triesLeft, nextTryMs: performance.now() + JAM_RETRY_MS });
    return null;
  }

  async #capture(): Promise<Turn> {
    const { mover } = this.#reader;
    if (mover === null) return null;
    const captured = await mover.capture();
    if (!captured.ok) {
      if (isLinkFault(captured.error)) return captured.error;
      // Taken in the last moment; the next look says so.
      if (captured.error.type === 'noCard') return null;
      this.#desk.captureFailed(captured.error);
      // It stays where its owner may still take it, and is tried again after the same time.
      this.#returned();
      return null;
    }
    this.#desk.retained();
    return null;
  }

  #onFault(fault: CardFault | LinkFault): Turn {
    if (isLinkFault(fault)) return fault;
    switch (fault.type) {
      case 'jammed':
        this.#desk.waiting?.settle({ ok: false, error: 'mediaJam' });
        return this.#desk.presence.type === 'jammed' ? null : this.#jammed();
      case 'cardMoved':
      case 'noCard':
        // Another card, or none, in the place of the one that was there: the next look says which.
        this.#desk.setPresence({ type: 'absent' });
        return null;
      case 'mute':
      case 'unsupported':
      case 'refused':
        return null;
      default:
        return assertNever(fault);
    }
  }
}

/** The word of the protocol for what the reader says of a card. */
export function errorCodeOf(fault: CardFault): SocialSecurityCardErrorCode {
  switch (fault.type) {
    case 'noCard':
      return 'noMedia';
    case 'mute':
    case 'refused':
      return 'chipNotAnswering';
    case 'cardMoved':
      return 'cardChanged';
    case 'jammed':
      return 'mediaJam';
    case 'unsupported':
      return 'invalidMedia';
    default:
      return assertNever(fault.type);
  }
}
