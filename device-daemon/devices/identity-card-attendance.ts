import type { IdentityCardErrorCode } from '#shared/protocol/cards.ts';
import { assertNever } from '#shared/result.ts';
import { type Clock, chinaDate, type IsoDate } from '#shared/time/calendar.ts';
import type { IdentityCard } from '../drivers/identity-card.ts';
import type { IdentityCardConversation, ReadOutcome } from '../drivers/identity-card-driver.ts';
import type { LinkFault } from '../drivers/link-fault.ts';
import { validityFault } from './identity-card-validity.ts';
import type { ReadProgress } from './read-progress.ts';

/**
 * What lies on the reader.
 * - `read`: a card that was read; the module can tell whether it still lies there.
 * - `unreadable`: a card that could not be read; only looking for it again tells whether it is there.
 * `refused` = it was turned down, and counts again only after it has been lifted.
 */
export type Presence =
  | { readonly type: 'unknown' }
  | { readonly type: 'absent' }
  | { readonly type: 'read'; readonly refused: boolean }
  | { readonly type: 'unreadable'; readonly refused: true };

/** A read that waits for its card. */
export interface WaitingRead {
  readonly progress: ReadProgress;
  settle(outcome: { card: IdentityCard } | { errorCode: IdentityCardErrorCode }): void;
}

/** What the attendance knows of the rest of the device. */
export interface AttendanceDesk {
  readonly waiting: WaitingRead | null;
  readonly presence: Presence;
  /** A card whose visit is over may still lie there, seen or not: the next card counts after a look at an empty reader. */
  readonly usedUp: boolean;
  setPresence(presence: Presence): void;
  setNewestAddress(address: string | null): void;
}

export interface AttendanceOptions {
  readonly conversation: IdentityCardConversation;
  readonly desk: AttendanceDesk;
  readonly pollMs: number;
  readonly clock: Clock;
}

/** While a card lies there: removal is noticed within this time and two exchanges. */
const PRESENCE_POLL_MS = 200;
/** While nobody reads and no card is known: the reader is asked whether it is there, and leaves cards alone. */
const PING_MS = 500;
/** So many failed exchanges in a row, each with a reader that answered afterwards, and the line is no good. */
const MAX_FAULTS_IN_A_ROW = 3;

/** Serves one working reader: waits for cards while a read wants one, watches the card that lies there, else pings. */
export class IdentityCardAttendance {
  readonly #conversation: IdentityCardConversation;
  readonly #desk: AttendanceDesk;
  readonly #pollMs: number;
  readonly #clock: Clock;
  #pausing: { timer: NodeJS.Timeout; end: () => void } | null = null;
  /** What the citizen was told last, and in which read. */
  #told: { readonly waiting: WaitingRead; readonly what: 'insertCard' | 'mediaInserted' } | null = null;

  constructor(options: AttendanceOptions) {
    this.#conversation = options.conversation;
    this.#desk = options.desk;
    this.#pollMs = options.pollMs;
    this.#clock = options.clock;
  }

  /** @returns why it ended; after the signal the reason means nothing */
  async run(signal: AbortSignal): Promise<LinkFault> {
    signal.addEventListener('abort', () => this.hurry(), { once: true });
    let faults = 0;
    while (!signal.aborted) {
      const startedAt = performance.now();
      const waiting = this.#desk.waiting;
      const fault = waiting === null ? await this.#watch() : await this.#serve(waiting);
      if (signal.aborted) break;
      if (fault === null) {
        faults = 0;
      } else {
        faults += 1;
        const final = await this.#judge(fault, faults);
        if (final !== null) return final;
      }
      if (!signal.aborted) await this.#pause(this.#intervalMs() - (performance.now() - startedAt));
    }
    return { type: 'silent' };
  }

  /** Something changed: the next turn comes now instead of at the end of the pause. */
  hurry(): void {
    if (this.#pausing === null) return;
    clearTimeout(this.#pausing.timer);
    this.#pausing.end();
  }

  #pause(ms: number): Promise<void> {
    if (ms <= 0) return Promise.resolve();
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
    if (presence.type === 'read' || presence.type === 'unreadable') return PRESENCE_POLL_MS;
    return waiting === null ? PING_MS : this.#pollMs;
  }

  /** A reader that answers a ping after a failed exchange had a bad moment, not a bad line. */
  async #judge(fault: LinkFault, faultsInARow: number): Promise<LinkFault | null> {
    if (fault.type === 'broken' || faultsInARow >= MAX_FAULTS_IN_A_ROW) return fault;
    const pinged = await this.#conversation.ping();
    return pinged.type === 'well' ? null : pinged;
  }

