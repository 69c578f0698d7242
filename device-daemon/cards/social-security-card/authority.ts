import type { Result } from '#shared/result.ts';
import type { CardAlgorithm } from './social-security-card.ts';

/**
 * Whoever holds the keys of the cards: a province's HSM behind some transport, or a module in the kiosk. The card is
 * asked to prove itself (internal authentication), and we prove to it that we may read (external authentication).
 */
export interface Authority {
  authenticate(
    request: AuthorityRequest,
    signal: AbortSignal,
  ): Promise<Result<AuthorityAnswer, AuthorityRefusal>>;
}

/** All bytes as capital hexadecimal digits. */
export interface AuthorityRequest {
  /** Six digits, from the card identification code. */
  readonly region: string;
  /** Historical bytes of the ATR, 13 bytes; their last eight make the card's own keys. */
  readonly atrHistoricalBytes: string;
  readonly algorithm: Exclude<CardAlgorithm, 'SSF33'>;
  readonly cardIdentificationCode: string;
  readonly internal: { readonly factor: string; readonly information: string };
  /** The card's own challenges; only where EF06 needs them (third generation). */
  readonly external: { readonly factor: string; readonly information: string } | null;
}

export interface AuthorityAnswer {
  /** What a genuine card must have answered, 8 bytes. */
  readonly internalAuthentication: string;
  /** What opens the card, 8 bytes; null where it was not asked for. */
  readonly externalAuthentication: string | null;
}

/** `unavailable`: could not be asked, or not in time · `refused`: does not know such cards. */
export type AuthorityRefusal = 'unavailable' | 'refused';
