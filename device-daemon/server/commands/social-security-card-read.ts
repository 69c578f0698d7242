import { maskName, maskNumber } from '#shared/identity/mask.ts';
import type { CardHolder, SocialSecurityCardErrorCode } from '#shared/protocol/cards.ts';
import type { VisitErrorCode } from '#shared/records-api/common.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { SocialSecurityCard } from '../../cards/social-security-card/social-security-card.ts';
import type { SocialSecurityCardReader } from '../../devices/social-security-card-reader-contract.ts';
import type { CitizenSession } from '../../records/citizen-session.ts';
import { socialSecurityCardCredential } from '../../records/credentials.ts';
import { type CommandHandler, type CommandOutcome, failed } from '../command-handlers.ts';
import type { Reception } from '../reception.ts';
import { unlessAborted } from '../unless-aborted.ts';

/** The page asks for the PIN at once; a card whose page has gone must not stay in the reader. */
const PIN_MUST_BEGIN_MS = 10_000;

export interface SocialSecurityCardDesk {
  readonly reader: SocialSecurityCardReader;
  readonly session: CitizenSession;
  /** The holder is known and the session is open. */
  readonly onVisit: () => void;
}

/** The card that was read and waits for its PIN. */
export class CardAwaitingPin {
  #timer: NodeJS.Timeout | null = null;

  constructor(private readonly reader: SocialSecurityCardReader) {}

  begin(): void {
    this.end();
    this.#timer = setTimeout(() => this.reader.release(), PIN_MUST_BEGIN_MS);
    this.#timer.unref();
  }

  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** `SocialSecurityCard.Read`: the session opens here where no PIN is to be entered, else after it. */
export function socialSecurityCardRead(
  desk: SocialSecurityCardDesk,
  reception: Reception,
  awaitingPin: CardAwaitingPin,
  asksForPin: boolean,
): CommandHandler<'SocialSecurityCard.Read'> {
  const { reader } = desk;
  return {
    outlivesPage: false,
    async run(_payload, { signal, event }) {
      awaitingPin.end();
      const turn = reception.wait(signal);
      try {
        const read = await reader.read(
          {
            insertCard: () => event('CardReader.InsertCardEvent', {}),
            mediaInserted: () => event('CardReader.MediaInsertedEvent', {}),
          },
          turn.signal,
        );
        if (!read.ok) return failed(read.error);
        if (!turn.come()) {
          reader.release();
          return { completionCode: 'canceled' };
        }
        return await receive(read.value, signal);
      } finally {
        turn.leave();
      }
    },
  };

  async function receive(
    card: SocialSecurityCard,
    signal: AbortSignal,
  ): Promise<CommandOutcome<'SocialSecurityCard.Read'>> {
    const { pin } = card;
    if (asksForPin && pin.type === 'locked') {
      reader.release();
      return { completionCode: 'commandErrorCode', errorCode: 'pinLocked' };
    }
    if (asksForPin && pin.type === 'set') {
      awaitingPin.begin();
      return {
        completionCode: 'success',
        payload: { ...greetingOf(card), pinTriesLeft: pin.triesLeft },
      };
    }
    const opened = await openVisit(desk, card, false, signal);
    if (opened.ok) return { completionCode: 'success', payload: { ...opened.value, pinTriesLeft: null } };
    return opened.error === 'canceled'
      ? { completionCode: 'canceled' }
      : { completionCode: 'commandErrorCode', errorCode: opened.error };
  }
}

type VisitRefusal = Extract<
  SocialSecurityCardErrorCode,
  'holderUnknown' | 'cardNotInUse' | 'recordsUnavailable' | 'noMedia'
>;

/**
 * The holder's session, and whom to greet. A card that told its holder itself goes on without the records for now: they
 * are asked again when a screen wants them.
 */
export async function openVisit(
  { reader, session, onVisit }: SocialSecurityCardDesk,
  card: SocialSecurityCard,
  pinVerified: boolean,
  signal: AbortSignal,
): Promise<Result<CardHolder, VisitRefusal | 'canceled'>> {
  if (!reader.holds(card)) return err('noMedia');
  const visit = session.begin(socialSecurityCardCredential(card, pinVerified));
  const opened = await unlessAborted(visit.opened, signal);
  // Nobody is there any more to whom it could be opened.
  if (opened === null) {
    visit.end();
    reader.release();
    return err('canceled');
  }
  if (opened.ok) {
    onVisit();
    return ok({ cardKind: 'socialSecurityCard', ...opened.value.holder });
  }
  if (opened.error === 'recordsUnavailable' && card.holder !== null) {
    onVisit();
    return ok(greetingOf(card));
  }
  visit.end();
  reader.release();
  return err(refusalOf(opened.error));
}

const greetingOf = ({ holder }: SocialSecurityCard): CardHolder => ({
  cardKind: 'socialSecurityCard',
  maskedName: holder === null ? null : maskName(holder.name),
  maskedNumber: holder === null ? null : maskNumber(holder.number),
});

function refusalOf(code: VisitErrorCode): VisitRefusal {
  switch (code) {
    case 'cardNotInUse':
      return 'cardNotInUse';
    case 'cardNotRegistered':
    case 'notOnFile':
    case 'evidenceInvalid':
      return 'holderUnknown';
    // The visit ended while it was being opened: the card has left.
    case 'notAuthorised':
      return 'noMedia';
    case 'sessionExpired':
    case 'terminalUnknown':
    case 'evidenceStale':
    case 'evidenceReplayed':
    case 'codeRefused':
    case 'platformUnavailable':
    case 'invalidData':
    case 'notFound':
    case 'jobBelongsToAnotherPerson':
    case 'secondFactorRequired':
    case 'recordsUnavailable':
    case 'internalError':
      return 'recordsUnavailable';
  }
}
