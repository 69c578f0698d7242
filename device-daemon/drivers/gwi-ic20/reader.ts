import { err, ok, type Result } from '#shared/result.ts';
import type { Binding } from '../../bindings/binding.ts';
import type {
  CardFault,
  ChipCardOutcome,
  ChipCardReader,
  ChipCardReaderStatus,
  ChipCardSlot,
} from '../chip-card-reader.ts';
import { isLinkFault, type LinkFault } from '../link-fault.ts';
import { type GwiIc20Answer, type GwiIc20Command, modelOf } from './commands.ts';
import type { GwiIc20Conversation } from './conversation.ts';

/** An answer that is left over from the life before comes within this time after the first one. */
const LEFT_OVER_MS = 100;
/** No command of this reader tells whether a card is there: it is powered, and this often at most. */
const LOOK_MS = 500;
/**
 * Asked of a card that is powered already, only to hear whether it answers: GET RESPONSE, which changes nothing on the
 * card. Any status word will do.
 */
const PRESENCE_APDU = Uint8Array.of(0x00, 0xc0, 0x00, 0x00, 0x00);
const STATUS_WORD_BYTES = 2;
const LONGEST_ANSWER_BYTES = 258;

/** `moved`: it was powered, and is not the same card, or not in the same state, any more. */
type Session =
  | { readonly type: 'none' }
  | { readonly type: 'moved' }
  | { readonly type: 'powered'; readonly atr: Uint8Array };

const NO_SESSION: Session = { type: 'none' };
const MOVED: Session = { type: 'moved' };

/** Cards are put in by hand. */
export class GwiIc20Reader implements ChipCardReader {
  readonly mover = null;
  readonly #conversation: GwiIc20Conversation;
  readonly #binding: Pick<Binding, 'close'>;
  readonly #sessions = new Map<ChipCardSlot, Session>();
  /** The card's chip answered last time, whoever wanted to know. */
  #isThere = false;
  #lookedAtMs: number | null = null;

  constructor(conversation: GwiIc20Conversation, binding: Pick<Binding, 'close'>) {
    this.#conversation = conversation;
    this.#binding = binding;
  }

  async open(): Promise<ChipCardOutcome<{ readonly description: string | null }>> {
    const answer = await this.#ask({ type: 'information' });
    if (!answer.ok) return answer;
    const { status, data } = answer.value;
    if (status !== 'done')
      return err({ type: 'broken', code: status === 'noAnswer' ? '1007' : status.other });
    // One more answer, and nobody knows which of the two was ours: the next question finds the line out of step.
    await new Promise((resolve) => setTimeout(resolve, LEFT_OVER_MS));
    return ok({ description: modelOf(data) });
  }

  async powerOn(slot: ChipCardSlot): Promise<ChipCardOutcome<Uint8Array>> {
    const off = await this.powerOff(slot);
    if (!off.ok && isLinkFault(off.error)) return off;
    let powered = await this.#power(slot);
    // A second reset is what a terminal owes a chip that missed the first.
    if (!powered.ok && powered.error.type === 'noCard') powered = await this.#power(slot);
    if (powered.ok) this.#sessions.set(slot, { type: 'powered', atr: powered.value });
    return powered;
  }

  async transmit(slot: ChipCardSlot, command: Uint8Array): Promise<ChipCardOutcome<Uint8Array>> {
    const session = this.#sessions.get(slot) ?? NO_SESSION;
    if (session.type === 'none') return err({ type: 'refused' });
    if (session.type === 'moved') return err({ type: 'cardMoved' });
    const answer = await this.#ask({ type: 'transmit', slot, apdu: command });
    if (!answer.ok) return answer;
    const { status, data } = answer.value;
    if (status === 'noAnswer') return err(await this.#whyNoAnswer(slot, session.atr));
    if (status !== 'done') return err({ type: 'refused' });
    if (data.length < STATUS_WORD_BYTES || data.length > LONGEST_ANSWER_BYTES)
      return err({ type: 'garbled' });
    if (slot === 'card') this.#saw(true);
    return ok(data);
  }

  async powerOff(slot: ChipCardSlot): Promise<ChipCardOutcome<void>> {
    this.#sessions.delete(slot);
    if (slot === 'card' && !this.#isThere) return ok(undefined);
    const answer = await this.#ask({ type: 'powerOff', slot });
    if (!answer.ok) return answer;
    if (slot === 'card') this.#forget();
    return ok(undefined);
  }

  async status(): Promise<ChipCardOutcome<ChipCardReaderStatus>> {
    const isDue = this.#lookedAtMs === null || performance.now() - this.#lookedAtMs >= LOOK_MS;
    if (isDue) {
      const looked = await (this.#isThere ? this.#ping() : this.#power('card'));
      if (!looked.ok && looked.error.type !== 'noCard') return looked;
    }
    return ok({
      position: this.#isThere ? 'atContacts' : 'none',
      collision: false,
      retainBin: 'notSupported',
    });
  }

  close(): Promise<void> {
    // No card stays powered, with whatever was opened on it.
    if (this.#isThere) this.#conversation.tell({ type: 'powerOff', slot: 'card' });
    this.#conversation.end();
    return this.#binding.close();
  }

  async #ask(command: GwiIc20Command): Promise<Result<GwiIc20Answer, LinkFault>> {
    const answer = await this.#conversation.ask(command);
    return answer.type === 'answered' ? ok(answer) : err(answer);
  }

  async #power(slot: ChipCardSlot): Promise<ChipCardOutcome<Uint8Array>> {
    const answer = await this.#ask({ type: 'powerOn', slot });
    if (!answer.ok) return answer;
    const { status, data } = answer.value;
    if (slot === 'card') this.#saw(status === 'done');
    if (status === 'noAnswer') return err({ type: 'noCard' });
    if (status !== 'done') return err({ type: 'refused' });
    return data.length === 0 ? err({ type: 'mute' }) : ok(data);
  }

  /** Is the powered card still the one that answers? */
  async #ping(): Promise<ChipCardOutcome<void>> {
    const answer = await this.#ask({ type: 'transmit', slot: 'card', apdu: PRESENCE_APDU });
    if (!answer.ok) return answer;
    const isThere = answer.value.status === 'done' && answer.value.data.length >= STATUS_WORD_BYTES;
    if (!isThere && this.#sessions.get('card')?.type === 'powered') this.#sessions.set('card', MOVED);
    this.#saw(isThere);
    return ok(undefined);
  }

  /**
   * Taken, exchanged, or fallen mute: the reader has one word for all three. What answers to a reset now tells them
   * apart; the session is over in any case, and the command is not sent again.
   */
  async #whyNoAnswer(slot: ChipCardSlot, atr: Uint8Array): Promise<CardFault | LinkFault> {
    this.#sessions.set(slot, MOVED);
    const powered = await this.#power(slot);
    if (!powered.ok) return isLinkFault(powered.error) ? powered.error : { type: 'cardMoved' };
    return { type: isSame(powered.value, atr) ? 'mute' : 'cardMoved' };
  }

  #saw(isThere: boolean): void {
    this.#isThere = isThere;
    this.#lookedAtMs = performance.now();
  }

  /** The next look is due at once. */
  #forget(): void {
    this.#isThere = false;
    this.#lookedAtMs = null;
  }
}

const isSame = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);
