import type { EventEmitter } from 'node:events';
import type { IdentityCardErrorCode } from '#shared/protocol/cards.ts';
import type { IdentityCardReaderStatus } from '#shared/protocol/states.ts';
import type { Result } from '#shared/result.ts';
import type { IdentityCard } from '../drivers/identity-card.ts';
import type { ReadProgress } from './read-progress.ts';

export type { IdentityCard } from '../drivers/identity-card.ts';

export type IdentityCardReadFailure =
  | { readonly type: 'commandErrorCode'; readonly errorCode: IdentityCardErrorCode }
  /** No reader, or it does not answer. */
  | { readonly type: 'deviceNotReady' }
  /** The reader says it is broken (self-test failed, not authorised). */
  | { readonly type: 'hardwareError' }
  | { readonly type: 'canceled' }
  /** Another read waits already. */
  | { readonly type: 'sequenceError' };

export interface IdentityCardReaderEvents {
  /** Only when something changed. */
  statusChanged: [status: IdentityCardReaderStatus];
  /** The card that was last reported present has left. */
  mediaRemoved: [];
}

/**
 * A reader and its whole life: opened, lost, found again, all by itself. `start` never fails: a reader that is not
 * there is a status, not an error.
 */
export interface IdentityCardReader extends EventEmitter<IdentityCardReaderEvents> {
  readonly status: IdentityCardReaderStatus;
  start(): void;
  stop(): Promise<void>;
  /**
   * Waits until a card is laid down (one that lies there already counts) and reads it. Bounded retries inside; ends
   * only with a card, a failure a person can act on, or the signal.
   */
  read(progress: ReadProgress, signal: AbortSignal): Promise<Result<IdentityCard, IdentityCardReadFailure>>;
  /** The visit is over: a card that is left lying opens no other one before it has been lifted. */
  release(): void;
}
