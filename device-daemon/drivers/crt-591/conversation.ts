import { err, ok } from '#shared/result.ts';
import type {
  CardMover,
  ChipCardOutcome,
  ChipCardReader,
  ChipCardReaderStatus,
  ChipCardSlot,
} from '../chip-card-reader.ts';
import type { CreatorLine } from '../creator/line.ts';
import { printableText } from '../creator/printable-text.ts';
import { isRepeatableCommand, isWholeAnswer, requireCommandLength } from '../creator/repeatable-command.ts';
import type { LinkFault } from '../link-fault.ts';
import { type Crt591Answer, decodeCrt591Answer, isCrt591Answer } from './answer.ts';
import { CRT_591_COMMANDS, CRT_591_RESETS, type Crt591CommandName, crt591Text } from './commands.ts';
import { crt591FaultOf, MOVE_IN_DOUBT, NEEDS_INITIALISING, NOT_ACTIVE } from './errors.ts';
import { type Crt591Status, chipCardStatusOf } from './status.ts';

/** Where a card may stand when a move has ended as it should. */
const MOVES = {
  toContacts: ['reading'],
  /** Or gone: pulled out while it was still coming. */
  eject: ['gate', 'none'],
  capture: ['none'],
} as const satisfies Partial<Record<Crt591CommandName, readonly Crt591Status['place'][]>>;

/** A move of which nothing is known any more is made again once, from where the card is then. */
const MOVE_ATTEMPTS = 2;
/** A unit that is still at work does not hear the question; each is asked for about a second. */
const LOCATE_ATTEMPTS = 5;

const MEMORY_CARD = /^[2-9]/;

type Asked = Crt591Answer | LinkFault;

/**
 * The order of the commands, and what their answers mean for the card.
 *
 * A unit whose supply was away knows nothing of the card and refuses everything (B0), as it does when a hand moved the
 * card (45). The call that meets this ends with `cardMoved`; the next one initialises the unit without moving the card.
 * `status` then says `unknown` once, so that nobody takes the card for still powered, and the truth from then on.
 */
export class Crt591Conversation implements ChipCardReader, CardMover {
  readonly #line: CreatorLine;
  readonly #closePort: () => Promise<void>;
  #initialised = false;
  /** The unit does not tell; true from a move to the contacts until the next move. */
  #contactsDown = false;
  /** Forgotten by a unit that is initialised. */
  #entry: 'permitEntry' | 'refuseEntry' | null = null;

  constructor(line: CreatorLine, closePort: () => Promise<void>) {
    this.#line = line;
    this.#closePort = closePort;
  }

  get mover(): CardMover {
    return this;
  }

  async open(): Promise<ChipCardOutcome<{ readonly description: string | null }>> {
    return this.#initialise();
  }

  close(): Promise<void> {
    return this.#closePort();
  }

