import type { EventEmitter } from 'node:events';
import type { PinErrorCode, SocialSecurityCardErrorCode } from '#shared/protocol/cards.ts';
import type { SocialSecurityCardReaderStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';
import type { SocialSecurityCard } from '../cards/social-security-card/social-security-card.ts';
import type { PinPad } from './pin-pad-contract.ts';
import type { ReadProgress } from './read-progress.ts';

/** What keeps a command of the reader from ending with a word about the card. */
type ReaderFailure =
  /** No reader, or it does not answer. */
  | { readonly type: 'deviceNotReady' }
  /** The reader says it is broken, or a card is stuck in it. */
  | { readonly type: 'hardwareError' }
  | { readonly type: 'canceled' }
  /** Another command of this reader waits already; or there is no card whose PIN could be verified. */
  | { readonly type: 'sequenceError' };

export type SocialSecurityCardReadFailure =
  | ReaderFailure
  | { readonly type: 'commandErrorCode'; readonly errorCode: SocialSecurityCardErrorCode };

export type PinFailure =
  | ReaderFailure
  | { readonly type: 'commandErrorCode'; readonly errorCode: PinErrorCode };

export interface PinProgress {
  /** The pad waits; `wrong`: the PIN before has cost a try. */
  entryRequested(triesLeft: number, wrong: boolean): void;
  keyPressed(digits: number): void;
}

export interface SocialSecurityCardReaderEvents {
  /** Only when something changed. */
  statusChanged: [status: SocialSecurityCardReaderStatus];
  /** The card that was last reported present has left with its owner. */
  mediaRemoved: [];
  /** The card of the visit that is on is in nobody's hold any more, though nobody has taken it yet. */
  visitCardLost: [];
  /** Nobody took it: it is in the bin. */
  mediaRetained: [];
}

/**
 * A reader for social-security cards and its whole life, whether the card is drawn in by a motor, put in by hand or
 * laid on. `start` never fails.
 */
export interface SocialSecurityCardReader extends EventEmitter<SocialSecurityCardReaderEvents> {
  readonly status: SocialSecurityCardReaderStatus;
  start(): void;
  stop(): Promise<void>;
  /**
   * Lets a card in and reads it. It stays in until `release`, or until its owner pulls it where that can be done. A card
   * that cannot be used is given back by itself.
   */
  read(
    progress: ReadProgress,
    signal: AbortSignal,
  ): Promise<Result<SocialSecurityCard, SocialSecurityCardReadFailure>>;
  /**
   * Asks on the pad for the PIN of the card that was read, again after a wrong one, until it is right or there is no
   * way on; then the card is given back. Each try follows an entry of its own: none is repeated by itself.
   */
  verifyPin(
    pad: PinPad,
    progress: PinProgress,
    signal: AbortSignal,
  ): Promise<Result<SocialSecurityCard, PinFailure>>;
  /** It is the card that was read last, and it is still held. */
  holds(card: SocialSecurityCard): boolean;
  /** The visit is over: the card goes to the gate to be taken, and into the bin when nobody does. */
  release(): void;
}
