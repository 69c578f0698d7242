import type { UnsolicitedName, UnsolicitedPayload } from '#shared/protocol/messages.ts';
import type { CardReaderName } from '#shared/protocol/states.ts';
import type { Logger } from '../audit/logger.ts';
import type { IdentityCardReader } from '../devices/identity-card-reader-contract.ts';
import type { SocialSecurityCardReader } from '../devices/social-security-card-reader-contract.ts';
import type { CitizenSession } from '../records/citizen-session.ts';

/** A page that reloads is back within a second or two; one that is not back by then has left a citizen's session. */
const PAGE_ABSENCE_MS = 10_000;

type Tell = <Name extends UnsolicitedName>(name: Name, payload: UnsolicitedPayload<Name>) => void;

/**
 * Sees to it that a citizen's session never outlives the citizen: it ends when the card leaves, when the page asks,
 * when the records service says so, and when no page has been there for a while.
 */
export class VisitKeeper {
  #absence: NodeJS.Timeout | null = null;

  constructor(
    private readonly session: CitizenSession,
    private readonly tell: Tell,
    private readonly logger: Logger,
  ) {}

  watchIdentityCard(reader: IdentityCardReader): void {
    reader.on('mediaRemoved', () => this.#cardLeft('identityCardReader'));
  }

  watchSocialSecurityCard(reader: SocialSecurityCardReader): void {
    reader.on('mediaRemoved', () => this.#cardLeft('socialSecurityCardReader'));
    reader.on('visitCardLost', () => this.#endVisitOf('socialSecurityCardReader'));
    reader.on('mediaRetained', () =>
      this.tell('CardReader.MediaRetainedEvent', { reader: 'socialSecurityCardReader' }),
    );
  }

  readonly sessionExpired = (): void => this.#end('expired');

  readonly pageCame = (): void => {
    if (this.#absence !== null) clearTimeout(this.#absence);
    this.#absence = null;
  };

  readonly pageGone = (): void => {
    this.pageCame();
    this.#absence = setTimeout(() => {
      if (!this.session.isOpen) return;
      this.logger.warn('session ended without a page');
      void this.session.end();
    }, PAGE_ABSENCE_MS);
    this.#absence.unref();
  };

  stop(): Promise<void> {
    this.pageCame();
    return this.session.end();
  }

  #cardLeft(reader: CardReaderName): void {
    this.tell('CardReader.MediaRemovedEvent', { reader });
    this.#endVisitOf(reader);
  }

  #endVisitOf(reader: CardReaderName): void {
    if (this.session.heldBy === reader) this.#end('cardRemoved');
  }

  #end(reason: UnsolicitedPayload<'Session.EndedEvent'>['reason']): void {
    if (!this.session.isOpen) return;
    this.logger.info('session ended', { reason });
    void this.session.end();
    this.tell('Session.EndedEvent', { reason });
  }
}
