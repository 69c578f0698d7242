import { err, ok } from '#shared/result.ts';
import type {
  CardFault,
  CardMover,
  CardPosition,
  ChipCardOutcome,
  ChipCardReader,
  ChipCardReaderStatus,
  ChipCardSlot,
} from '../chip-card-reader.ts';
import type { CreatorLine } from '../creator/line.ts';
import { printableText } from '../creator/printable-text.ts';
import { isRepeatableCommand, isWholeAnswer, requireCommandLength } from '../creator/repeatable-command.ts';
import { isLinkFault, type LinkFault } from '../link-fault.ts';
import { type Crt310Answer, decodeCrt310Answer, isCrt310Answer } from './answer.ts';
import { afterLength, CRT_310_COMMANDS, type Crt310CommandName, crt310Text, withLength } from './commands.ts';
import { type Crt310Letter, crt310FaultOf, crt310LetterOf, crt310RefusalOf, NOT_NOW } from './errors.ts';
import { askingForNoMoreThan255 } from './short-answer.ts';
import { crt310PositionOf } from './status.ts';

/** Where a card may stand when a move has ended as it should. */
const MOVES = {
  toContacts: ['atContacts'],
  /** Or gone: pulled out while it was still coming. */
  eject: ['atGate', 'none'],
  capture: ['none'],
} as const satisfies Partial<Record<Crt310CommandName, readonly CardPosition[]>>;

/** A move of which nothing is known any more is made again once, from where the card is then. */
const MOVE_ATTEMPTS = 2;
/** A unit that is still at work does not hear the question; each is asked for about a second. */
const LOCATE_ATTEMPTS = 5;

const RESETS = ['coldReset', 'warmReset'] as const satisfies readonly Crt310CommandName[];

/** Done, with what follows P; or not. */
type Done = { readonly type: 'done'; readonly letter: Crt310Letter; readonly data: Uint8Array };
type NotDone = { readonly type: 'notDone'; readonly fault: CardFault | LinkFault; readonly inDoubt: boolean };

/**
 * The order of the commands, and what their answers mean for the card.
 *
 * A unit whose supply was away refuses everything until it is initialised ("not now"). The call that meets this ends with
 * `cardMoved`; the next one initialises the unit without moving the card. `status` then says `unknown` once, so that
 * nobody takes the card for still powered, and the truth from then on.
 */