  async status(): Promise<ChipCardOutcome<ChipCardReaderStatus>> {
    if (this.#initialised) {
      const answer = await this.#ask('status');
      if (answer.type === 'done') return ok(chipCardStatusOf(answer.status, this.#contactsDown));
      if (answer.type !== 'failed') return err(answer);
      if (this.#initialised) return err(crt591FaultOf(answer.code));
    }
    const again = await this.#initialise();
    if (!again.ok) return again;
    return ok({ position: 'unknown', collision: false, retainBin: again.value.binFull ? 'full' : 'ok' });
  }

  async powerOn(slot: ChipCardSlot): Promise<ChipCardOutcome<Uint8Array>> {
    const ready = await this.#ensureInitialised();
    if (!ready.ok) return ready;
    if (slot === 'card') {
      const type = await this.#ask('detectType');
      if (type.type === 'done' && MEMORY_CARD.test(printableText(type.data)))
        return err({ type: 'unsupported' });
      // What the unit cannot tell the reset will; a card that is not in its place or stuck need not be tried.
      if (type.type === 'failed' && isDecided(type.code)) return err(crt591FaultOf(type.code));
      if (type.type === 'silent' || type.type === 'garbled' || type.type === 'broken') return err(type);
    }
    for (const reset of CRT_591_RESETS[slot]) {
      const answer = await this.#ask(reset);
      if (answer.type === 'done') {
        // The protocol, then the ATR; the unit keeps the protocol in mind itself.
        return answer.data.length > 2 ? ok(answer.data.slice(1)) : err({ type: 'garbled' });
      }
      if (answer.type !== 'failed') return err(answer);
      const fault = crt591FaultOf(answer.code);
      // A warm reset has nothing to begin with where no cold one came through.
      if (fault.type !== 'mute' && answer.code !== NOT_ACTIVE) return err(fault);
    }
    return err({ type: 'mute' });
  }

  async transmit(slot: ChipCardSlot, command: Uint8Array): Promise<ChipCardOutcome<Uint8Array>> {
    requireCommandLength(command);
    if (!this.#initialised) return err({ type: 'cardMoved' });
    const repeatable = isRepeatableCommand(command);
    const answer = await this.#ask(slot === 'card' ? 'transmit' : 'samTransmit', command, repeatable);
    if (answer.type === 'done')
      return isWholeAnswer(answer.data) ? ok(answer.data) : err({ type: 'garbled' });
    return err(answer.type === 'failed' ? crt591FaultOf(answer.code) : answer);
  }

  async powerOff(slot: ChipCardSlot): Promise<ChipCardOutcome<void>> {
    if (!this.#initialised) return ok(undefined);
    const answer = await this.#ask(slot === 'card' ? 'powerOff' : 'samPowerOff');
    if (answer.type === 'done') return ok(undefined);
    if (answer.type !== 'failed') return err(answer);
    const fault = crt591FaultOf(answer.code);
    // Without a supply already.
    return fault.type === 'cardMoved' || fault.type === 'noCard' ? ok(undefined) : err(fault);
  }

  permitEntry(): Promise<ChipCardOutcome<void>> {
    return this.#setEntry('permitEntry');
  }

  refuseEntry(): Promise<ChipCardOutcome<void>> {
    return this.#setEntry('refuseEntry');
  }

  async moveToContacts(): Promise<ChipCardOutcome<void>> {
    const moved = await this.#move('toContacts');
    this.#contactsDown = moved.ok;
    return moved;
  }

  eject(): Promise<ChipCardOutcome<void>> {
    return this.#move('eject');
  }

  capture(): Promise<ChipCardOutcome<void>> {
    return this.#move('capture');
  }

  async #setEntry(wanted: 'permitEntry' | 'refuseEntry'): Promise<ChipCardOutcome<void>> {
    this.#entry = wanted;
    if (!this.#initialised) {
      const again = await this.#initialise();
      return again.ok ? ok(undefined) : again;
    }
    return settled(await this.#ask(wanted));
  }

  /**
   * ```
   *   where is it? ──none──▶ noCard      without a card the unit would take one from its stacker
   *       │
   *     move ──done──▶ ok
   *       │ refused ──▶ why not
   *       │ answer lost, moved by hand, supply away
   *       ▼
   *   where is it? ──there──▶ ok
   *       │ elsewhere: once more, never blindly
   * ```
   */
  async #move(name: keyof typeof MOVES): Promise<ChipCardOutcome<void>> {
    const ends: readonly Crt591Status['place'][] = MOVES[name];
    let place = await this.#locate();
    if (place.ok && place.value === 'none') return err({ type: 'noCard' });
    for (let attempt = 1; place.ok && attempt <= MOVE_ATTEMPTS; attempt += 1) {
      this.#contactsDown = false;
      const answer = await this.#ask(name);
      if (answer.type === 'done') return ok(undefined);
      if (answer.type === 'broken') return err(answer);
      if (answer.type === 'failed' && !MOVE_IN_DOUBT.has(answer.code)) return err(crt591FaultOf(answer.code));
      place = await this.#locate();
      if (!place.ok) return place;
      if (ends.includes(place.value)) return ok(undefined);
      if (place.value === 'none') return err({ type: 'noCard' });
      if (answer.type === 'failed' && attempt === MOVE_ATTEMPTS) return err(crt591FaultOf(answer.code));
    }
    return place.ok ? err({ type: 'refused' }) : place;
  }

  async #locate(): Promise<ChipCardOutcome<Crt591Status['place']>> {
    let fault: LinkFault = { type: 'silent' };
    for (let attempt = 1; attempt <= LOCATE_ATTEMPTS; attempt += 1) {
      const ready = await this.#ensureInitialised();
      if (!ready.ok && ready.error.type !== 'silent' && ready.error.type !== 'garbled') return ready;
      const answer = ready.ok ? await this.#ask('status') : (ready.error as LinkFault);
      if (answer.type === 'done') return ok(answer.status.place);
      if (answer.type === 'failed' && this.#initialised) return err(crt591FaultOf(answer.code));
      if (answer.type !== 'failed') fault = answer;
    }
    return err(fault);
  }

  async #ensureInitialised(): Promise<ChipCardOutcome<void>> {
    if (this.#initialised) return ok(undefined);
    const again = await this.#initialise();
    return again.ok ? ok(undefined) : again;
  }

  async #initialise(): Promise<
    ChipCardOutcome<{ readonly description: string | null; readonly binFull: boolean }>
  > {
    this.#contactsDown = false;
    const answer = await this.#ask('initialise');
    if (answer.type !== 'done') return err(answer.type === 'failed' ? crt591FaultOf(answer.code) : answer);
    this.#initialised = true;
    if (this.#entry !== null) {
      const entry = settled(await this.#ask(this.#entry));
      if (!entry.ok) return entry;
    }
    return ok({ description: printableText(answer.data) || null, binFull: answer.status.binFull });
  }

  async #ask(
    name: Crt591CommandName,
    data?: Uint8Array,
    repeatable: boolean = CRT_591_COMMANDS[name].repeatable,
  ): Promise<Asked> {
    const outcome = await this.#line.exchange({
      text: crt591Text(name, data),
      answerTimeoutMs: CRT_591_COMMANDS[name].answerTimeoutMs,
      repeatable,
      isAnswer: (text) => isCrt591Answer(name, text),
    });
    if (outcome.type !== 'answered') return { type: outcome.type };
    const answer = decodeCrt591Answer(outcome.text);
    if (answer.type === 'failed' && NEEDS_INITIALISING.has(answer.code)) {
      this.#initialised = false;
      this.#contactsDown = false;
    }
    return answer;
  }
}

/** The unit has said something of the card or of itself that no reset will change. */
function isDecided(code: string): boolean {
  const { type } = crt591FaultOf(code);
  return type !== 'mute' && type !== 'unsupported' && type !== 'refused';
}

function settled(answer: Asked): ChipCardOutcome<void> {
  if (answer.type === 'done') return ok(undefined);
  return err(answer.type === 'failed' ? crt591FaultOf(answer.code) : answer);
}