  /** Nobody wants a card now. */
  async #watch(): Promise<LinkFault | null> {
    const { presence, usedUp } = this.#desk;
    if (presence.type === 'unknown' && usedUp) return this.#lookForUsedUpCard();
    switch (presence.type) {
      case 'absent': {
        const pinged = await this.#conversation.ping();
        return pinged.type === 'well' ? null : pinged;
      }
      case 'unknown':
      case 'read':
        return this.#lookAfterReadCard(presence.type === 'read' && presence.refused);
      case 'unreadable':
        return this.#lookAfterUnreadableCard();
      default:
        return assertNever(presence);
    }
  }

  async #lookAfterReadCard(refused: boolean): Promise<LinkFault | null> {
    const outcome = await this.#conversation.stillThere();
    switch (outcome.type) {
      case 'present':
        this.#desk.setNewestAddress(outcome.newestAddress);
        // Its visit may have ended while the reader was being asked.
        this.#desk.setPresence({ type: 'read', refused: refused || isRefused(this.#desk.presence) });
        return null;
      case 'absent':
        this.#desk.setPresence({ type: 'absent' });
        return null;
      default:
        return outcome;
    }
  }

  /** The reader was away. It may know the card still, or find it as a new one, or there is none any more. */
  async #lookForUsedUpCard(): Promise<LinkFault | null> {
    const known = await this.#conversation.stillThere();
    if (known.type === 'present') {
      this.#desk.setPresence({ type: 'read', refused: true });
      return null;
    }
    if (known.type !== 'absent') return known;
    const found = await this.#conversation.detect();
    if (found.type !== 'found' && found.type !== 'notFound') return found;
    this.#desk.setPresence(
      found.type === 'found' ? { type: 'unreadable', refused: true } : { type: 'absent' },
    );
    return null;
  }

  async #lookAfterUnreadableCard(): Promise<LinkFault | null> {
    // Twice, as a card at the edge of the field is missed now and then.
    for (let look = 1; look <= 2; look += 1) {
      const outcome = await this.#conversation.detect();
      if (outcome.type === 'found') return null;
      if (outcome.type !== 'notFound') return outcome;
    }
    this.#desk.setPresence({ type: 'absent' });
    return null;
  }

  /** One turn for a read that waits. */
  async #serve(waiting: WaitingRead): Promise<LinkFault | null> {
    const { presence, usedUp } = this.#desk;
    if (presence.type === 'unknown' && usedUp) return this.#lookForUsedUpCard();
    switch (presence.type) {
      case 'unreadable':
        return this.#lookAfterUnreadableCard();
      case 'read':
        if (presence.refused) return this.#lookAfterReadCard(true);
        this.#tellInserted(waiting);
        return this.#readCard(waiting, 'lying');
      case 'unknown':
      case 'absent':
        return this.#lookForCard(waiting, presence.type === 'unknown');
      default:
        return assertNever(presence);
    }
  }

  async #lookForCard(waiting: WaitingRead, unknown: boolean): Promise<LinkFault | null> {
    if (!unknown && !this.#wasTold(waiting, 'insertCard')) {
      this.#told = { waiting, what: 'insertCard' };
      waiting.progress.insertCard();
    }
    const detected = await this.#conversation.detect();
    if (detected.type === 'found') return this.#readCard(waiting, 'found');
    if (detected.type !== 'notFound') return detected;
    // "Not found" is also said of a card that somebody has read before us: with an unknown past it is tried once.
    return unknown ? this.#readCard(waiting, 'lying') : null;
  }

  async #readCard(waiting: WaitingRead, start: 'found' | 'lying'): Promise<LinkFault | null> {
    const before = this.#desk.presence;
    const reading = this.#conversation.read(start);
    if (start === 'found') {
      // The request is on its way already; what the citizen is told costs no time.
      this.#tellInserted(waiting);
      this.#desk.setPresence({ type: 'unreadable', refused: true });
    }
    // While the card is on the wire there is time for what need not wait for its last byte.
    const today = chinaDate(this.#clock());
    const outcome = await reading;
    if (outcome.type === 'noMedia' && before.type === 'read') return this.#rereadRefused(waiting);
    return this.#conclude(waiting, outcome, before, today);
  }

  /** Some readers give a card once only. While it still lies there the citizen must lift it; else it has just left. */
  async #rereadRefused(waiting: WaitingRead): Promise<LinkFault | null> {
    const outcome = await this.#conversation.stillThere();
    if (outcome.type === 'present') waiting.settle({ errorCode: 'invalidMedia' });
    else if (outcome.type === 'absent') this.#told = null;
    else return outcome;
    this.#desk.setPresence(outcome.type === 'present' ? { type: 'read', refused: true } : { type: 'absent' });
    return null;
  }

  #conclude(waiting: WaitingRead, outcome: ReadOutcome, before: Presence, today: IsoDate): LinkFault | null {
    switch (outcome.type) {
      case 'card': {
        const fault = validityFault(outcome.card, today);
        if (before.type === 'unknown' && !this.#wasTold(waiting, 'mediaInserted'))
          this.#tellInserted(waiting);
        this.#desk.setNewestAddress(null);
        waiting.settle(fault === null ? { card: outcome.card } : { errorCode: fault });
        this.#desk.setPresence({ type: 'read', refused: fault !== null });
        return null;
      }
      case 'unacceptable':
        waiting.settle({ errorCode: outcome.reason });
        this.#desk.setPresence({ type: 'read', refused: true });
        return null;
      case 'rejected':
        waiting.settle({ errorCode: outcome.reason });
        this.#desk.setPresence({ type: 'unreadable', refused: true });
        return null;
      case 'noMedia':
        this.#desk.setPresence({ type: 'absent' });
        // Only a card that was seen during this read can be missed.
        if (this.#wasTold(waiting, 'mediaInserted')) waiting.settle({ errorCode: 'noMedia' });
        return null;
      default:
        // The module may have read the card though its answer did not arrive; then it would not find it again.
        this.#desk.setPresence({ type: 'unknown' });
        return outcome;
    }
  }

  #tellInserted(waiting: WaitingRead): void {
    this.#told = { waiting, what: 'mediaInserted' };
    waiting.progress.mediaInserted();
  }

  #wasTold(waiting: WaitingRead, what: 'insertCard' | 'mediaInserted'): boolean {
    return this.#told?.waiting === waiting && this.#told.what === what;
  }
}

const isRefused = (presence: Presence): boolean => presence.type === 'read' && presence.refused;