export class Crt310Conversation implements ChipCardReader, CardMover {
  readonly #line: CreatorLine;
  readonly #closePort: () => Promise<void>;
  #initialised = false;
  #transmit: 'transmitT0' | 'transmitT1' = 'transmitT0';
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
      if (answer.type === 'executed') return ok(statusAt(crt310PositionOf(answer.data[0] ?? 0)));
      if (answer.type !== 'refused') return err(answer);
      if (this.#initialised) return err(crt310RefusalOf(answer.code));
    }
    const again = await this.#initialise();
    return again.ok ? ok(statusAt('unknown')) : again;
  }

  async powerOn(slot: ChipCardSlot): Promise<ChipCardOutcome<Uint8Array>> {
    if (slot === 'sam1') return err({ type: 'unsupported' });
    const ready = await this.#ensureInitialised();
    if (!ready.ok) return ready;
    const contacts = await this.#operate('contactsOn', 'mute');
    if (contacts.type === 'notDone') return err(contacts.fault);
    for (const reset of RESETS) {
      const answer = await this.#operate(reset, 'mute');
      if (answer.type === 'done') {
        this.#transmit = answer.letter === 'doneT1' ? 'transmitT1' : 'transmitT0';
        const atr = afterLength(answer.data);
        return atr !== null && atr.length > 1 ? ok(new Uint8Array(atr)) : err({ type: 'garbled' });
      }
      if (answer.fault.type !== 'mute') return err(answer.fault);
    }
    return err({ type: 'mute' });
  }

  async transmit(slot: ChipCardSlot, command: Uint8Array): Promise<ChipCardOutcome<Uint8Array>> {
    requireCommandLength(command);
    if (slot === 'sam1') return err({ type: 'unsupported' });
    if (!this.#initialised) return err({ type: 'cardMoved' });
    const asked = askingForNoMoreThan255(command);
    const counted = withLength(asked);
    const answer = await this.#operate(this.#transmit, 'mute', counted, isRepeatableCommand(asked));
    // It may hold a PIN.
    counted.fill(0);
    if (answer.type === 'notDone') return err(answer.fault);
    const response = afterLength(answer.data);
    return response !== null && isWholeAnswer(response)
      ? ok(new Uint8Array(response))
      : err({ type: 'garbled' });
  }

  async powerOff(slot: ChipCardSlot): Promise<ChipCardOutcome<void>> {
    if (slot === 'sam1') return err({ type: 'unsupported' });
    if (!this.#initialised) return ok(undefined);
    const answer = await this.#operate('contactsOff', 'refused');
    if (answer.type === 'done') return ok(undefined);
    // Without a supply already.
    const { fault } = answer;
    return fault.type === 'cardMoved' || fault.type === 'noCard' ? ok(undefined) : err(fault);
  }

  permitEntry(): Promise<ChipCardOutcome<void>> {
    return this.#setEntry('permitEntry');
  }

  refuseEntry(): Promise<ChipCardOutcome<void>> {
    return this.#setEntry('refuseEntry');
  }

  moveToContacts(): Promise<ChipCardOutcome<void>> {
    return this.#move('toContacts');
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
    return settled(await this.#operate(wanted, 'refused'));
  }

  /**
   * ```
   *   where is it? ──none──▶ noCard
   *       │
   *     move ──done──▶ ok
   *       │ refused ──▶ why not
   *       │ failed, answer lost, supply away
   *       ▼
   *   where is it? ──there──▶ ok
   *       │ elsewhere: jammed where it failed, else once more, never blindly
   * ```
   */
  async #move(name: keyof typeof MOVES): Promise<ChipCardOutcome<void>> {
    const ends: readonly CardPosition[] = MOVES[name];
    let place = await this.#locate();
    if (place.ok && place.value === 'none') return err({ type: 'noCard' });
    if (place.ok && place.value === 'atContacts' && name !== 'toContacts') {
      const off = settled(await this.#operate('contactsOff', 'refused'));
      if (!off.ok && isLinkFault(off.error)) return off;
    }
    for (let attempt = 1; place.ok && attempt <= MOVE_ATTEMPTS; attempt += 1) {
      const answer = await this.#operate(name, 'jammed');
      if (answer.type === 'done') return ok(undefined);
      if (!answer.inDoubt) return err(answer.fault);
      place = await this.#locate();
      if (!place.ok) return place;
      if (ends.includes(place.value)) return ok(undefined);
      if (place.value === 'none') return err({ type: 'noCard' });
      if (answer.fault.type === 'jammed') return err(answer.fault);
    }
    return place.ok ? err({ type: 'refused' }) : place;
  }

  async #locate(): Promise<ChipCardOutcome<CardPosition>> {
    let fault: LinkFault = { type: 'silent' };
    for (let attempt = 1; attempt <= LOCATE_ATTEMPTS; attempt += 1) {
      const ready = await this.#ensureInitialised();
      if (!ready.ok && ready.error.type !== 'silent' && ready.error.type !== 'garbled') return ready;
      const answer = ready.ok ? await this.#ask('status') : (ready.error as LinkFault);
      if (answer.type === 'executed') return ok(crt310PositionOf(answer.data[0] ?? 0));
      if (answer.type === 'refused' && this.#initialised) return err(crt310RefusalOf(answer.code));
      if (answer.type !== 'refused') fault = answer;
    }
    return err(fault);
  }

  async #ensureInitialised(): Promise<ChipCardOutcome<void>> {
    if (this.#initialised) return ok(undefined);
    const again = await this.#initialise();
    return again.ok ? ok(undefined) : again;
  }

  async #initialise(): Promise<ChipCardOutcome<{ readonly description: string | null }>> {
    const answer = await this.#ask('initialise');
    if (answer.type !== 'executed')
      return err(answer.type === 'refused' ? crt310RefusalOf(answer.code) : answer);
    this.#initialised = true;
    // A unit that cannot do this leaves the card inside, and `moveToContacts` does the rest.
    const stop = settled(await this.#operate('stopAtContacts', 'refused'));
    if (!stop.ok && isLinkFault(stop.error)) return stop;
    if (this.#entry !== null) {
      const entry = settled(await this.#operate(this.#entry, 'refused'));
      if (!entry.ok) return entry;
    }
    return ok({ description: printableText(answer.data) || null });
  }

  /** A command whose answer begins with P. @param failed what `4E` means for it */
  async #operate(
    name: Crt310CommandName,
    failed: CardFault['type'],
    data?: Uint8Array,
    repeatable?: boolean,
  ): Promise<Done | NotDone> {
    const answer = await this.#ask(name, data, repeatable);
    if (answer.type === 'refused') {
      const fault: CardFault | LinkFault = this.#initialised
        ? crt310RefusalOf(answer.code)
        : { type: 'cardMoved' };
      return { type: 'notDone', fault, inDoubt: !this.#initialised };
    }
    if (answer.type !== 'executed')
      return { type: 'notDone', fault: answer, inDoubt: answer.type !== 'broken' };
    const letter = crt310LetterOf(answer.data[0] ?? 0);
    if (letter === 'done' || letter === 'doneT1')
      return { type: 'done', letter, data: answer.data.subarray(1) };
    return { type: 'notDone', fault: crt310FaultOf(letter, failed), inDoubt: true };
  }

  async #ask(
    name: Crt310CommandName,
    data?: Uint8Array,
    repeatable: boolean = CRT_310_COMMANDS[name].repeatable,
  ): Promise<Crt310Answer | LinkFault> {
    const outcome = await this.#line.exchange({
      text: crt310Text(name, data),
      answerTimeoutMs: CRT_310_COMMANDS[name].answerTimeoutMs,
      repeatable,
      isAnswer: (text) => isCrt310Answer(name, text),
    });
    if (outcome.type !== 'answered') return { type: outcome.type };
    const answer = decodeCrt310Answer(outcome.text);
    if (answer.type === 'refused' && answer.code === NOT_NOW) this.#initialised = false;
    return answer;
  }
}

const statusAt = (position: CardPosition): ChipCardReaderStatus => ({
  position,
  collision: false,
  retainBin: 'notSupported',
});

const settled = (answer: Done | NotDone): ChipCardOutcome<void> =>
  answer.type === 'done' ? ok(undefined) : err(answer.fault);
