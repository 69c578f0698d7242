import { assertNever, err, ok } from '#shared/result.ts';
import type { PcscCard, PcscError, PcscReader, PcscService } from '../../bindings/pcsc.ts';
import type {
  CardFault,
  ChipCardOutcome,
  ChipCardReader,
  ChipCardReaderStatus,
  ChipCardSlot,
} from '../chip-card-reader.ts';
import type { LinkFault } from '../link-fault.ts';
import type { PcscReaderTable } from './reader-table.ts';

/**
 * The service looks for a card every 400 ms where the reader does not tell by itself. So late can it know why an
 * exchange broke off.
 */
const REMOVAL_NOTICE_MS = 1_000;
const STATUS_WORD_BYTES = 2;

/** A card that is powered, as long as it is this one. */
interface Session {
  readonly card: PcscCard;
  readonly readerName: string;
  readonly changes: number;
  /** It was reset, taken or exchanged. */
  void: boolean;
  /** That it was, to whoever asks for the status. */
  isLossTold: boolean;
}

/** Cards are moved by hand; the service, not the card, is asked whether one is there. */
export class PcscChipCardReader implements ChipCardReader {
  readonly mover = null;
  readonly #service: PcscService;
  readonly #table: PcscReaderTable;
  readonly #sessions = new Map<ChipCardSlot, Session>();
  #isGone = false;
  #settleAsGone: (() => void) | undefined;
  readonly #gone: Promise<void>;

  constructor(service: PcscService, table: PcscReaderTable) {
    this.#service = service;
    this.#table = table;
    this.#gone = new Promise((resolve) => {
      this.#settleAsGone = resolve;
    });
  }

  open(): Promise<ChipCardOutcome<{ readonly description: string | null }>> {
    return this.#whileThere(async () =>
      ok({ description: this.#table.forCards.map(({ name }) => name).join(', ') }),
    );
  }

  powerOn(slot: ChipCardSlot): Promise<ChipCardOutcome<Uint8Array>> {
    return this.#whileThere(async () => {
      await this.#disconnect(slot);
      const reader = this.#readerWithCard(slot);
      if (reader === null) return err({ type: slot === 'card' ? 'noCard' : 'unsupported' });
      let connected = await this.#service.connect(reader.name, 'exclusive');
      // The service has powered it once; a second reset is what a terminal owes a chip that missed the first.
      if (!connected.ok && connected.error.type === 'mute') {
        connected = await this.#service.connect(reader.name, 'exclusive');
      }
      if (!connected.ok) return err(powerOnFault(connected.error));
      const card = connected.value;
      this.#sessions.set(slot, {
        card,
        readerName: reader.name,
        changes: reader.changes,
        void: false,
        isLossTold: false,
      });
      return ok(card.atr);
    });
  }

  transmit(slot: ChipCardSlot, command: Uint8Array): Promise<ChipCardOutcome<Uint8Array>> {
    return this.#whileThere(async () => {
      const session = this.#sessions.get(slot);
      if (session === undefined) return err({ type: 'refused' });
      if (this.#hasMoved(session)) return err({ type: 'cardMoved' });
      const answer = await session.card.transmit(command);
      // Taken while it answered: the answer may be another card's.
      if (this.#hasMoved(session)) return err({ type: 'cardMoved' });
      if (answer.ok && answer.value.length >= STATUS_WORD_BYTES) return answer;
      return err(await this.#transmitFault(session, answer.ok ? { type: 'notTransacted' } : answer.error));
    });
  }

  powerOff(slot: ChipCardSlot): Promise<ChipCardOutcome<void>> {
    return this.#whileThere(async () => {
      await this.#disconnect(slot);
      return ok(undefined);
    });
  }

  status(): Promise<ChipCardOutcome<ChipCardReaderStatus>> {
    return this.#whileThere(async () => {
      const session = this.#sessions.get('card');
      if (session !== undefined && this.#hasMoved(session) && !session.isLossTold) {
        // Told once; from now on it is a reader with whatever card it has, which nobody has powered.
        session.isLossTold = true;
        return err({ type: 'cardMoved' });
      }
      const occupied = this.#table.forCards.filter(({ card }) => card !== 'absent');
      return ok({
        position: occupied.length === 0 ? 'none' : 'atContacts',
        // PC/SC knows no collision in one field; a card at the contacts and another in the field is one, too.
        collision: occupied.length > 1,
        retainBin: 'notSupported',
      });
    });
  }

  /** The reader or the service is gone: what runs settles as `silent`. */
  end(): void {
    this.#isGone = true;
    this.#settleAsGone?.();
  }

  close(): Promise<void> {
    this.end();
    return this.#service.close();
  }

  async #whileThere<T>(call: () => Promise<ChipCardOutcome<T>>): Promise<ChipCardOutcome<T>> {
    const silent = err({ type: 'silent' } as const);
    if (this.#isGone) return silent;
    return Promise.race([call(), this.#gone.then(() => silent)]);
  }

  #readerWithCard(slot: ChipCardSlot): PcscReader | null {
    if (slot === 'sam1') return this.#table.forModule;
    const occupied = this.#table.forCards.filter(({ card }) => card !== 'absent');
    return occupied.find(({ card }) => card === 'present') ?? occupied[0] ?? null;
  }

  #hasMoved(session: Session): boolean {
    session.void ||= this.#table.get(session.readerName)?.changes !== session.changes;
    return session.void;
  }

  async #disconnect(slot: ChipCardSlot): Promise<void> {
    const session = this.#sessions.get(slot);
    this.#sessions.delete(slot);
    await session?.card.disconnect('unpower');
  }

  async #transmitFault(session: Session, error: PcscError): Promise<CardFault | LinkFault> {
    switch (error.type) {
      case 'cardMoved':
      case 'noCard':
        session.void = true;
        return { type: 'cardMoved' };
      case 'notTransacted':
      case 'mute': {
        const hasMoved = await this.#table.until(() => this.#hasMoved(session), REMOVAL_NOTICE_MS);
        return { type: hasMoved ? 'cardMoved' : 'mute' };
      }
      case 'inUse':
      case 'unsupported':
        return { type: 'refused' };
      case 'gone':
      case 'timedOut':
        return { type: 'silent' };
      case 'failed':
        return linkFaultOf(error.code);
      default:
        return assertNever(error);
    }
  }
}

function powerOnFault(error: PcscError): CardFault | LinkFault {
  switch (error.type) {
    case 'noCard':
    case 'cardMoved':
      return { type: 'noCard' };
    case 'mute':
    case 'notTransacted':
      return { type: 'mute' };
    case 'inUse':
      return { type: 'refused' };
    case 'unsupported':
      return { type: 'unsupported' };
    case 'gone':
    case 'timedOut':
      return { type: 'silent' };
    case 'failed':
      return linkFaultOf(error.code);
    default:
      return assertNever(error);
  }
}

/** An answer longer than any that was asked for makes no sense; everything else is the library's trouble. */
function linkFaultOf(code: string): LinkFault {
  return code === 'InsufficientBuffer' ? { type: 'garbled' } : { type: 'broken', code };
}
